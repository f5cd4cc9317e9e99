// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import io.tidemark.core.observation.EvaluationWindow;

/**
 * An alert that is firing.
 *
 * @param alertId its id, the same until it is resolved
 * @param severity the gravest it has had; never lowered while it fires
 * @param firstWindow the first window of the run that raised it
 * @param firedWindow the window at which it began to fire
 */
public record OpenAlert(
    String alertId,
    AlertEvent.Severity severity,
    EvaluationWindow firstWindow,
    EvaluationWindow firedWindow) {}
