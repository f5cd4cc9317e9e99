// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state;

import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * A store that keeps nothing and only tells when a commit is being made.
 *
 * <p>For state that leaves the task whole at each commit, and so has nothing to make durable.
 */
public final class CommitHookStore implements StateStore, CachedStateStore<Object, Object> {

  private final String name;
  private Runnable onCommit = () -> {};
  private boolean open;

  CommitHookStore(String name) {
    this.name = name;
  }

  /** Runs an action at each commit, inside its transaction. */
  public void onCommit(Runnable action) {
    this.onCommit = action;
  }

  @Override
  public void flushCache() {
    onCommit.run();
  }

  @Override
  public boolean setFlushListener(
      CacheFlushListener<Object, Object> listener, boolean sendOldValues) {
    return false;
  }

  @Override
  public void clearCache() {
    // Nothing is kept.
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    context.register(root, (key, value) -> {});
    open = true;
  }

  @Override
  public void close() {
    onCommit = () -> {};
    open = false;
  }

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public Position getPosition() {
    return Position.emptyPosition();
  }
}
