// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state;

import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Builds commit-scoped stores over logged ones; the changelog topic is named after the store.
 *
 * @param <S> the store
 */
abstract class CommitScopedBuilder<S extends CommitScoped<?, ?>> implements StoreBuilder<S> {

  /*
   * Small segments that roll within minutes: entries live for seconds to hours and end in a
   * tombstone, so an active segment that never rolls would never be compacted.
   *
   * Keys do not come again, so nearly every record has its tombstone, which a restore reads as
   * well. The broker's default keeps them for a day: of traffic, not of state. An hour is far more
   * than a restore takes, or a standby replica is behind.
   */
  private static final Map<String, String> CHANGELOG =
      Map.of(
          "cleanup.policy", "compact",
          "segment.bytes", "16777216",
          "segment.ms", "600000",
          "delete.retention.ms", "3600000",
          "min.cleanable.dirty.ratio", "0.2");

  private final StoreBuilder<KeyValueStore<Bytes, byte[]>> inner;

  CommitScopedBuilder(KeyValueBytesStoreSupplier inner) {
    this.inner =
        Stores.keyValueStoreBuilder(inner, Serdes.Bytes(), Serdes.ByteArray())
            .withCachingDisabled()
            .withLoggingEnabled(CHANGELOG);
  }

  /** The store over a durable one. */
  abstract S over(KeyValueStore<Bytes, byte[]> durable);

  @Override
  public S build() {
    return over(inner.build());
  }

  @Override
  public StoreBuilder<S> withCachingEnabled() {
    return this;
  }

  @Override
  public StoreBuilder<S> withCachingDisabled() {
    return this;
  }

  @Override
  public StoreBuilder<S> withLoggingEnabled(Map<String, String> config) {
    inner.withLoggingEnabled(config);
    return this;
  }

  @Override
  public StoreBuilder<S> withLoggingDisabled() {
    throw new IllegalStateException(
        "store " + name() + " holds state that exists nowhere else; its log cannot be disabled");
  }

  @Override
  public Map<String, String> logConfig() {
    return inner.logConfig();
  }

  @Override
  public boolean loggingEnabled() {
    return inner.loggingEnabled();
  }

  @Override
  public String name() {
    return inner.name();
  }
}
