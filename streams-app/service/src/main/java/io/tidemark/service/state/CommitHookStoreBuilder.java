// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state;

import java.util.Map;
import org.apache.kafka.streams.state.StoreBuilder;

/** Builds {@link CommitHookStore}s; they have no log. */
public final class CommitHookStoreBuilder implements StoreBuilder<CommitHookStore> {

  private final String name;

  /** A builder of stores of this name. */
  public CommitHookStoreBuilder(String name) {
    this.name = name;
  }

  @Override
  public CommitHookStore build() {
    return new CommitHookStore(name);
  }

  @Override
  public StoreBuilder<CommitHookStore> withCachingEnabled() {
    return this;
  }

  @Override
  public StoreBuilder<CommitHookStore> withCachingDisabled() {
    return this;
  }

  @Override
  public StoreBuilder<CommitHookStore> withLoggingEnabled(Map<String, String> config) {
    throw new IllegalStateException("store " + name + " keeps nothing that could be logged");
  }

  @Override
  public StoreBuilder<CommitHookStore> withLoggingDisabled() {
    return this;
  }

  @Override
  public Map<String, String> logConfig() {
    return Map.of();
  }

  @Override
  public boolean loggingEnabled() {
    return false;
  }

  @Override
  public String name() {
    return name;
  }
}
