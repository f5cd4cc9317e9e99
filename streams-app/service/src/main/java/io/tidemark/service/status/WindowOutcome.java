// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.status;

import io.tidemark.core.decide.DriftVerdict;
import io.tidemark.core.decide.WindowVerdict;
import io.tidemark.core.observation.EvaluationWindow;

/**
 * What remains of a window's verdict when a newer one has replaced it: one mark in a history.
 *
 * @param window the interval of event time
 * @param verdict the answer for the model version
 * @param driftedShare drifted features over judged features, in [0, 1]
 * @param observations joined observations counted in the window
 */
public record WindowOutcome(
    EvaluationWindow window, DriftVerdict verdict, double driftedShare, long observations) {

  static WindowOutcome of(WindowVerdict verdict) {
    return new WindowOutcome(
        verdict.report().window(),
        verdict.verdict(),
        verdict.driftedShare(),
        verdict.report().observations());
  }
}
