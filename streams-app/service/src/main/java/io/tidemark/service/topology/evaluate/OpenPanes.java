// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.evaluate.CloseReason;
import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.PerModel;
import io.tidemark.core.observation.Population;
import io.tidemark.core.observation.WindowSpec;
import io.tidemark.core.reference.ReferenceSchedule;
import io.tidemark.service.state.CommitScopedRecords;
import io.tidemark.service.state.StateMismatchException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.LongPredicate;
import java.util.function.ToLongFunction;

/**
 * The panes that windows still to close are made of, and those windows in the order they close:
 * first those that are due, then those that wait for their time.
 *
 * <p>A pane is kept until the last window that it is part of has closed. A tumbling window is its
 * own pane. Used by one stream thread.
 */
final class OpenPanes {

  /** Windows without a reference that a task holds open before it refuses more of them. */
  static final int MAX_WINDOWS = 20_000;

  private final PerModel<WindowSpec> windows;
  private final CommitScopedRecords<WindowPart> store;
  private final OpenWindowGauge gauge;
  private final long firstNumber = WindowPart.firstNumber();
  private final TreeSet<ModelWindow> pending = new TreeSet<>();

  /** Those, due or pending, that hold something counted against no reference. */
  private final Set<ModelWindow> unannounced = new HashSet<>();

  private final Map<Population, SortedMap<WindowKey, OpenWindow>> panes = new HashMap<>();
  private final Set<OpenWindow> touched = new LinkedHashSet<>();
  private final Deque<DueWindow> due = new ArrayDeque<>();

  /**
   * Takes up the panes of a store.
   *
   * @param gauge told of each window that opens or closes, those taken up included
   * @param closedThrough end plus grace of the last window of a model version that has closed;
   *     {@code Long.MIN_VALUE} when none has
   * @throws StateMismatchException if a pane was made by other settings
   */
  OpenPanes(
      PerModel<WindowSpec> windows,
      CommitScopedRecords<WindowPart> store,
      OpenWindowGauge gauge,
      ToLongFunction<ModelVersion> closedThrough) {
    this.windows = windows;
    this.store = store;
    this.gauge = gauge;
    Map<WindowKey, NavigableMap<Long, PartBytes.Head>> restored = new HashMap<>();
    store.forEach(
        (part, bytes) ->
            restored
                .computeIfAbsent(part.window(), key -> new TreeMap<>())
                .put(part.number(), PartBytes.readHead(bytes)));
    restored.forEach(
        (key, found) -> {
          OpenWindow pane = new OpenWindow(key, store, firstNumber);
          pane.restore(found);
          if (!await(key, pane, closedThrough.applyAsLong(key.modelVersion()))) {
            pane.delete(); // A crash came between the writing of its end and its deletion.
          }
        });
  }

  /** Keeps a pane if a window is still to close that it is part of; whether there is one. */
  private boolean await(WindowKey key, OpenWindow pane, long closedThrough) {
    boolean needed = false;
    WindowSpec spec = windows.of(key.modelVersion());
    requirePane(spec, key);
    for (EvaluationWindow window : spec.windowsOf(key.window())) {
      if (spec.closeMillis(window) > closedThrough) {
        ModelWindow waiting = new ModelWindow(key.population(), window);
        if (pending.add(waiting)) {
          gauge.opened(waiting);
        }
        if (key.referenceId().equals(ReferenceSchedule.NONE)) {
          unannounced.add(waiting);
        }
        needed = true;
      }
    }
    if (needed) {
      panes.computeIfAbsent(key.population(), population -> new TreeMap<>()).put(key, pane);
    }
    return needed;
  }

  /** A pane of other bounds would be summed to windows that are neither the old nor the new. */
  private static void requirePane(WindowSpec spec, WindowKey key) {
    EvaluationWindow pane = key.window();
    if (!spec.paneOf(pane.startMillis()).equals(pane)) {
      throw new StateMismatchException(
          ("what was counted of model %s, version %s, lies in %s, which is %s long, and is no piece"
                  + " of the windows that are set now, %s long every %s; set windows.size and"
                  + " windows.advance, or those of the model, back to what they were, or start"
                  + " under a new kafka.application.id")
              .formatted(
                  key.modelVersion().model(),
                  key.modelVersion().version(),
                  pane,
                  Duration.ofMillis(pane.endMillis() - pane.startMillis()),
                  Duration.ofMillis(spec.sizeMillis()),
                  Duration.ofMillis(spec.advanceMillis())));
    }
  }

  /** Whether a model version as a whole has an open pane that starts at a time. */
  boolean isOpen(ModelVersion modelVersion, long startMillis) {
    SortedMap<WindowKey, OpenWindow> ofModel = panes.get(Population.whole(modelVersion));
    return ofModel != null
        && ofModel.keySet().stream().anyMatch(key -> key.window().startMillis() == startMillis);
  }

  /** Whether there is a pane of a key. */
  boolean has(WindowKey key) {
    return find(key) != null;
  }

  /** The pane of a key, to add to; a new one when there is none yet. */
  OpenWindow open(WindowKey key) {
    OpenWindow pane = find(key);
    if (pane == null) {
      pane = new OpenWindow(key, store, firstNumber);
      await(key, pane, Long.MIN_VALUE);
    }
    touched.add(pane);
    return pane;
  }

  private OpenWindow find(WindowKey key) {
    SortedMap<WindowKey, OpenWindow> ofModel = panes.get(key.population());
    return ofModel == null ? null : ofModel.get(key);
  }

  /** Writes to the store what panes got since the last commit. */
  void persist() {
    for (OpenWindow pane : touched) {
      pane.persist();
      store.writeAhead();
    }
    touched.clear();
  }

  /**
   * Whether a pane can be opened. Names of models come from producers, and one that makes a new
   * name for each record must not fill the memory; what has a reference always has room.
   */
  boolean hasRoomFor(WindowKey key) {
    return unannounced.size() < MAX_WINDOWS
        || !key.referenceId().equals(ReferenceSchedule.NONE)
        || has(key);
  }

  /** Whether windows wait for their time. */
  boolean anyPending() {
    return !pending.isEmpty();
  }

  /**
   * Makes the windows due whose time has come; their panes must get nothing more.
   *
   * @param hasCome told when a window ends
   * @return those that were not due before
   */
  List<ModelWindow> makeDue(LongPredicate hasCome, CloseReason reason) {
    List<ModelWindow> made = new ArrayList<>();
    while (!pending.isEmpty() && hasCome.test(pending.first().window().endMillis())) {
      ModelWindow window = pending.pollFirst();
      due.add(new DueWindow(window, reason));
      made.add(window);
    }
    return made;
  }

  /** The window that closes next; null when none is due. */
  DueWindow nextDue() {
    return due.peek();
  }

  /** Hands over the panes of the window that is due next, and lets go of what no other needs. */
  void closeNext(BiConsumer<WindowKey, OpenWindow> each) {
    ModelWindow closing = due.remove().window();
    unannounced.remove(closing);
    gauge.closed(closing);
    SortedMap<WindowKey, OpenWindow> ofModel = panes.get(closing.population());
    for (Map.Entry<WindowKey, OpenWindow> entry : through(ofModel, closing.window())) {
      WindowKey key = entry.getKey();
      OpenWindow pane = entry.getValue();
      each.accept(key, pane);
      if (key.window().startMillis() == closing.window().startMillis()) {
        ofModel.remove(key);
        touched.remove(pane);
        pane.delete();
      } else if (key.window().endMillis() == closing.window().endMillis()) {
        pane.complete();
        touched.add(pane);
      }
    }
    if (ofModel.isEmpty()) {
      panes.remove(closing.population());
    }
  }

  /** Windows close in order, so no pane is left that would be older than the window. */
  private static List<Map.Entry<WindowKey, OpenWindow>> through(
      SortedMap<WindowKey, OpenWindow> ofModel, EvaluationWindow window) {
    List<Map.Entry<WindowKey, OpenWindow>> inside = new ArrayList<>();
    for (Map.Entry<WindowKey, OpenWindow> entry : ofModel.entrySet()) {
      if (entry.getKey().window().endMillis() > window.endMillis()) {
        break;
      }
      inside.add(entry);
    }
    return inside;
  }
}
