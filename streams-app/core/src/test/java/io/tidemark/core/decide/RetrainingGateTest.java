// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import static io.tidemark.core.decide.Columns.HOUR;
import static io.tidemark.core.decide.Columns.column;
import static io.tidemark.core.decide.Columns.judgedAs;
import static io.tidemark.core.decide.Columns.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.evaluate.FeatureComparison;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetrainingGateTest {

  private static final RetrainingPolicy SHORT =
      RetrainingPolicy.withDefaults().withCooldown(Duration.ofHours(4));

  private static DecisionMaker maker(RetrainingPolicy policy) {
    return new DecisionMaker(DriftPolicy.withDefaults().withRetraining(policy));
  }

  /** T where a trigger is given. One window is an hour. */
  @ParameterizedTest(name = "{0} with {2} windows and {3} h of cool-down gives {1}")
  @CsvSource({
    "SSSSSS,        ......,        3, 4",
    "DDDDDD,        ..T...,        3, 24",
    "DDWDDW,        ......,        3, 24", // a warning breaks the run
    "DDSDDD,        .....T,        3, 24",
    "DDIND,         ....T,         3, 24", // unjudged windows are not there
    "DDDDDDDDDD,    ..T...T...,    3, 4", // drift that lasts asks again after the cool-down
    "DDDSSSDDDD,    ..T.....T.,    3, 4",
    "DDDSDDD,       ..T...T,       3, 4",
    "DDDSSDDD,      ..T....T,      3, 4",
    "DSD,           T.T,           1, 0",
    "DD,            TT,            1, 0"
  })
  void decide_sequenceOfWindows_triggersSeldom(
      String windows, String expected, int after, int cooldownHours) {
    DecisionMaker maker = maker(new RetrainingPolicy(true, after, Duration.ofHours(cooldownHours)));
    StringBuilder triggers = new StringBuilder();
    DecisionState state = DecisionState.initial();
    for (int i = 0; i < windows.length(); i++) {
      Decision decision = maker.decide(judgedAs(i, windows.charAt(i)), state);
      triggers.append(decision.trigger() == null ? '.' : 'T');
      state = decision.next();
    }
    assertThat(triggers).hasToString(expected);
  }

  private static Decision run(DecisionMaker maker, int from, int to, DecisionState state) {
    Decision decision = null;
    DecisionState next = state;
    for (int i = from; i <= to; i++) {
      decision = maker.decide(judgedAs(i, 'D'), next);
      next = decision.next();
    }
    return decision;
  }

  @Test
  void trigger_threeDriftedWindows_carriesRangeAlertAndEvidence() {
    Decision decision = run(maker(SHORT), 7, 9, DecisionState.initial());
    RetrainingTrigger trigger = decision.trigger();
    assertThat(trigger.modelVersion()).isEqualTo(Columns.MODEL);
    assertThat(trigger.window()).isEqualTo(window(9));
    assertThat(trigger.dataFromMillis()).isEqualTo(7 * HOUR);
    assertThat(trigger.dataToMillis()).isEqualTo(10 * HOUR);
    assertThat(trigger.consecutiveWindows()).isEqualTo(3);
    assertThat(trigger.cooldownUntilMillis()).isEqualTo(14 * HOUR);
    assertThat(trigger.alertId()).isEqualTo(decision.next().alert().alertId());
    assertThat(trigger.verdict()).isEqualTo(decision.verdict());
    assertThat(trigger.evidence())
        .extracting(v -> v.comparison().feature())
        .containsExactly("f2", "f1", "f0");
    assertThat(trigger.reason())
        .startsWith("drift in 3 windows in a row since 1970-01-01T07:00:00Z: 3 of 10 features");
  }

  @Test
  void trigger_beforeAnyAlertFires_namesNoAlert() {
    DecisionMaker maker = maker(SHORT.withAfterWindows(1));
    assertThat(run(maker, 0, 0, DecisionState.initial()).trigger().alertId()).isEmpty();
  }

  @Test
  void trigger_manyDriftedFeatures_carriesTheTwentyWorst() {
    List<FeatureComparison> columns = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      columns.add(column("f" + i).with("ks", 0.2 + i / 100.0, 1e-9).numeric());
    }
    RetrainingTrigger trigger =
        maker(SHORT.withAfterWindows(1))
            .decide(Columns.report(0, "ref", columns), DecisionState.initial())
            .trigger();
    assertThat(trigger.evidence()).hasSize(20);
    assertThat(trigger.evidence().get(0).comparison().feature()).isEqualTo("f29");
    assertThat(trigger.evidence().get(19).comparison().feature()).isEqualTo("f10");
  }

  @Test
  void trigger_switchedOff_isNeverGiven() {
    assertThat(run(maker(SHORT.withEnabled(false)), 0, 9, DecisionState.initial()).trigger())
        .isNull();
  }

  @Test
  void retrainingRunning_longTraining_keepsTheTriggerOpenBeyondTheCooldown() {
    DecisionMaker maker = maker(SHORT);
    Decision given = run(maker, 0, 2, DecisionState.initial());
    String id = given.trigger().triggerId();
    DecisionState running = maker.retrainingRunning(given.next(), id, 6 * HOUR);

    assertThat(running.trigger().blocks(10 * HOUR - 1)).isTrue();
    assertThat(running.trigger().blocks(10 * HOUR)).isFalse();
    assertThat(run(maker, 3, 8, running).trigger()).isNull();
    assertThat(run(maker, 3, 9, running).trigger()).isNotNull();
  }

  @Test
  void retrainingFinished_withAFailure_asksAgainAfterTheCooldown() {
    DecisionMaker maker = maker(SHORT);
    Decision given = run(maker, 0, 2, DecisionState.initial());
    String id = given.trigger().triggerId();
    DecisionState running = maker.retrainingRunning(given.next(), id, 20 * HOUR);
    DecisionState failed = maker.retrainingFinished(running, id, false);

    assertThat(run(maker, 3, 5, failed).trigger()).isNull();
    RetrainingTrigger again = run(maker, 3, 6, failed).trigger();
    assertThat(again.dataFromMillis()).isZero();
    assertThat(again.consecutiveWindows()).isEqualTo(7);
    assertThat(again.triggerId()).isNotEqualTo(id);
  }

  @Test
  void retrainingFinished_withSuccess_wantsNewEvidence() {
    DecisionMaker maker = maker(SHORT);
    Decision given = run(maker, 0, 2, DecisionState.initial());
    DecisionState before = run(maker, 3, 5, given.next()).next();
    DecisionState done = maker.retrainingFinished(before, given.trigger().triggerId(), true);

    assertThat(run(maker, 6, 7, done).trigger()).isNull();
    RetrainingTrigger again = run(maker, 6, 8, done).trigger();
    assertThat(again.dataFromMillis()).isEqualTo(6 * HOUR);
    assertThat(done.alert()).isEqualTo(before.alert());
  }

  @Test
  void retrainingReports_aboutAnotherOrAFinishedTrigger_changeNothing() {
    DecisionMaker maker = maker(SHORT);
    DecisionState none = DecisionState.initial();
    assertThat(maker.retrainingFinished(none, "x", true)).isSameAs(none);
    assertThat(maker.retrainingRunning(none, "x", 0)).isSameAs(none);
    Decision given = run(maker, 0, 2, none);
    assertThat(maker.retrainingFinished(given.next(), "x", true)).isSameAs(given.next());
    String id = given.trigger().triggerId();
    DecisionState done = maker.retrainingFinished(given.next(), id, true);
    assertThat(maker.retrainingRunning(done, id, 99 * HOUR)).isSameAs(done);
    assertThat(maker.retrainingFinished(done, id, false)).isSameAs(done);
  }

  @Test
  void trigger_endlessCooldown_lastsForEver() {
    DecisionMaker maker = maker(SHORT.withCooldown(Duration.ofMillis(Long.MAX_VALUE)));
    Decision given = run(maker, 0, 2, DecisionState.initial());
    assertThat(given.trigger().cooldownUntilMillis()).isEqualTo(Long.MAX_VALUE);
    assertThat(run(maker, 3, 50, given.next()).trigger()).isNull();
  }
}
