// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.status;

import io.tidemark.core.decide.AlertEvent;
import io.tidemark.core.evaluate.CloseReason;
import java.util.Map;

/**
 * What has been counted for one model version since the instance started. Immutable.
 *
 * @param observations joined observations added to a window
 * @param late observations that came after their window had closed
 * @param windowsClosed windows closed, for every reason
 * @param alerts alert transitions, for every severity and state entered
 * @param triggers retraining triggers published
 */
public record ModelCounters(
    long observations,
    long late,
    Map<CloseReason, Long> windowsClosed,
    Map<AlertKind, Long> alerts,
    long triggers) {

  /** Copies the maps. */
  public ModelCounters {
    windowsClosed = Map.copyOf(windowsClosed);
    alerts = Map.copyOf(alerts);
  }

  /**
   * What alert transitions are counted by.
   *
   * @param severity how grave the alert is
   * @param state the state it entered
   */
  public record AlertKind(AlertEvent.Severity severity, AlertEvent.State state) {}
}
