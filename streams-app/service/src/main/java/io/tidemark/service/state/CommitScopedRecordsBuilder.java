// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state;

import io.tidemark.service.state.overflow.Overflow;
import io.tidemark.service.state.overflow.OverflowStore;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Builds {@link CommitScopedRecords} over logged stores that overflow to disk.
 *
 * @param <K> live key
 */
public final class CommitScopedRecordsBuilder<K>
    extends CommitScopedBuilder<CommitScopedRecords<K>> {

  private final KeyCodec<K> codec;

  /** A builder of stores of this name. */
  public CommitScopedRecordsBuilder(String name, KeyCodec<K> codec, Overflow overflow) {
    super(OverflowStore.supplier(name, overflow));
    this.codec = codec;
  }

  @Override
  CommitScopedRecords<K> over(KeyValueStore<Bytes, byte[]> durable) {
    return new CommitScopedRecords<>(durable, codec);
  }
}
