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
import io.tidemark.core.observation.Population;
import io.tidemark.core.observation.Segment;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.core.observation.WindowSpec;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.summary.SummaryCodec;
import io.tidemark.core.summary.WindowSummary;
import io.tidemark.service.references.ReferenceCatalog;
import io.tidemark.service.state.CommitScopedStore;
import io.tidemark.service.status.ServiceStatus;
import io.tidemark.service.testing.Restartable;
import io.tidemark.service.testing.StageDriver;
import io.tidemark.service.testing.TestOverflow;
import io.tidemark.service.topology.message.PartialSummaries;
import io.tidemark.service.topology.message.PartialSummary;
import io.tidemark.service.topology.message.SummaryMessage;
import io.tidemark.service.topology.message.TaskWatermark;
import io.tidemark.service.topology.names.StreamNames.Stores;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Windows of twenty models that are due at once; judging takes as long as the test says. */
class ManyWindowsDueTest {

  private static final int MODELS = 20;
  private static final EvaluationWindow WINDOW = new EvaluationWindow(0, 10_000);
  private static final long AFTER_GRACE = 12_000;
  private static final ObservedValues VALUES =
      ObservedValues.builder(ValueLayout.of("x")).number(0, 1).build();

  private final ServiceStatus status = new ServiceStatus();
  private long millisAWindow = 30;
  private long clockMillis;
  private final Restartable<byte[], SummaryMessage, ModelVersion, DriftReport> stage =
      new Restartable<>(
          new EvaluateStage(
              PerModel.same(WindowSpec.tumbling(10_000, 2_000)),
              600_000,
              PerModel.same(new DriftEvaluator(EvaluationOptions.withDefaults())),
              new ReferenceCatalog(),
              status,
              null,
              TestOverflow.inMemory(),
              this::nanos));
  private final StageDriver<SummaryMessage, DriftReport> driver = new StageDriver<>(stage, 60_000);

  @AfterEach
  void close() {
    driver.close();
  }

  /** Read before the first window and after each. */
  private long nanos() {
    clockMillis += millisAWindow;
    return clockMillis * 1_000_000;
  }

  private static ModelVersion model(int i) {
    return new ModelVersion("model-%02d".formatted(i), "1");
  }

  private void partial(Population population, int observations) {
    partial(population, WINDOW, observations);
  }

  private void partial(Population population, EvaluationWindow window, int observations) {
    WindowSummary summary = WindowSummary.of(ReferenceProfile.none(population));
    for (int i = 0; i < observations; i++) {
      summary.accept(new Observation(population.modelVersion(), 0, VALUES, VALUES));
    }
    byte[] chunk = SummaryCodec.encode(summary, 1 << 20).get(0);
    driver.pipe(
        new PartialSummaries(
            List.of(new PartialSummary(population, window, "", observations, chunk))));
  }

  private void allDue() {
    for (int i = 0; i < MODELS; i++) {
      partial(Population.whole(model(i)), i + 1);
    }
    driver.pipe(new TaskWatermark(0, 1, AFTER_GRACE, false));
  }

  private void assertEachClosedOnceInOrder() {
    assertThat(driver.forwarded())
        .extracting(DriftReport::modelVersion)
        .containsExactlyElementsOf(
            IntStream.range(0, MODELS).mapToObj(ManyWindowsDueTest::model).toList());
    assertThat(driver.forwarded())
        .extracting(DriftReport::observations)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, MODELS).mapToObj(i -> (long) i).toList());
  }

  private void tick() {
    driver.ticks(1, JudgingTurn.NEXT);
  }

  @Test
  void closing_takesLongerThanOnePass_leavesTheRestToLaterPasses() {
    allDue();

    assertThat(driver.forwarded()).as("four times 30 ms").hasSize(4);
    tick();
    assertThat(driver.forwarded()).hasSize(8);
    for (int i = 0; i < 3; i++) {
      tick();
    }
    assertEachClosedOnceInOrder();
    for (int i = 0; i < 100; i++) {
      tick();
    }
    assertEachClosedOnceInOrder();
  }

  @Test
  void closing_takesNoTime_isDoneAtOnce() {
    millisAWindow = 0;
    allDue();
    assertEachClosedOnceInOrder();
  }

  @Test
  void closing_afterACommit_isDoneAtOnceAgain() {
    for (int i = 0; i < 4; i++) {
      partial(Population.whole(model(i)), 1);
    }
    driver.pipe(new TaskWatermark(0, 1, AFTER_GRACE, false));
    partial(Population.whole(model(0)), new EvaluationWindow(10_000, 20_000), 1);
    driver.pipe(new TaskWatermark(0, 1, AFTER_GRACE + 10_000, false));

    assertThat(driver.forwarded()).hasSize(5);
  }

  @Test
  void partial_ofAWindowThatIsDue_isLate() {
    allDue();
    ModelVersion last = model(MODELS - 1);
    partial(Population.whole(last), 7);
    for (int i = 0; i < 4; i++) {
      tick();
    }

    assertEachClosedOnceInOrder();
    assertThat(status.counters().models().get(last).late()).isEqualTo(7);
  }

  @Test
  void crash_whileWindowsAreDue_closesTheRestAndTakesNothingMore() {
    allDue();
    tick();
    stage.crashBeforeNext();
    partial(Population.whole(model(MODELS - 1)), 7);
    for (int i = 0; i < 3; i++) {
      tick();
    }

    assertEachClosedOnceInOrder();
  }

  /** After a crash nothing would tell that it has closed. */
  @Test
  void closedTime_olderThanTheRetentionBeforeWhatIsDue_isKept() {
    millisAWindow = 200;
    EvaluationWindow muchLater = new EvaluationWindow(1_000_000, 1_010_000);
    partial(Population.whole(model(0)), 1);
    partial(Population.whole(model(1)), muchLater, 1);
    driver.pipe(new TaskWatermark(0, 1, muchLater.endMillis() + 2_000, false));

    assertThat(driver.forwarded()).hasSize(1);
    assertThat(closed()).isEqualTo(Map.of(model(0), AFTER_GRACE));
    tick();
    assertThat(closed()).isEqualTo(Map.of(model(1), muchLater.endMillis() + 2_000));
  }

  private Map<ModelVersion, Long> closed() {
    CommitScopedStore<ClosedKey, Long> store = driver.store(Stores.CLOSED_WINDOWS);
    Map<ModelVersion, Long> closed = new HashMap<>();
    store.forEach((key, millis) -> assertThat(closed.put(key.modelVersion(), millis)).isNull());
    return closed;
  }

  /**
   * A commit in between would keep that the model version's window has closed, but not the whole.
   */
  @Test
  void segmentsAndTheirWhole_takeLongerThanOnePass_closeInOne() {
    millisAWindow = 200;
    ModelVersion model = model(0);
    partial(Population.whole(model), 3);
    partial(new Population(model, Segment.of("tier", "gold")), 1);
    partial(new Population(model, Segment.of("tier", "iron")), 2);
    partial(Population.whole(model(1)), 4);
    driver.pipe(new TaskWatermark(0, 1, AFTER_GRACE, false));

    assertThat(driver.forwarded())
        .extracting(DriftReport::observations)
        .containsExactly(1L, 2L, 3L);
    tick();
    assertThat(driver.forwarded()).hasSize(4);
  }
}
