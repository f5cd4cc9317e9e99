// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * Builds {@link CommitScopedStore}s over logged in-memory stores.
 *
 * @param <K> live key
 * @param <V> live value
 */
public final class CommitScopedStoreBuilder<K, V>
    extends CommitScopedBuilder<CommitScopedStore<K, V>> {

  private final StateCodec<K, V> codec;

  /** A builder of stores of this name. */
  public CommitScopedStoreBuilder(String name, StateCodec<K, V> codec) {
    super(Stores.inMemoryKeyValueStore(name));
    this.codec = codec;
  }

  @Override
  CommitScopedStore<K, V> over(KeyValueStore<Bytes, byte[]> durable) {
    return new CommitScopedStore<>(durable, codec);
  }
}
