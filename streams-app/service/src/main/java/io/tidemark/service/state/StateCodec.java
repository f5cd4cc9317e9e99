// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state;

/**
 * Turns live keys and values into the bytes of a store, and back.
 *
 * <p>The bytes outlive the process: an implementation owns its layout, starts each value with a
 * version byte and reads every version it ever wrote.
 *
 * @param <K> live key; with equals and hashCode
 * @param <V> live value; may be mutable
 */
public interface StateCodec<K, V> extends KeyCodec<K> {

  /** The bytes of a value as it is now. */
  byte[] encodeValue(V value);

  /** A live value equal to the one that was encoded under this key. */
  V decodeValue(K key, byte[] bytes);
}
