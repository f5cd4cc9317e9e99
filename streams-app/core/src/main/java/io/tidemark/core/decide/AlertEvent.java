// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Population;
import java.util.List;

/**
 * One transition in the life of an alert. There is one event per transition, not per window.
 *
 * @param alertId stable id of the alert from its firing to its resolution
 * @param eventId stable id of this transition
 * @param population whose alert it is
 * @param state the state entered
 * @param severity how grave it is
 * @param window the window that caused the transition
 * @param firstWindow the first window of the run of drifted windows that led to the alert
 * @param driftedFeatures names of the columns that drifted in the window or, when none did, of
 *     those on their way to it; worst first
 * @param resultId the result that caused the transition
 * @param reason one plain sentence for people
 */
public record AlertEvent(
    String alertId,
    String eventId,
    Population population,
    State state,
    Severity severity,
    EvaluationWindow window,
    EvaluationWindow firstWindow,
    List<String> driftedFeatures,
    String resultId,
    String reason) {

  /** Where an alert is in its life. */
  public enum State {
    /**
     * Drift was seen, but in too few windows in a row. Kept in state, published only on request.
     */
    PENDING,
    /** Drift lasted long enough to tell somebody. */
    FIRING,
    /** Enough windows in a row were without drift. */
    RESOLVED
  }

  /** How grave an alert is. */
  public enum Severity {
    /** Some features drifted, or many columns are on their way to it. */
    WARNING,
    /** The model version as a whole drifted, or its predictions did. */
    CRITICAL
  }

  /** Copies the list. */
  public AlertEvent {
    driftedFeatures = List.copyOf(driftedFeatures);
  }

  /**
   * Whose alert it is, whatever the segment.
   *
   * @return the model version
   */
  public ModelVersion modelVersion() {
    return population.modelVersion();
  }
}
