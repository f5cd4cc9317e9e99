// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tidemark.core.evaluate.CloseReason;
import io.tidemark.core.evaluate.DriftEvaluator;
import io.tidemark.core.evaluate.DriftReport;
import io.tidemark.core.evaluate.EvaluationOptions;
import io.tidemark.core.evaluate.FeatureComparison;
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
import io.tidemark.core.reference.ReferenceProfileBuilder;
import io.tidemark.core.summary.SummaryCodec;
import io.tidemark.core.summary.WindowSummary;
import io.tidemark.service.references.ReferenceCatalog;
import io.tidemark.service.state.CommitScopedStore;
import io.tidemark.service.status.ModelStatus;
import io.tidemark.service.status.ServiceStatus;
import io.tidemark.service.testing.SegmentedSample;
import io.tidemark.service.testing.StageDriver;
import io.tidemark.service.testing.TestOverflow;
import io.tidemark.service.topology.message.PartialSummaries;
import io.tidemark.service.topology.message.PartialSummary;
import io.tidemark.service.topology.message.SummaryMessage;
import io.tidemark.service.topology.message.TaskWatermark;
import io.tidemark.service.topology.names.StreamNames.Stores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Windows of 10 s with 2 s grace, two Observe tasks; the wall clock starts at one minute. */
class EvaluateProcessorTest {

  private static final ModelVersion MODEL = new ModelVersion("churn", "1");
  private static final long RETENTION = 60_000;
  private static final ModelVersion OTHER = new ModelVersion("credit", "7");
  private static final ObservedValues FEATURES =
      ObservedValues.builder(ValueLayout.of("x")).number(0, 1).build();
  private static final ObservedValues PREDICTIONS =
      ObservedValues.builder(ValueLayout.of("score")).number(0, 0.5).build();

  private final ServiceStatus status = new ServiceStatus();
  private final ReferenceCatalog references = new ReferenceCatalog();
  private StageDriver<SummaryMessage, DriftReport> driver = start(Duration.ofMillis(100));

  private StageDriver<SummaryMessage, DriftReport> start(Duration commitInterval) {
    return new StageDriver<>(
        new EvaluateStage(
            PerModel.same(WindowSpec.tumbling(10_000, 2_000)),
            EvaluateStage.Times.of(RETENTION, commitInterval),
            PerModel.same(new DriftEvaluator(EvaluationOptions.withDefaults())),
            references,
            status,
            null,
            TestOverflow.inMemory(),
            () -> 0L), // judging takes no time
        60_000);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  private static ReferenceProfile reference(String name, double income) {
    ReferenceProfileBuilder builder = new ReferenceProfileBuilder(MODEL, name, 1);
    builder.accept(
        ObservedValues.builder(ValueLayout.of("x")).number(0, income).build(), PREDICTIONS);
    return builder.build();
  }

  private void partial(ReferenceProfile reference, long start, int observations) {
    ModelVersion model = reference.modelVersion();
    WindowSummary summary = WindowSummary.of(reference);
    for (int i = 0; i < observations; i++) {
      summary.accept(new Observation(model, start, FEATURES, PREDICTIONS));
    }
    EvaluationWindow window = new EvaluationWindow(start, start + 10_000);
    byte[] chunk = SummaryCodec.encode(summary, 1 << 20).get(0);
    driver.pipe(
        new PartialSummaries(
            List.of(new PartialSummary(model, window, reference.id(), observations, chunk))));
  }

  private void partial(ModelVersion model, long start, int observations) {
    partial(ReferenceProfile.none(model), start, observations);
  }

  private void watermark(int partition, long millis, boolean idle) {
    driver.pipe(new TaskWatermark(partition, 2, millis, idle));
  }

  private void ticks(int count) {
    driver.ticks(count, EvaluateProcessor.IDLE_CHECK);
  }

  private DriftReport only() {
    assertThat(driver.forwarded()).hasSize(1);
    return driver.forwarded().get(0);
  }

  @Test
  void window_closesWhenTheSlowestTaskPassesEndPlusGrace_notBefore() {
    partial(MODEL, 0, 3);
    watermark(0, 50_000, false);
    assertThat(driver.forwarded()).as("the other task is unheard of").isEmpty();
    watermark(1, 11_999, false);
    partial(MODEL, 0, 4);
    ticks(4);
    assertThat(driver.forwarded()).isEmpty();

    watermark(1, 12_000, false);

    assertThat(only().closeReason()).isEqualTo(CloseReason.WATERMARK);
    assertThat(only().window()).isEqualTo(new EvaluationWindow(0, 10_000));
    assertThat(only().observations()).isEqualTo(7);
  }

  /** The same observations as partials of a whole and of its one segment. */
  private void partialsWithSegment(ReferenceProfile whole, long start, int observations) {
    partial(whole, start, observations);
    ReferenceProfile part = whole.parts().profiles().get(0);
    WindowSummary summary = WindowSummary.of(part);
    for (int i = 0; i < observations; i++) {
      summary.accept(new Observation(MODEL, start, FEATURES, PREDICTIONS));
    }
    driver.pipe(
        new PartialSummaries(
            List.of(
                new PartialSummary(
                    part.population(),
                    new EvaluationWindow(start, start + 10_000),
                    part.id(),
                    observations,
                    SummaryCodec.encode(summary, 1 << 20).get(0)))));
  }

  private ReferenceProfile segmented() {
    ObservedValues values =
        ObservedValues.builder(ValueLayout.of("x", "tier")).number(0, 1).text(1, "gold").build();
    ReferenceProfile whole =
        SegmentedSample.reference(
            MODEL,
            1,
            List.of(new Observation(MODEL, 0, values, PREDICTIONS)),
            List.of(Segment.of("tier", "gold")));
    references.put("whole", whole);
    references.put("part", whole.parts().profiles().get(0));
    return whole;
  }

  @Test
  void window_ofSegment_closesRightBeforeItsWhole_underTheSameReference() {
    ReferenceProfile whole = segmented();
    partialsWithSegment(whole, 0, 4);
    watermark(0, 12_000, false);
    watermark(1, 12_000, false);

    assertThat(driver.forwarded())
        .extracting(DriftReport::population)
        .containsExactly(
            new Population(MODEL, Segment.of("tier", "gold")), Population.whole(MODEL));
    assertThat(driver.forwarded())
        .allSatisfy(
            report -> {
              assertThat(report.referenceId()).isEqualTo(whole.id());
              assertThat(report.observations()).isEqualTo(4);
              assertThat(report.unreferenced()).isZero();
            });
    assertThat(driver.forwarded().get(0).features())
        .extracting(FeatureComparison::feature)
        .containsExactly("x", "score");
  }

  @Test
  void late_ofSegment_isCountedOnceWithItsWhole() {
    ReferenceProfile whole = segmented();
    partialsWithSegment(whole, 0, 4);
    watermark(0, 12_000, false);
    watermark(1, 12_000, false);
    partialsWithSegment(whole, 0, 3);

    assertThat(driver.forwarded()).hasSize(2);
    assertThat(status.counters().models().get(MODEL).late()).isEqualTo(3);
  }

  @Test
  void window_ofSegmentWhoseReferenceIsGone_isWithoutReference() {
    ReferenceProfile whole = segmented();
    references.remove("whole");
    partialsWithSegment(whole, 0, 4);
    watermark(0, 12_000, false);
    watermark(1, 12_000, false);

    assertThat(driver.forwarded()).hasSize(2);
    assertThat(driver.forwarded().get(0).population().segmentText()).isEqualTo("tier=gold");
    assertThat(driver.forwarded().get(0).hasReference()).isFalse();
    assertThat(driver.forwarded().get(0).unreferenced()).isEqualTo(4);
  }

  private Map<ModelVersion, Long> closed() {
    CommitScopedStore<ClosedKey, Long> store = driver.store(Stores.CLOSED_WINDOWS);
    Map<ModelVersion, Long> closed = new HashMap<>();
    store.forEach((key, millis) -> assertThat(closed.put(key.modelVersion(), millis)).isNull());
    return closed;
  }

  @Test
  void modelUnseenForTheRetention_isForgotten_butItsClosedWindowsStayClosed() {
    partial(MODEL, 0, 3);
    partial(OTHER, 0, 3);
    watermark(0, 12_000, false);
    watermark(1, 12_000, false);
    partial(OTHER, 60_000, 2);
    watermark(0, 72_000, false);
    watermark(1, 72_000, false);
    Map<ModelVersion, Long> closed = closed();
    assertThat(closed).as("a retention after its window").isEqualTo(Map.of(OTHER, 72_000L));
    assertThat(status.models()).extracting(ModelStatus::modelVersion).containsExactly(OTHER);

    partial(MODEL, 0, 5);
    partial(new ModelVersion("new", "1"), 0, 7);
    partial(MODEL, 70_000, 9);
    watermark(0, 82_000, false);
    watermark(1, 82_000, false);

    assertThat(driver.forwarded())
        .extracting(DriftReport::modelVersion, DriftReport::observations)
        .containsExactly(tuple(MODEL, 3L), tuple(OTHER, 3L), tuple(OTHER, 2L), tuple(MODEL, 9L));
    assertThat(status.counters().models().get(MODEL).late()).isEqualTo(5);
  }

  @Test
  void windows_tooMany_thoseWithoutReferenceAreRefusedAndCounted_othersAreNot() {
    ReferenceProfile reference = reference("training", 1);
    references.put("key", reference);
    List<PartialSummary> madeUp = new ArrayList<>();
    for (int i = 0; i < OpenPanes.MAX_WINDOWS; i++) {
      madeUp.add(bare(new ModelVersion("made-up-" + i, "1"), 1));
    }
    driver.pipe(new PartialSummaries(madeUp)); // in one: the driver commits after each record
    driver.pipe(
        new PartialSummaries(
            List.of(
                bare(new ModelVersion("one-more", "1"), 5),
                bare(new ModelVersion("made-up-7", "1"), 2))));
    partial(reference, 0, 3);
    watermark(0, 12_000, false);
    watermark(1, 12_000, false);

    assertThat(status.counters().refused()).isEqualTo(5);
    assertThat(driver.forwarded()).hasSize(OpenPanes.MAX_WINDOWS + 1);
    assertThat(driver.forwarded())
        .filteredOn(report -> report.modelVersion().equals(MODEL))
        .extracting(DriftReport::observations)
        .containsExactly(3L);
  }

  private static PartialSummary bare(ModelVersion model, int observations) {
    WindowSummary none = WindowSummary.of(ReferenceProfile.none(model));
    byte[] chunk = SummaryCodec.encode(none, 1 << 20).get(0);
    return new PartialSummary(model, new EvaluationWindow(0, 10_000), "", observations, chunk);
  }

  @Test
  void window_closed_isNeverClosedAgain_andLaterPartialsAreLate() {
    partial(MODEL, 0, 3);
    watermark(0, 12_000, false);
    watermark(1, 12_000, false);

    partial(MODEL, 0, 2);
    watermark(0, 13_000, false);
    watermark(1, 13_000, false);
    ticks(4);

    assertThat(only().observations()).isEqualTo(3);
    assertThat(status.counters().models().get(MODEL).late()).isEqualTo(2);
  }

  @Test
  void windows_closeInTheOrderOfTime_eachModelItsOwn() {
    partial(OTHER, 10_000, 1);
    partial(MODEL, 10_000, 1);
    partial(OTHER, 0, 1);
    watermark(0, 30_000, false);
    watermark(1, 30_000, false);

    assertThat(driver.forwarded())
        .extracting(report -> report.modelVersion() + " " + report.window().startMillis())
        .containsExactly("credit/7 0", "churn/1 10000", "credit/7 10000");
  }

  @Test
  void window_idleTask_doesNotHoldIt() {
    partial(MODEL, 0, 1);
    watermark(0, Long.MIN_VALUE, true);
    watermark(1, 12_000, false);

    assertThat(only().closeReason()).isEqualTo(CloseReason.WATERMARK);
  }

  @Test
  void window_allTasksIdle_closesByTheWallClock_notBeforeItsEndPlusGrace() {
    partial(MODEL, 50_000, 1);
    watermark(0, 50_001, true);
    watermark(1, Long.MIN_VALUE, true);
    ticks(7);
    idleAgain();
    assertThat(driver.forwarded()).isEmpty();
    ticks(8);
    assertThat(driver.forwarded()).as("nobody has said that it is still idle").isEmpty();

    idleAgain();
    ticks(1);

    assertThat(only().closeReason()).isEqualTo(CloseReason.IDLE);
  }

  private void idleAgain() {
    watermark(0, 50_001, true);
    watermark(1, Long.MIN_VALUE, true);
  }

  /** They say it with their commits. */
  @Test
  void window_tasksCommitSeldom_areBelievedToBeIdleForThreeCommits() {
    driver.close();
    driver = start(Duration.ofSeconds(20));
    watermark(0, Long.MIN_VALUE, true);
    ticks(4 * 60);
    partial(MODEL, 0, 1);

    watermark(1, 12_000, false);
    assertThat(only().observations()).isEqualTo(1);

    ticks(1);
    partial(OTHER, 10_000, 1);
    watermark(1, 22_000, false);
    assertThat(driver.forwarded()).as("it should have said so again").hasSize(1);
  }

  @Test
  void window_idleTaskThatIsNotHeardAnyMore_holdsIt() {
    watermark(0, Long.MIN_VALUE, true);
    ticks(4 * 15 + 1);
    partial(MODEL, 0, 1);

    watermark(1, 12_000, false);
    assertThat(driver.forwarded()).as("what it missed may not be read yet").isEmpty();

    watermark(0, Long.MIN_VALUE, true);
    assertThat(only().observations()).isEqualTo(1);
  }

  @Test
  void window_closedIdle_whatComesAfterIsLate_andTheNextWindowOpens() {
    partial(MODEL, 40_000, 1);
    watermark(0, 40_001, true);
    watermark(1, Long.MIN_VALUE, true);
    ticks(1);

    partial(MODEL, 40_000, 5);
    partial(MODEL, 50_000, 2);
    watermark(0, 62_000, false);

    assertThat(status.counters().models().get(MODEL).late()).isEqualTo(5);
    assertThat(driver.forwarded()).extracting(DriftReport::observations).containsExactly(1L, 2L);
  }

  @Test
  void window_ofATaskThatWakesFarBehind_waitsForThatTaskAgain() {
    watermark(0, 100_000, false);
    watermark(1, Long.MIN_VALUE, true);

    // The second task had been idle; it reads a backlog, one commit after the other.
    partial(MODEL, 0, 3);
    ticks(4);
    watermark(1, 5_000, false);
    ticks(4);
    partial(MODEL, 0, 4);
    watermark(1, 12_000, false);

    assertThat(only().observations()).isEqualTo(7);
    assertThat(status.counters().models()).doesNotContainKey(MODEL);
  }

  @Test
  void window_referenceKnownOnlyLater_isReadWhenItCloses() {
    ReferenceProfile reference = reference("training", 1);
    partial(reference, 0, 3);
    partial(reference, 0, 4);
    references.put("key", reference);
    watermark(0, 12_000, false);
    watermark(1, 12_000, false);

    assertThat(only().hasReference()).isTrue();
    assertThat(only().observations()).isEqualTo(7);
    assertThat(only().unreferenced()).isZero();
  }

  @Test
  void window_referenceReplacedWhileOpen_isJudgedByTheOneWithMost_theRestIsSaid() {
    ReferenceProfile old = reference("old", 1);
    ReferenceProfile fresh = reference("fresh", 2);
    references.put("old", old);
    references.put("fresh", fresh);
    partial(old, 0, 3);
    partial(fresh, 0, 4);
    watermark(0, 12_000, false);
    watermark(1, 12_000, false);

    assertThat(only().referenceId()).isEqualTo(fresh.id());
    assertThat(only().observations()).isEqualTo(4);
    assertThat(only().unreferenced()).isEqualTo(3);
  }

  @Test
  void window_referenceNeverKnown_countsWhatItCannotRead() {
    partial(reference("deleted", 1), 0, 3);
    watermark(0, 12_000, false);
    watermark(1, 12_000, false);

    assertThat(only().hasReference()).isFalse();
    assertThat(only().unreferenced()).isEqualTo(3);
  }
}
