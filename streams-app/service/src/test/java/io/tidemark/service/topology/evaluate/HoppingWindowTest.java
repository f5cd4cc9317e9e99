// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.evaluate.DriftEvaluator;
import io.tidemark.core.evaluate.DriftReport;
import io.tidemark.core.evaluate.EvaluationOptions;
import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.PerModel;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.core.observation.WindowSpec;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.reference.ReferenceProfileBuilder;
import io.tidemark.core.summary.SummaryCodec;
import io.tidemark.core.summary.WindowSummary;
import io.tidemark.service.references.ReferenceCatalog;
import io.tidemark.service.status.ServiceStatus;
import io.tidemark.service.testing.StageDriver;
import io.tidemark.service.testing.TestOverflow;
import io.tidemark.service.topology.message.PartialSummaries;
import io.tidemark.service.topology.message.PartialSummary;
import io.tidemark.service.topology.message.SummaryMessage;
import io.tidemark.service.topology.message.TaskWatermark;
import io.tidemark.service.topology.names.StreamNames.Stores;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Windows of 30 s every 10 s with 2 s grace, one Observe task. */
class HoppingWindowTest {

  private static final ModelVersion MODEL = new ModelVersion("churn", "1");
  private static final ObservedValues NOTHING =
      ObservedValues.builder(ValueLayout.of("score")).number(0, 0.5).build();

  private final ServiceStatus status = new ServiceStatus();
  private final ReferenceCatalog references = new ReferenceCatalog();
  private final ReferenceProfile reference = reference();
  private final StageDriver<SummaryMessage, DriftReport> driver =
      new StageDriver<>(
          new EvaluateStage(
              PerModel.same(new WindowSpec(30_000, 10_000, 2_000)),
              Duration.ofDays(7).toMillis(),
              PerModel.same(new DriftEvaluator(EvaluationOptions.withDefaults())),
              references,
              status,
              null,
              TestOverflow.onDisk(),
              () -> 0L), // judging takes no time
          60_000);

  @BeforeEach
  void publishReference() {
    references.put("key", reference);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  private static ReferenceProfile reference() {
    ReferenceProfileBuilder builder = new ReferenceProfileBuilder(MODEL, "training", 1);
    for (int i = 0; i < 100; i++) {
      builder.accept(x(i), NOTHING);
    }
    return builder.build();
  }

  private static ObservedValues x(double value) {
    return ObservedValues.builder(ValueLayout.of("x")).number(0, value).build();
  }

  private void pane(long start, double... values) {
    WindowSummary summary = WindowSummary.of(reference);
    for (double value : values) {
      summary.accept(new Observation(MODEL, start, x(value), NOTHING));
    }
    EvaluationWindow window = new EvaluationWindow(start, start + 10_000);
    byte[] chunk = SummaryCodec.encode(summary, 1 << 20).get(0);
    driver.pipe(
        new PartialSummaries(
            List.of(new PartialSummary(MODEL, window, reference.id(), values.length, chunk))));
  }

  private void watermark(long millis) {
    driver.pipe(new TaskWatermark(0, 1, millis, false));
  }

  private List<String> windows() {
    return driver.forwarded().stream()
        .map(
            report ->
                report.window().startMillis() / 1000
                    + "-"
                    + report.window().endMillis() / 1000
                    + ": "
                    + report.observations())
        .toList();
  }

  @Test
  void windows_overlap_eachIsTheSumOfItsPanes() {
    pane(0, 1, 2);
    pane(20_000, 3);
    watermark(12_000);
    assertThat(windows()).containsExactly("-20-10: 2");

    watermark(52_000);

    assertThat(windows())
        .containsExactly("-20-10: 2", "-10-20: 2", "0-30: 3", "10-40: 1", "20-50: 1");
    assertThat(driver.logged(Stores.OPEN_WINDOWS)).isPositive();
  }

  @Test
  void windows_panesAreNotChangedByTheWindowsTheyAreIn() {
    pane(0, 1, 2);
    pane(10_000, 50, 60, 70);
    pane(20_000, 3);
    watermark(100_000);

    DriftReport sum = driver.forwarded().get(2);
    DriftReport last = driver.forwarded().get(4);
    assertThat(sum.observations()).isEqualTo(6);
    assertThat(last.window()).isEqualTo(new EvaluationWindow(20_000, 50_000));
    assertThat(last.observations()).isEqualTo(1);
    assertThat(sum.features().get(0).count()).isEqualTo(6);
    assertThat(last.features().get(0).count()).isEqualTo(1);
  }

  @Test
  void pane_afterItsFirstWindowClosed_isLateForAll() {
    pane(0, 1);
    watermark(12_000);

    pane(0, 2, 3);
    watermark(42_000);

    assertThat(windows()).containsExactly("-20-10: 1", "-10-20: 1", "0-30: 1");
    assertThat(status.counters().models().get(MODEL).late()).isEqualTo(2);
  }

  @Test
  void windows_nothingLeft_closeNothingMore() {
    pane(0, 1);
    watermark(42_000);
    watermark(200_000);

    assertThat(driver.forwarded()).hasSize(3);
  }
}
