// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import io.tidemark.core.evaluate.DriftReport;
import io.tidemark.core.observation.Population;
import java.util.List;
import java.util.Optional;

/**
 * Decides about closed windows, one after the other: verdict, alert, retraining trigger.
 *
 * <p>A window that is not later than the last judged one of its model version is judged and
 * reported, but moves neither alert nor trigger. So a window that arrives twice or out of order
 * cannot raise, resolve or trigger anything.
 *
 * <p>A segment has verdicts and an alert of its own. Retraining is about the model as a whole, so a
 * segment never triggers it.
 *
 * <p>Deterministic, without state of its own, safe for use by many threads.
 */
public final class DecisionMaker {

  private final WindowJudge judge;
  private final AlertLife alertLife;
  private final RetrainingGate retrainingGate;

  /**
   * Makes a decision maker.
   *
   * @param policy its rules
   */
  public DecisionMaker(DriftPolicy policy) {
    this.judge = new WindowJudge(policy);
    this.alertLife = new AlertLife(policy.alerts());
    this.retrainingGate = new RetrainingGate(policy.retraining());
  }

  /**
   * Decides about one closed window.
   *
   * @param report what was measured in it
   * @param state the state of its population
   * @return the decision with the next state; the given state is left as it is
   */
  public Decision decide(DriftReport report, DecisionState state) {
    WindowVerdict verdict = judge.judge(report);
    if (!verdict.verdict().judged() || !state.isNext(report.window())) {
      return new Decision(verdict, List.of(), null, state);
    }
    DecisionState moved = state.after(report.window(), verdict.verdict());
    AlertEvent event = alertLife.transition(verdict, moved);
    DecisionState alerted = event == null ? moved : alertLife.apply(event, moved);
    RetrainingTrigger trigger =
        report.population().isWhole() ? retrainingGate.trigger(verdict, alerted) : null;
    DecisionState next = trigger == null ? alerted : retrainingGate.apply(trigger, alerted);
    return new Decision(verdict, event == null ? List.of() : List.of(event), trigger, next);
  }

  /**
   * Ends what is remembered of a segment that is no longer watched, so that no alert fires for
   * ever.
   *
   * @param segment which segment
   * @param state its state, to be forgotten
   * @param ofWhole the verdict of its whole for the first window without it
   * @return the alert's transition; empty when none was firing
   */
  public Optional<AlertEvent> withdraw(
      Population segment, DecisionState state, WindowVerdict ofWhole) {
    return state.alert() == null
        ? Optional.empty()
        : Optional.of(AlertLife.withdraw(segment, state.alert(), ofWhole));
  }

  /**
   * Notes that a retraining is under way, so that its trigger stays open for another cool-down from
   * then on, however long the training takes.
   *
   * @param state the state of the model version
   * @param triggerId which trigger the report is about; one that is not the latest, or was
   *     finished, changes nothing
   * @param timeMillis event time of the report, since the epoch
   * @return the next state
   */
  public DecisionState retrainingRunning(DecisionState state, String triggerId, long timeMillis) {
    return retrainingGate.running(state, triggerId, timeMillis);
  }

  /**
   * Notes that a retraining ended, so that its trigger is no longer open. The cool-down still
   * holds.
   *
   * @param state the state of the model version
   * @param triggerId which trigger the report is about; one that is not the latest changes nothing
   * @param succeeded true when there is a new model: the drifted windows so far are then no
   *     evidence for another retraining. After a failure they are
   * @return the next state
   */
  public DecisionState retrainingFinished(
      DecisionState state, String triggerId, boolean succeeded) {
    return retrainingGate.finished(state, triggerId, succeeded);
  }
}
