// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Population;
import io.tidemark.core.observation.WindowSpec;
import io.tidemark.core.reference.ReferenceSchedule;
import io.tidemark.service.state.CommitScopedStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;

/**
 * The panes that windows still to close are made of, and those windows in the order they close.
 *
 * <p>A pane is kept until the last window that it is part of has closed. A tumbling window is its
 * own pane. Used by one stream thread.
 */
final class OpenPanes {

  /** Windows that a task holds open before it refuses those of models that nobody announced. */
  static final int MAX_WINDOWS = 20_000;

  private final WindowSpec spec;
  private final CommitScopedStore<WindowKey, OpenWindow> store;
  private final TreeSet<ModelWindow> pending = new TreeSet<>();
  private final Map<Population, SortedSet<WindowKey>> panes = new HashMap<>();

  /**
   * Takes up the panes of a store.
   *
   * @param closedThrough end plus grace of the last window of a model version that has closed;
   *     {@code Long.MIN_VALUE} when none has
   */
  OpenPanes(
      WindowSpec spec,
      CommitScopedStore<WindowKey, OpenWindow> store,
      ToLongFunction<ModelVersion> closedThrough) {
    this.spec = spec;
    this.store = store;
    store.forEach((key, pane) -> await(key, closedThrough.applyAsLong(key.modelVersion())));
  }

  private void await(WindowKey key, long closedThrough) {
    panes.computeIfAbsent(key.population(), population -> new TreeSet<>()).add(key);
    for (EvaluationWindow window : spec.windowsOf(key.window())) {
      if (spec.closeMillis(window) > closedThrough) {
        pending.add(new ModelWindow(key.population(), window));
      }
    }
  }

  /** The pane of a key, to add to; a new one when there is none yet. */
  OpenWindow open(WindowKey key) {
    OpenWindow pane = store.get(key);
    if (pane == null) {
      pane = new OpenWindow();
      store.put(key, pane);
      await(key, Long.MIN_VALUE);
    } else {
      store.touch(key);
    }
    return pane;
  }

  /** The windows that are still to close. */
  Collection<ModelWindow> windows() {
    return Collections.unmodifiableCollection(pending);
  }

  /**
   * Whether a pane can be opened. Names of models come from producers, and one that makes a new
   * name for each record must not fill the memory; what has a reference always has room.
   */
  boolean hasRoomFor(WindowKey key) {
    return pending.size() < MAX_WINDOWS
        || !key.referenceId().equals(ReferenceSchedule.NONE)
        || store.get(key) != null;
  }

  boolean isEmpty() {
    return pending.isEmpty();
  }

  /** The window that closes next; there must be one. */
  ModelWindow first() {
    return pending.first();
  }

  /** Hands over the panes of the window that closes next, and lets go of what no other needs. */
  void closeFirst(BiConsumer<WindowKey, OpenWindow> each) {
    ModelWindow closing = pending.pollFirst();
    SortedSet<WindowKey> keys = panes.get(closing.population());
    for (WindowKey key : through(keys, closing.window())) {
      boolean last = key.window().startMillis() == closing.window().startMillis();
      each.accept(key, last ? store.remove(key) : store.get(key));
      if (last) {
        keys.remove(key);
      }
    }
    if (keys.isEmpty()) {
      panes.remove(closing.population());
    }
  }

  /** Windows close in order, so no pane is left that would be older than the window. */
  private static List<WindowKey> through(SortedSet<WindowKey> keys, EvaluationWindow window) {
    List<WindowKey> inside = new ArrayList<>();
    for (WindowKey key : keys) {
      if (key.window().endMillis() > window.endMillis()) {
        break;
      }
      inside.add(key);
    }
    return inside;
  }
}
