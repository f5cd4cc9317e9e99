// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import io.tidemark.core.evaluate.DriftReport;
import java.util.List;

/**
 * The answer for one model version in one window, with the answers it was made from.
 *
 * @param resultId stable id of this window's result, equal in every replay of the same input
 * @param report what was measured
 * @param verdict the answer for the model version
 * @param driftedShare drifted features over judged features, weighted by importance, in [0, 1]
 * @param features one verdict for each comparison of the report, in its order
 * @param reason one plain sentence for people
 */
public record WindowVerdict(
    String resultId,
    DriftReport report,
    DriftVerdict verdict,
    double driftedShare,
    List<FeatureVerdict> features,
    String reason) {

  /** Copies the list. */
  public WindowVerdict {
    features = List.copyOf(features);
  }

  /**
   * The columns that the verdict rests on.
   *
   * @return those that drifted or, when none did, those on their way to it; worst first
   */
  public List<FeatureVerdict> worst() {
    boolean drifted = features.stream().anyMatch(f -> f.verdict() == DriftVerdict.DRIFT);
    return features.stream()
        .filter(f -> drifted ? f.verdict() == DriftVerdict.DRIFT : f.verdict().raised())
        .sorted(FeatureVerdict.WORST_FIRST)
        .toList();
  }
}
