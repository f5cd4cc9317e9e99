// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.ModelVersion;
import java.util.List;

/**
 * The decision that a model should be trained anew, with its evidence.
 *
 * @param triggerId stable id; consumers act once per id
 * @param modelVersion which model, and the version that drifted
 * @param window the window that tipped the decision
 * @param dataFromMillis start of the data range to train on, since the epoch
 * @param dataToMillis end of that range, exclusive
 * @param consecutiveWindows how many drifted windows in a row led here
 * @param cooldownUntilMillis event time before which no other trigger is given, since the epoch
 * @param alertId the alert that was firing; empty when none was
 * @param verdict the window's verdict, whose drifted features are the evidence
 * @param evidence the drifted columns, worst first, at most 20
 * @param reason one plain sentence for people
 */
public record RetrainingTrigger(
    String triggerId,
    ModelVersion modelVersion,
    EvaluationWindow window,
    long dataFromMillis,
    long dataToMillis,
    int consecutiveWindows,
    long cooldownUntilMillis,
    String alertId,
    WindowVerdict verdict,
    List<FeatureVerdict> evidence,
    String reason) {

  /** Copies the list. */
  public RetrainingTrigger {
    evidence = List.copyOf(evidence);
  }
}
