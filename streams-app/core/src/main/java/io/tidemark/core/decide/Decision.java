// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import java.util.List;

/**
 * Everything that follows from one closed window.
 *
 * @param verdict the window's verdict, to be published always
 * @param alerts the alert's transitions, mostly none
 * @param trigger the retraining trigger; null when none is given
 * @param next the state for the model version's next window
 */
public record Decision(
    WindowVerdict verdict, List<AlertEvent> alerts, RetrainingTrigger trigger, DecisionState next) {

  /** Copies the list. */
  public Decision {
    alerts = List.copyOf(alerts);
  }
}
