// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state;

/**
 * Turns live keys into the bytes of a store, and back. The bytes outlive the process: an
 * implementation owns its layout and reads every one it ever wrote.
 *
 * @param <K> live key; with equals and hashCode
 */
public interface KeyCodec<K> {

  /** The bytes of a key; equal keys give equal bytes. */
  byte[] encodeKey(K key);

  /** The key that {@link #encodeKey} turned into these bytes. */
  K decodeKey(byte[] bytes);
}
