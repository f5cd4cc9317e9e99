// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.summary.WindowSummary;

/**
 * Picks what a closed window is judged by, when its reference changed while it was open: the
 * summary with the most observations, and of equal ones that with the greater reference id.
 */
final class ClosedWindow {

  private WindowSummary judged;
  private long judgedObservations = -1;
  private long allObservations;

  ClosedWindow(ModelVersion modelVersion) {
    // What remains when no summary can be read: the observations alone.
    this.judged = WindowSummary.of(ReferenceProfile.none(modelVersion));
  }

  /** Takes in one of the window's summaries. */
  void add(OpenWindow window) {
    allObservations += window.observations();
    window
        .summary()
        .filter(summary -> isBetter(summary, window.observations()))
        .ifPresent(
            summary -> {
              judged = summary;
              judgedObservations = window.observations();
            });
  }

  private boolean isBetter(WindowSummary summary, long observations) {
    return observations > judgedObservations
        || (observations == judgedObservations
            && summary.profile().id().compareTo(judged.profile().id()) > 0);
  }

  /** The summary to judge. */
  WindowSummary judged() {
    return judged;
  }

  /** Observations of the window that are not in the judged summary. */
  long unreferenced() {
    return allObservations - Math.max(0, judgedObservations);
  }
}
