// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import java.time.Instant;
import java.util.List;

/** Decides when drift has lasted long enough to ask for a retraining, and how seldom. */
final class RetrainingGate {

  /** Enough to see what happened; a trigger is a message, not an archive. */
  private static final int EVIDENCE_LIMIT = 20;

  private final RetrainingPolicy policy;

  RetrainingGate(RetrainingPolicy policy) {
    this.policy = policy;
  }

  /** The trigger that the latest window gives; null when it gives none. */
  RetrainingTrigger trigger(WindowVerdict verdict, DecisionState state) {
    Run run = state.evidence();
    var window = verdict.report().window();
    LastTrigger last = state.trigger();
    if (!policy.enabled()
        || run.windows() < policy.afterWindows()
        || (last != null && last.blocks(window.endMillis()))) {
      return null;
    }
    List<FeatureVerdict> worst = verdict.worst();
    return new RetrainingTrigger(
        StableIds.trigger(verdict.report().modelVersion(), window),
        verdict.report().modelVersion(),
        window,
        run.first().startMillis(),
        window.endMillis(),
        run.windows(),
        later(window.endMillis(), policy.cooldown().toMillis()),
        state.alert() == null ? "" : state.alert().alertId(),
        verdict,
        worst.subList(0, Math.min(EVIDENCE_LIMIT, worst.size())),
        reason(verdict, run));
  }

  private static String reason(WindowVerdict verdict, Run run) {
    return "drift in "
        + (run.windows() == 1 ? "1 window" : run.windows() + " windows in a row")
        + " since "
        + Instant.ofEpochMilli(run.first().startMillis())
        + ": "
        + verdict.reason();
  }

  /** The state after a trigger. */
  DecisionState apply(RetrainingTrigger trigger, DecisionState state) {
    long until = trigger.cooldownUntilMillis();
    return state.withTrigger(new LastTrigger(trigger.triggerId(), until, until));
  }

  DecisionState running(DecisionState state, String triggerId, long timeMillis) {
    LastTrigger last = state.trigger();
    if (!isLatest(last, triggerId) || last.openUntilMillis() == Long.MIN_VALUE) {
      return state;
    }
    long until = later(timeMillis, policy.cooldown().toMillis());
    return state.withTrigger(last.withOpenUntil(Math.max(last.openUntilMillis(), until)));
  }

  DecisionState finished(DecisionState state, String triggerId, boolean succeeded) {
    LastTrigger last = state.trigger();
    if (!isLatest(last, triggerId) || last.openUntilMillis() == Long.MIN_VALUE) {
      return state;
    }
    DecisionState closed = state.withTrigger(last.withOpenUntil(Long.MIN_VALUE));
    return succeeded ? closed.withoutEvidence() : closed;
  }

  private static boolean isLatest(LastTrigger last, String triggerId) {
    return last != null && last.triggerId().equals(triggerId);
  }

  /** The sum, or the end of time where it would overflow. */
  private static long later(long timeMillis, long durationMillis) {
    long sum = timeMillis + durationMillis;
    return sum < timeMillis ? Long.MAX_VALUE : sum;
  }
}
