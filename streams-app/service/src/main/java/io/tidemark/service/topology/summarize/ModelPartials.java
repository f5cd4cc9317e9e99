// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.summarize;

import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.WindowSpec;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The partial windows of one model version, in the order of time. Used by one stream thread. */
final class ModelPartials {

  private final TreeMap<Long, PartialWindow> byStart = new TreeMap<>();
  private final WindowSpec windows;
  private final boolean alwaysSampled;
  private PartialWindow last;

  /** Of a model version that is sampled whatever it is compared with, or is not. */
  ModelPartials(WindowSpec windows, boolean alwaysSampled) {
    this.windows = windows;
    this.alwaysSampled = alwaysSampled;
  }

  /** Whether observations of a partial window go into a sample too, if there is room for one. */
  boolean sampled(PartialWindow partial) {
    return alwaysSampled || !partial.hasReference();
  }

  /** The partial window that holds a timestamp; null when there is none. */
  PartialWindow find(long timestampMillis) {
    if (last == null || !last.holds(timestampMillis)) {
      last = byStart.get(windowOf(timestampMillis).startMillis());
    }
    return last;
  }

  /** The window that a partial window would be of that holds a timestamp. */
  EvaluationWindow windowOf(long timestampMillis) {
    return windows.paneOf(timestampMillis);
  }

  /** Adds a partial window. */
  void open(PartialWindow partial) {
    byStart.put(partial.window().startMillis(), partial);
  }

  void forEach(Consumer<PartialWindow> action) {
    byStart.values().forEach(action);
  }
}
