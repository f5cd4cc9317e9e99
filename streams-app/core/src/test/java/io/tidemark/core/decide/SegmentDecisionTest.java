// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import static io.tidemark.core.decide.Columns.judgedAs;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.evaluate.DriftReport;
import io.tidemark.core.observation.Population;
import io.tidemark.core.observation.Segment;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentDecisionTest {

  private static final Population GERMAN =
      new Population(Columns.MODEL, Segment.of("country", "DE"));

  private static final DecisionMaker MAKER =
      new DecisionMaker(
          DriftPolicy.withDefaults()
              .withAlerts(new AlertPolicy(2, 2))
              .withRetraining(RetrainingPolicy.withDefaults()));

  private static DriftReport of(Population population, int hour) {
    DriftReport report = judgedAs(hour, 'D');
    return new DriftReport(
        population,
        report.window(),
        report.closeReason(),
        report.referenceId(),
        report.observations(),
        report.unreferenced(),
        report.unknownFeatures(),
        List.of(),
        report.features());
  }

  private static Decision decided(Population population, int windows) {
    Decision decision = null;
    DecisionState state = DecisionState.initial();
    for (int hour = 0; hour < windows; hour++) {
      decision = MAKER.decide(of(population, hour), state);
      state = decision.next();
    }
    return decision;
  }

  @Test
  void decide_segmentThatDrifts_raisesAnAlertOfItsOwn() {
    AlertEvent ofSegment = decided(GERMAN, 2).alerts().get(0);
    AlertEvent ofWhole = decided(Population.whole(Columns.MODEL), 2).alerts().get(0);

    assertThat(ofSegment.population()).isEqualTo(GERMAN);
    assertThat(ofSegment.alertId()).isNotEqualTo(ofWhole.alertId());
    assertThat(ofSegment.resultId()).isNotEqualTo(ofWhole.resultId());
    assertThat(ofSegment.reason()).isEqualTo(ofWhole.reason());
  }

  @Test
  void withdraw_firingAlertOfASegment_resolvesIt() {
    Decision firing = decided(GERMAN, 2);
    WindowVerdict ofWhole = decided(Population.whole(Columns.MODEL), 3).verdict();

    AlertEvent event = MAKER.withdraw(GERMAN, firing.next(), ofWhole).orElseThrow();

    assertThat(event.state()).isEqualTo(AlertEvent.State.RESOLVED);
    assertThat(event.alertId()).isEqualTo(firing.alerts().get(0).alertId());
    assertThat(event.population()).isEqualTo(GERMAN);
    assertThat(event.window()).isEqualTo(ofWhole.report().window());
    assertThat(event.resultId()).isEqualTo(ofWhole.resultId());
    assertThat(event.reason()).contains("no longer watched").contains("ref");
    assertThat(MAKER.withdraw(GERMAN, DecisionState.initial(), ofWhole)).isEmpty();
  }

  @Test
  void decide_segmentThatKeepsDrifting_neverTriggersRetraining() {
    assertThat(decided(Population.whole(Columns.MODEL), 3).trigger()).isNotNull();
    for (int windows = 1; windows < 10; windows++) {
      assertThat(decided(GERMAN, windows).trigger()).isNull();
      assertThat(decided(GERMAN, windows).next().trigger()).isNull();
    }
  }
}
