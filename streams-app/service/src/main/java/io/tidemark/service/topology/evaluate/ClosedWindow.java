// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.observation.Population;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.summary.WindowSummary;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * Puts a closed window together from its panes and picks what it is judged by, when its reference
 * changed within it: the summary with the most observations, and of equal ones that with the
 * greater reference id.
 */
final class ClosedWindow {

  private final Population population;
  private final Map<String, Merged> byReference = new HashMap<>();
  private long allObservations;

  ClosedWindow(Population population) {
    this.population = population;
  }

  /** Takes in one of the window's panes, which stays as it is. */
  void add(WindowKey key, OpenWindow pane) {
    allObservations += pane.observations();
    pane.summary()
        .ifPresent(
            summary ->
                byReference.merge(
                    key.referenceId(),
                    new Merged(summary, pane.observations(), false),
                    Merged::plus));
  }

  /** The summary to judge; an empty one, without a reference, when no pane can be read. */
  WindowSummary judged() {
    Merged most = most();
    return most == null ? WindowSummary.of(ReferenceProfile.none(population)) : most.summary;
  }

  /** Observations of the window that are not in the judged summary. */
  long unreferenced() {
    Merged most = most();
    return allObservations - (most == null ? 0 : most.observations);
  }

  private Merged most() {
    return byReference.entrySet().stream()
        .max(
            Comparator.comparingLong(
                    (Map.Entry<String, Merged> entry) -> entry.getValue().observations)
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getValue)
        .orElse(null);
  }

  /** The sum of panes that were counted against one reference. */
  private record Merged(WindowSummary summary, long observations, boolean own) {

    /** Panes may be part of further windows, so they are added into a summary of its own. */
    Merged plus(Merged other) {
      WindowSummary sum = summary;
      if (!own) {
        sum = WindowSummary.of(summary.profile());
        sum.combine(summary);
      }
      sum.combine(other.summary);
      return new Merged(sum, observations + other.observations, true);
    }
  }
}
