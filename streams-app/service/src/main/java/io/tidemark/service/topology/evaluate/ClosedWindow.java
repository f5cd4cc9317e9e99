// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.observation.Population;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.summary.SummaryCodec;
import io.tidemark.core.summary.WindowSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts a closed window together from its panes and picks what it is judged by, when its reference
 * changed within it: the summary with the most observations, and of equal ones that with the
 * greater reference id.
 */
final class ClosedWindow {

  private final Population population;
  private final Map<String, Candidate> byReference = new HashMap<>();
  private long allObservations;

  ClosedWindow(Population population) {
    this.population = population;
  }

  /** Takes in one of the window's panes, which stays as it is. */
  void add(WindowKey key, OpenWindow pane) {
    allObservations += pane.observations();
    pane.readable()
        .ifPresent(
            profile ->
                byReference
                    .computeIfAbsent(key.referenceId(), id -> new Candidate(profile))
                    .add(pane));
  }

  /** The summary to judge; an empty one, without a reference, when no pane can be read. */
  WindowSummary judged() {
    Candidate most = most();
    return most == null
        ? WindowSummary.of(ReferenceProfile.none(population))
        : SummaryCodec.decode(most.profile, most.chunks);
  }

  /** Observations of the window that are not in the judged summary. */
  long unreferenced() {
    Candidate most = most();
    return allObservations - (most == null ? 0 : most.observations);
  }

  private Candidate most() {
    return byReference.entrySet().stream()
        .max(
            Comparator.comparingLong(
                    (Map.Entry<String, Candidate> entry) -> entry.getValue().observations)
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getValue)
        .orElse(null);
  }

  /** Panes that were counted against one reference. */
  private static final class Candidate {
    private final ReferenceProfile profile;
    private final List<byte[]> chunks = new ArrayList<>();
    private long observations;

    Candidate(ReferenceProfile profile) {
      this.profile = profile;
    }

    void add(OpenWindow pane) {
      chunks.addAll(pane.chunks());
      observations += pane.observations();
    }
  }
}
