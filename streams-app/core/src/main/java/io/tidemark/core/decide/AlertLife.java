// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import static io.tidemark.core.decide.AlertEvent.Severity.CRITICAL;
import static io.tidemark.core.decide.AlertEvent.Severity.WARNING;
import static io.tidemark.core.decide.AlertEvent.State.FIRING;
import static io.tidemark.core.decide.AlertEvent.State.RESOLVED;

import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.Population;
import java.util.List;

/**
 * The life of the one alert that a model version, or a segment of one, can have.
 *
 * <pre>
 *            WARNING or DRIFT, a-th in a row                    DRIFT, a-th in a row
 *  (none) ──────────────────────────────────► FIRING warning ───────────────────────► FIRING critical
 *     ▲  ╲        DRIFT, a-th in a row                                                  ▲     │
 *     │   ╲─────────────────────────────────────────────────────────────────────────────╯     │
 *     ╰─────────────────────── RESOLVED: STABLE, r-th in a row ────────────────────────────────╯
 * </pre>
 *
 * <p>Severity never falls while an alert fires; an alert that swings between grave and mild tells
 * people nothing.
 */
final class AlertLife {

  private final AlertPolicy policy;

  AlertLife(AlertPolicy policy) {
    this.policy = policy;
  }

  /** The transition that the latest window causes; null when it causes none. */
  AlertEvent transition(WindowVerdict verdict, DecisionState state) {
    int enough = policy.alertAfterWindows();
    AlertEvent.Severity severity = state.drifted().windows() >= enough ? CRITICAL : WARNING;
    OpenAlert open = state.alert();
    if (open == null) {
      return state.raised().windows() >= enough ? fire(verdict, state, severity) : null;
    }
    if (state.stable().windows() >= policy.resolveAfterWindows()) {
      return resolve(verdict, state);
    }
    return severity.compareTo(open.severity()) > 0 ? escalate(verdict, state) : null;
  }

  /** The state after a transition. */
  DecisionState apply(AlertEvent event, DecisionState state) {
    if (event.state() == RESOLVED) {
      return state.withAlert(null);
    }
    EvaluationWindow fired = state.alert() == null ? event.window() : state.alert().firedWindow();
    return state.withAlert(
        new OpenAlert(event.alertId(), event.severity(), event.firstWindow(), fired));
  }

  private static AlertEvent fire(
      WindowVerdict verdict, DecisionState state, AlertEvent.Severity severity) {
    Run run = severity == CRITICAL ? state.drifted() : state.raised();
    EvaluationWindow first = state.raised().first();
    var opened =
        new OpenAlert(
            StableIds.alert(verdict.report().population(), first),
            severity,
            first,
            verdict.report().window());
    String kind = severity == CRITICAL ? "drift" : "drift or signs of it";
    return event(FIRING, opened, verdict, kind + " in " + inARow(run) + ": " + verdict.reason());
  }

  private static AlertEvent escalate(WindowVerdict verdict, DecisionState state) {
    OpenAlert open = state.alert();
    var graver = new OpenAlert(open.alertId(), CRITICAL, open.firstWindow(), open.firedWindow());
    return event(
        FIRING,
        graver,
        verdict,
        "now critical, drift in " + inARow(state.drifted()) + ": " + verdict.reason());
  }

  private static AlertEvent resolve(WindowVerdict verdict, DecisionState state) {
    return event(
        RESOLVED,
        state.alert(),
        verdict,
        "stable in " + inARow(state.stable()) + ": " + verdict.reason());
  }

  /** The end of the alert of a segment that the reference of its whole does not watch any more. */
  static AlertEvent withdraw(Population segment, OpenAlert open, WindowVerdict ofWhole) {
    EvaluationWindow window = ofWhole.report().window();
    return new AlertEvent(
        open.alertId(),
        StableIds.alertEvent(open.alertId(), RESOLVED, open.severity(), window),
        segment,
        RESOLVED,
        open.severity(),
        window,
        open.firstWindow(),
        List.of(),
        ofWhole.resultId(),
        "no longer watched, the windows of "
            + segment.segmentText()
            + " are not judged with the reference "
            + ofWhole.report().referenceId());
  }

  private static String inARow(Run run) {
    return run.windows() == 1 ? "1 window" : run.windows() + " windows in a row";
  }

  private static AlertEvent event(
      AlertEvent.State state, OpenAlert alert, WindowVerdict verdict, String reason) {
    EvaluationWindow window = verdict.report().window();
    return new AlertEvent(
        alert.alertId(),
        StableIds.alertEvent(alert.alertId(), state, alert.severity(), window),
        verdict.report().population(),
        state,
        alert.severity(),
        window,
        alert.firstWindow(),
        names(verdict),
        verdict.resultId(),
        reason);
  }

  private static List<String> names(WindowVerdict verdict) {
    return verdict.worst().stream().map(column -> column.comparison().feature()).toList();
  }
}
