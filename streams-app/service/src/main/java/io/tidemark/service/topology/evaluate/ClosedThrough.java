// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.service.state.CommitScopedStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Through when the windows of each model version have closed, so that none closes twice.
 *
 * <p>Model versions come and go. A time that lies a retention behind the newest of the task is
 * forgotten; instead, all windows as old as that count as closed, whosesoever they are. So whether
 * something is late does not depend on when times are forgotten, and the newest time, which is
 * always kept, tells all there is to know.
 *
 * <p>A window takes no more from the moment it is decided that it closes, and its result may come
 * later; only then is it durable that it has closed.
 *
 * <p>Each life of a task writes under keys of its own. Where no transaction fences it, an instance
 * that was taken for dead and goes on for a moment would otherwise put its older time in place of
 * its successor's, and what closed in between could be opened again. The newest of all holds. Used
 * by one stream thread.
 */
final class ClosedThrough {

  /** How often times are forgotten: so many times in a retention. */
  private static final int STEPS = 8;

  private final CommitScopedStore<ClosedKey, Long> store;
  private final long retentionMillis;
  private final Consumer<ModelVersion> onForgotten;
  private final long life = ClosedKey.newLife();

  /** By what is in the store, of whatever life. */
  private final Map<ModelVersion, Long> closed = new HashMap<>();

  /** What earlier lives wrote, until this one has. */
  private final Map<ModelVersion, List<ClosedKey>> earlier = new HashMap<>();

  private final Map<ModelVersion, Long> decided = new HashMap<>();
  private long newest = Long.MIN_VALUE;
  private long newestClosed = Long.MIN_VALUE;
  private long nextForgetting = Long.MIN_VALUE;

  /** Takes up the times of a store; {@code onForgotten} is told of each that is forgotten. */
  ClosedThrough(
      CommitScopedStore<ClosedKey, Long> store,
      long retentionMillis,
      Consumer<ModelVersion> onForgotten) {
    this.store = store;
    this.onForgotten = onForgotten;
    this.retentionMillis = retentionMillis;
    store.forEach(
        (key, millis) -> {
          closed.merge(key.modelVersion(), millis, Math::max);
          earlier.computeIfAbsent(key.modelVersion(), mv -> new ArrayList<>()).add(key);
          newestClosed = Math.max(newestClosed, millis);
        });
    newest = newestClosed;
  }

  /** Whether it is remembered that windows of a model version have closed. */
  boolean remembers(ModelVersion modelVersion) {
    return closed.containsKey(modelVersion);
  }

  /** End plus grace of the last window that takes no more; {@code Long.MIN_VALUE} when all do. */
  long of(ModelVersion modelVersion) {
    Long millis = decided.get(modelVersion);
    if (millis == null) {
      millis = closed.get(modelVersion);
    }
    return millis == null ? allThrough() : Math.max(millis, allThrough());
  }

  private long allThrough() {
    return retentionBefore(newest);
  }

  private long retentionBefore(long millis) {
    long before = millis - retentionMillis;
    return before < millis ? before : Long.MIN_VALUE;
  }

  /** Says that a window takes no more, by its end plus grace; not durable before it closes. */
  void decide(ModelVersion modelVersion, long millis) {
    decided.merge(modelVersion, millis, Math::max);
    newest = Math.max(newest, millis);
  }

  /** Says that a window has closed, by its end plus grace. */
  void close(ModelVersion modelVersion, long millis) {
    long through = closed.merge(modelVersion, millis, Math::max);
    store.put(new ClosedKey(modelVersion, life), through);
    removeEarlier(modelVersion); // Afterwards, and so it is written: a crash may come in between.
    decided.remove(modelVersion, millis);
    newest = Math.max(newest, millis);
    newestClosed = Math.max(newestClosed, millis);
    // By what is durable: after a crash nothing else tells what was forgotten.
    if (newestClosed >= nextForgetting) {
      forget(retentionBefore(newestClosed));
      nextForgetting = newestClosed + retentionMillis / STEPS;
    }
  }

  private void forget(long through) {
    List<ModelVersion> old = new ArrayList<>();
    closed.forEach(
        (modelVersion, millis) -> {
          if (millis <= through) {
            old.add(modelVersion);
          }
        });
    for (ModelVersion modelVersion : old) {
      closed.remove(modelVersion);
      store.remove(new ClosedKey(modelVersion, life));
      removeEarlier(modelVersion);
      onForgotten.accept(modelVersion);
    }
  }

  private void removeEarlier(ModelVersion modelVersion) {
    List<ClosedKey> keys = earlier.remove(modelVersion);
    if (keys != null) {
      keys.forEach(store::remove);
    }
  }
}
