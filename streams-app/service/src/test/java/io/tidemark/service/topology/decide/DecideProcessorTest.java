// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.decide.AlertEvent;
import io.tidemark.core.decide.AlertPolicy;
import io.tidemark.core.decide.Decision;
import io.tidemark.core.decide.DecisionMaker;
import io.tidemark.core.decide.DriftPolicy;
import io.tidemark.core.decide.DriftVerdict;
import io.tidemark.core.evaluate.DriftReport;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.PerModel;
import io.tidemark.core.observation.Population;
import io.tidemark.core.observation.Segment;
import io.tidemark.service.status.SampleDecisions;
import io.tidemark.service.status.ServiceStatus;
import io.tidemark.service.testing.StageDriver;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DecideProcessorTest {

  private static final ModelVersion MODEL = new ModelVersion("churn", "1");
  private static final Segment GERMANY = Segment.of("country", "DE");

  private final ServiceStatus status = new ServiceStatus();
  private final StageDriver<DriftReport, Decision> driver =
      new StageDriver<>(
          new DecideStage(
              PerModel.same(
                  new DecisionMaker(DriftPolicy.withDefaults().withAlerts(new AlertPolicy(1, 1)))),
              PerModel.same(true),
              Duration.ofDays(30).toMillis(),
              status),
          60_000);

  @AfterEach
  void close() {
    driver.close();
  }

  private void window(int number, boolean ofSegment, List<Segment> watched, boolean drifts) {
    DriftReport report =
        SampleDecisions.window(
                MODEL,
                number * 10_000L,
                DriftVerdict.STABLE,
                SampleDecisions.numeric(
                    "amount",
                    drifts ? DriftVerdict.DRIFT : DriftVerdict.STABLE,
                    drifts ? 0.5 : 0.001,
                    0.001))
            .report();
    driver.pipe(
        new DriftReport(
            new Population(MODEL, ofSegment ? GERMANY : null),
            report.window(),
            report.closeReason(),
            report.referenceId(),
            report.observations(),
            report.unreferenced(),
            report.unknownFeatures(),
            watched,
            report.features()));
  }

  private List<AlertEvent> alerts() {
    return driver.forwarded().stream().flatMap(decision -> decision.alerts().stream()).toList();
  }

  @Test
  void segments_haveStatesOfTheirOwn() {
    window(1, true, List.of(), true);
    window(1, false, List.of(GERMANY), false);
    window(2, false, List.of(GERMANY), false);

    assertThat(alerts()).hasSize(1);
    assertThat(alerts().get(0).population().segment()).isEqualTo(GERMANY);
    assertThat(status.models().get(0).firing()).isEmpty();
    assertThat(status.segments(MODEL).get(0).firing()).hasSize(1);
  }

  @Test
  void segment_thatIsNoLongerWatched_hasItsAlertResolvedOnce_andIsForgotten() {
    window(1, true, List.of(), true);
    window(1, false, List.of(GERMANY), false);
    window(2, false, List.of(), false);
    window(3, false, List.of(), false);

    assertThat(alerts())
        .extracting(AlertEvent::state)
        .containsExactly(AlertEvent.State.FIRING, AlertEvent.State.RESOLVED);
    assertThat(alerts().get(1).reason()).startsWith("no longer watched");
    assertThat(status.segments()).isEmpty();
  }
}
