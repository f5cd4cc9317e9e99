// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.summarize;

import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.summary.WindowSummary;
import java.util.Collection;
import java.util.List;

/** What one task has counted of one window since its last commit. Used by one stream thread. */
final class PartialWindow {

  private final EvaluationWindow window;
  private final WindowSummary summary;

  /** What is counted of segments as well; null when there are none. */
  private final PartialSegments segments;

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
    summary.accept(observation);
    if (segments != null) {
      segments.add(observation);
    }
  }

  /** The summary of all that was added. */
  WindowSummary summary() {
    return summary;
  }

  /** The windows of segments that hold something. */
  Collection<PartialWindow> segments() {
    return segments == null ? List.of() : segments.windows();
  }
}
