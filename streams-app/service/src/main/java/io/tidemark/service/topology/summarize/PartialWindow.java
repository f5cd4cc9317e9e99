// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.summarize;

import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.summary.WindowSummary;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * What one task has counted of one window since its last commit.
 *
 * <p>Observations are gathered and then counted together, feature by feature: counted one by one
 * among others of many models, each value would find its reference gone from the nearest cache.
 * Used by one stream thread.
 */
final class PartialWindow {

  /** How many observations are counted together; more gains little. */
  static final int BATCH = 64;

  private final EvaluationWindow window;
  private final WindowSummary summary;

  /** What is counted of segments as well; null when there are none. */
  private final PartialSegments segments;

  private final Observation[] gathered = new Observation[BATCH];
  private int size;

  PartialWindow(EvaluationWindow window, WindowSummary summary, PartialSegments segments) {
    this.window = window;
    this.summary = summary;
    this.segments = segments;
  }

  boolean holds(long timestampMillis) {
    return timestampMillis >= window.startMillis() && timestampMillis < window.endMillis();
  }

  EvaluationWindow window() {
    return window;
  }

  /** Whether its values are counted; without a reference only observations are. */
  boolean hasReference() {
    return summary.profile().size() > 0;
  }

  void add(Observation observation) {
    gathered[size++] = observation;
    if (size == BATCH) {
      count();
    }
  }

  /** The summary of all that was added. */
  WindowSummary summary() {
    count();
    return summary;
  }

  /** The windows of segments that hold something. */
  Collection<PartialWindow> segments() {
    count();
    return segments == null ? List.of() : segments.windows();
  }

  /** Counts what was gathered, here and in the segments. */
  void countAll() {
    count();
    if (segments != null) {
      segments.windows().forEach(PartialWindow::count);
    }
  }

  /** Counts what was gathered. */
  void count() {
    if (size > 0) {
      summary.accept(gathered, size);
      if (segments != null) {
        segments.add(gathered, size);
      }
      Arrays.fill(gathered, 0, size, null);
      size = 0;
    }
  }
}
