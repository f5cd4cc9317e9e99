// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import io.tidemark.core.observation.EvaluationWindow;
import java.util.Optional;

/**
 * What is remembered of one model version from window to window. Immutable.
 *
 * <p>Only windows that could be judged (STABLE, WARNING, DRIFT) move it. A window without enough
 * data or without a reference leaves it as it was: it neither raises nor resolves, and the windows
 * before and after it count as neighbours.
 *
 * <p>A new reference does not begin the runs anew: with a reference that rolls along with the data,
 * no run would ever grow.
 *
 * @param lastWindow the latest judged window; null before the first
 * @param raised the current run of windows with WARNING or DRIFT
 * @param drifted the current run of windows with DRIFT
 * @param stable the current run of windows with STABLE
 * @param evidence the current run of windows with DRIFT since the last finished retraining
 * @param alert the firing alert; null when none is
 * @param trigger the latest retraining trigger; null when there was none
 */
public record DecisionState(
    EvaluationWindow lastWindow,
    Run raised,
    Run drifted,
    Run stable,
    Run evidence,
    OpenAlert alert,
    LastTrigger trigger) {

  private static final DecisionState INITIAL =
      new DecisionState(null, Run.NONE, Run.NONE, Run.NONE, Run.NONE, null, null);

  /**
   * The state before any window.
   *
   * @return the same object always
   */
  public static DecisionState initial() {
    return INITIAL;
  }

  /**
   * Where this model version's alert is in its life.
   *
   * @return PENDING, FIRING, or empty when nothing is the matter
   */
  public Optional<AlertEvent.State> alertState() {
    if (alert != null) {
      return Optional.of(AlertEvent.State.FIRING);
    }
    return raised.windows() > 0 ? Optional.of(AlertEvent.State.PENDING) : Optional.empty();
  }

  /**
   * Whether nothing of this matters to a window any more: no alert is firing, no trigger blocks
   * another, and the runs are of windows too long ago.
   *
   * @param timeMillis end of the window, since the epoch
   * @param retentionMillis how long runs outlive their last window
   * @return true when {@link #initial} may take its place
   */
  public boolean isOutlived(long timeMillis, long retentionMillis) {
    return alert == null
        && (trigger == null || !trigger.blocks(timeMillis))
        && (lastWindow == null || timeMillis - lastWindow.endMillis() >= retentionMillis);
  }

  /** Whether a window comes after every judged one. */
  boolean isNext(EvaluationWindow window) {
    return lastWindow == null || window.compareTo(lastWindow) > 0;
  }

  /** The runs moved on by one judged window. */
  DecisionState after(EvaluationWindow window, DriftVerdict verdict) {
    boolean drift = verdict == DriftVerdict.DRIFT;
    return new DecisionState(
        window,
        raised.next(window, verdict.raised()),
        drifted.next(window, drift),
        stable.next(window, verdict == DriftVerdict.STABLE),
        evidence.next(window, drift),
        alert,
        trigger);
  }

  DecisionState withAlert(OpenAlert value) {
    return new DecisionState(lastWindow, raised, drifted, stable, evidence, value, trigger);
  }

  DecisionState withTrigger(LastTrigger value) {
    return new DecisionState(lastWindow, raised, drifted, stable, evidence, alert, value);
  }

  DecisionState withoutEvidence() {
    return new DecisionState(lastWindow, raised, drifted, stable, Run.NONE, alert, trigger);
  }
}
