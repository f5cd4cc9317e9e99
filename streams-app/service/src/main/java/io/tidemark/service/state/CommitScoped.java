// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * A store whose changes become durable at each commit, and not before.
 *
 * <p>At a commit the runtime calls {@link #flushCache()}, inside the transaction that also carries
 * the input offsets, and what has changed since the last one is written to a logged store beneath.
 * See RATIONALE.md for why this rests on an internal interface.
 *
 * <p>Used by one stream thread only.
 */
abstract class CommitScoped<K, V> implements StateStore, CachedStateStore<K, V> {

  private final KeyValueStore<Bytes, byte[]> inner;
  private Runnable beforeCommit = () -> {};

  CommitScoped(KeyValueStore<Bytes, byte[]> inner) {
    this.inner = inner;
  }

  /** What is durable. */
  final KeyValueStore<Bytes, byte[]> durable() {
    return inner;
  }

  /** Writes what changed since the last commit. */
  abstract void writeChanges();

  /** Runs an action at each commit, before the changes are written. */
  public final void beforeCommit(Runnable action) {
    this.beforeCommit = action;
  }

  /** Writes what changed since the last commit. Called by the runtime before the producer flush. */
  @Override
  public final void flushCache() {
    beforeCommit.run();
    writeChanges();
  }

  @Override
  public boolean setFlushListener(CacheFlushListener<K, V> listener, boolean sendOldValues) {
    return false;
  }

  @Override
  public String name() {
    return inner.name();
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    clearCache();
    inner.init(context, root);
  }

  @Override
  public void commit(Map<TopicPartition, Long> changelogOffsets) {
    inner.commit(changelogOffsets);
  }

  @Override
  public Long committedOffset(TopicPartition partition) {
    return inner.committedOffset(partition);
  }

  @Override
  @SuppressWarnings("deprecation") // The runtime asks until it assumes the answer to be yes.
  public boolean managesOffsets() {
    return inner.managesOffsets();
  }

  @Override
  public void close() {
    clearCache();
    inner.close();
  }

  @Override
  public boolean persistent() {
    return inner.persistent();
  }

  @Override
  public boolean isOpen() {
    return inner.isOpen();
  }

  @Override
  public Position getPosition() {
    return inner.getPosition();
  }
}
