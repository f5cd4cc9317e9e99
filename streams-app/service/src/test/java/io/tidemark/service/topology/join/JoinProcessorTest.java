// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.join;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.FeatureVector;
import io.tidemark.core.observation.JoinHalf;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.PerModel;
import io.tidemark.core.observation.Prediction;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.core.observation.WindowSpec;
import io.tidemark.service.clients.InputProgress;
import io.tidemark.service.state.CommitScopedStore;
import io.tidemark.service.state.CommitScopedStoreBuilder;
import io.tidemark.service.state.TaskProgress;
import io.tidemark.service.state.TaskProgressCodec;
import io.tidemark.service.status.ServiceStatus;
import io.tidemark.service.testing.StageDriver;
import io.tidemark.service.topology.names.StreamNames.Stores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Windows of 10 s with 2 s grace, a join window of 5 s, idle after 3 s. */
class JoinProcessorTest {

  private static final ModelVersion MODEL = new ModelVersion("churn", "1");
  private static final ValueLayout FEATURES = ValueLayout.of("x");
  private static final ValueLayout PREDICTIONS = ValueLayout.of("score");
  private static final int IDLE_TICKS = 14;
  private static final int MAX_PENDING = 1_000;
  private static final int MAX_RECENT_IDS = 100;
  private static final long PLENTY_OF_BYTES = 1L << 30;

  private final ServiceStatus status = new ServiceStatus();
  private final Set<String> lagging = new HashSet<>();
  private boolean busy;
  private StageDriver<List<JoinHalf>, List<Observation>> driver = start(true);

  private StageDriver<List<JoinHalf>, List<Observation>> start(boolean countUnmatched) {
    return start(countUnmatched, new JoinBounds(MAX_PENDING, PLENTY_OF_BYTES, MAX_RECENT_IDS));
  }

  private StageDriver<List<JoinHalf>, List<Observation>> start(
      boolean countUnmatched, JoinBounds bounds) {
    JoinSettings settings =
        new JoinSettings(
            PerModel.same(WindowSpec.tumbling(10_000, 2_000)),
            Duration.ofSeconds(5),
            countUnmatched,
            bounds,
            Duration.ofSeconds(3),
            "features",
            "predictions");
    return new StageDriver<>(
        new JoinStage(
            settings,
            new Inputs(),
            status,
            new CommitScopedStoreBuilder<>(Stores.OBSERVE_PROGRESS, new TaskProgressCodec())),
        0);
  }

  /** A thread that polls once before each tick, unless it is busy. */
  private final class Inputs implements InputProgress {
    private long polls;

    @Override
    public boolean caughtUp(TopicPartition partition) {
      return !lagging.contains(partition.topic());
    }

    @Override
    public long polls() {
      return busy ? polls : ++polls;
    }
  }

  @AfterEach
  void close() {
    driver.close();
  }

  private void features(String id, long time) {
    features(id, time, 1);
  }

  private void features(String id, long time, double x) {
    pipe(featureVector(id, time, x));
  }

  private void prediction(String id, long time) {
    pipe(new Prediction(id, MODEL, time, scores(), null));
  }

  /** Records are sent when they happen. */
  private void pipe(JoinHalf half) {
    driver.pipe(List.of(half), half.timestampMillis());
  }

  private static FeatureVector featureVector(String id, long time, double x) {
    return new FeatureVector(id, time, ObservedValues.builder(FEATURES).number(0, x).build());
  }

  private List<Observation> forwarded() {
    return driver.forwarded().stream().flatMap(List::stream).toList();
  }

  private static ObservedValues scores() {
    return ObservedValues.builder(PREDICTIONS).number(0, 0.5).build();
  }

  private void ticks(int count) {
    driver.ticks(count, JoinProcessor.TICK);
  }

  private TaskProgress progress() {
    CommitScopedStore<String, TaskProgress> store = driver.store(Stores.OBSERVE_PROGRESS);
    return store.get(JoinProcessor.PROGRESS_KEY);
  }

  private int pending() {
    CommitScopedStore<String, WaitingHalf> store = driver.store(Stores.PENDING_HALVES);
    return store.size();
  }

  private long unmatched(String side) {
    return status.counters().unmatched().getOrDefault(side, 0L);
  }

  private long givenUp(String side) {
    return status.counters().givenUp().get(side);
  }

  @Test
  void pair_inEitherOrder_isCountedOnce_atTheTimeOfThePrediction() {
    features("a", 1_000);
    prediction("a", 2_000);
    prediction("b", 3_000);
    features("b", 2_500);

    assertThat(forwarded())
        .extracting(Observation::timestampMillis)
        .containsExactly(2_000L, 3_000L);
    assertThat(forwarded()).allMatch(observation -> observation.features() != null);
    assertThat(pending()).isZero();
  }

  @Test
  void pair_farBehindOthersButWithinGrace_isStillJoined() {
    prediction("far", 11_900);
    features("far", 11_900);

    prediction("behind", 9_999);
    features("behind", 4_999);

    assertThat(forwarded())
        .extracting(Observation::timestampMillis)
        .containsExactly(11_900L, 9_999L);
  }

  @Test
  void pair_fartherApartThanTheJoinWindow_isNotJoined() {
    features("a", 1_000);
    prediction("a", 6_001);

    assertThat(forwarded()).isEmpty();
    assertThat(unmatched("features")).isEqualTo(1);
  }

  @Test
  void prediction_withFeatures_waitsForNobody() {
    ObservedValues own = ObservedValues.builder(FEATURES).number(0, 7).build();
    pipe(new Prediction("a", MODEL, 1_000, scores(), own));
    pipe(new Prediction("a", MODEL, 1_000, scores(), own));

    assertThat(forwarded()).extracting(Observation::features).containsExactly(own);
    assertThat(status.counters().duplicates()).isEqualTo(1);
  }

  @Test
  void halves_moreThanMayWait_theFirstToExpireAreGivenUp_theRestStillJoin() {
    for (int i = 0; i <= MAX_PENDING; i++) {
      features("id-" + i, 1_000 + i);
    }
    assertThat(status.counters().unmatched()).containsEntry("features", 101L);
    assertThat(givenUp("features")).isEqualTo(101);

    prediction("id-100", 1_500);
    prediction("id-101", 1_500);
    assertThat(forwarded()).hasSize(1);
  }

  @Test
  void halves_ofMoreBytesThanMayWait_theFirstToExpireAreGivenUp_theRestStillJoin() {
    driver.close();
    long each = HeldBytes.of(featureVector("id-00", 0, 1));
    driver = start(true, new JoinBounds(MAX_PENDING, 50 * each, MAX_RECENT_IDS));
    for (int i = 10; i < 61; i++) {
      features("id-" + i, 1_000 + i);
    }
    assertThat(pending()).isEqualTo(45);
    assertThat(unmatched("features")).isEqualTo(6);
    assertThat(givenUp("features")).isEqualTo(6);

    prediction("id-15", 1_500);
    prediction("id-16", 1_500);
    assertThat(forwarded()).hasSize(1);
  }

  @Test
  void halves_thatAreJoinedReplacedOrExpire_leaveTheirBytesToOthers() {
    driver.close();
    long each = HeldBytes.of(featureVector("id-00", 0, 1));
    driver = start(false, new JoinBounds(MAX_PENDING, 20 * each, MAX_RECENT_IDS));
    for (int i = 10; i < 100; i++) {
      long time = i * 10_000L;
      features("clock", time);
      features("id-" + i, time - 5_001);
      prediction("id-" + i, time);
      assertThat(pending()).isEqualTo(2);
      features("id-" + i, time);
    }

    assertThat(forwarded()).hasSize(90);
    assertThat(unmatched("features")).isEqualTo(90 + 89);
    assertThat(givenUp("features")).isZero();
  }

  @Test
  void predictions_givenUpForRoom_countApart_alone_andHoldNoWindow() {
    List<JoinHalf> halves = new ArrayList<>();
    for (int i = 0; i <= MAX_PENDING; i++) {
      halves.add(new Prediction("id-" + i, MODEL, 1_000 + i, scores(), null));
    }
    driver.pipe(halves, 1_000);

    assertThat(forwarded()).hasSize(101).allMatch(each -> each.features() == null);
    assertThat(unmatched("predictions")).isEqualTo(101);
    assertThat(givenUp("predictions")).isEqualTo(101);
    assertThat(progress().oldestWaitingMillis()).isEqualTo(1_101);
  }

  @Test
  void halves_whoseTimeIsOver_areNotGivenUpEarly_whenRoomIsMade() {
    List<JoinHalf> halves = new ArrayList<>();
    for (int i = 1; i < MAX_PENDING; i++) {
      halves.add(featureVector("old-" + i, i <= 30 ? 0 : 1, i));
    }
    driver.pipe(halves, 0);
    // What moves time and what finds no room come in one poll, so nothing is swept in between.
    driver.pipe(
        List.of(
            new Prediction("clock", MODEL, 5_001, scores(), null), featureVector("new", 5_001, 1)),
        1_000_000);

    assertThat(unmatched("features")).isEqualTo(101);
    assertThat(givenUp("features")).isEqualTo(71);
  }

  @Test
  void prediction_afterItsWindowClosed_isLate_andLeavesNoTrace() {
    prediction("clock", 12_000);
    prediction("late", 9_999);
    prediction("last", 10_000);

    assertThat(status.counters().models().get(MODEL).late()).isEqualTo(1);
    assertThat(pending()).isEqualTo(2);
  }

  @Test
  void duplicate_whileWaiting_andAfterCounting_isDropped() {
    prediction("a", 1_000);
    prediction("a", 1_000);
    features("a", 1_000);
    prediction("a", 1_000);
    features("a", 1_000);

    assertThat(forwarded()).hasSize(1);
    assertThat(pending()).isZero();
    assertThat(status.counters().duplicates()).isEqualTo(3);
  }

  @Test
  void pairs_ofALargeBatch_areCountedOnceEach_alsoThoseThatComeTwiceInIt() {
    List<JoinHalf> batch = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      String id = "p" + i % 90;
      batch.add(featureVector(id, 1_000, i));
      batch.add(new Prediction(id, MODEL, 1_000, scores(), null));
    }
    driver.pipe(batch, 1_000);
    ticks(4);

    List<Double> counted = forwarded().stream().map(pair -> pair.features().number(0)).toList();
    assertThat(counted).isEqualTo(IntStream.range(0, 90).mapToObj(i -> (double) i).toList());
    assertThat(status.counters().duplicates()).isEqualTo(2 * 910);
  }

  @Test
  void duplicate_ofAnIdForgottenForMemory_isCountedAgain_andTheForgettingIsCounted() {
    for (int i = 0; i <= MAX_RECENT_IDS; i++) {
      features("id-" + i, 1_000);
      prediction("id-" + i, 1_000);
    }
    assertThat(status.counters().forgottenIds()).isEqualTo(MAX_RECENT_IDS / 2);

    features("id-60", 1_000);
    prediction("id-60", 1_000);
    assertThat(status.counters().duplicates()).isEqualTo(2);
    features("id-10", 1_000);
    prediction("id-10", 1_000);
    assertThat(forwarded()).hasSize(MAX_RECENT_IDS + 2);
  }

  @Test
  void unmatchedPrediction_expires_andCountsAlone() {
    prediction("alone", 1_000);
    features("clock", 6_000);
    assertThat(forwarded()).isEmpty();

    features("clock-2", 6_001);

    assertThat(forwarded()).hasSize(1);
    assertThat(forwarded().get(0).features()).isNull();
    assertThat(unmatched("predictions")).isEqualTo(1);
  }

  @Test
  void unmatchedPrediction_whenTheyAreDropped_isCountedAsUnmatchedOnly() {
    driver.close();
    driver = start(false);
    prediction("alone", 1_000);
    features("clock", 6_001);

    assertThat(forwarded()).isEmpty();
    assertThat(unmatched("predictions")).isEqualTo(1);
  }

  @Test
  void unmatchedFeatures_expire_andCountNothing() {
    features("alone", 1_000);
    features("clock", 6_001);
    assertThat(pending()).isEqualTo(2);
    features("next-span", 6_101);

    assertThat(forwarded()).isEmpty();
    assertThat(pending()).isEqualTo(2);
    assertThat(unmatched("features")).isEqualTo(1);
  }

  @Test
  void pairs_ofMuchEventTimeInOneSpanOfRecordTime_areAllJoined_whateverIsReadFirst() {
    List<JoinHalf> inputs = new ArrayList<>();
    List<JoinHalf> outputs = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      inputs.add(featureVector("id-" + i, i * 1_000L, i));
      outputs.add(new Prediction("id-" + i, MODEL, i * 1_000L, scores(), null));
    }
    driver.pipe(inputs.subList(0, 60), 0);
    driver.pipe(inputs.subList(60, 100), 0);
    driver.pipe(outputs.subList(0, 30), 0);
    driver.pipe(outputs.subList(30, 100), 0);

    assertThat(forwarded()).hasSize(100);
    assertThat(pending()).isZero();
    assertThat(unmatched("features")).isZero();
  }

  @Test
  void id_usedAgainAfterItsHalfExpired_startsAnew_whetherOrNotACommitCameBetween() {
    features("again", 1_000, 1);
    // The clock and the new half come in one poll, so nothing has been swept in between.
    features("again", 6_001, 2);
    prediction("again", 6_001);

    assertThat(forwarded()).hasSize(1);
    assertThat(forwarded().get(0).features().number(0)).isEqualTo(2);
    assertThat(unmatched("features")).isEqualTo(1);
    assertThat(status.counters().duplicates()).isZero();
  }

  @Test
  void watermark_isHeldByTheOldestWaitingPrediction_andNeverGoesBack() {
    prediction("a", 3_000);
    features("a", 3_000);
    assertThat(progress().watermarkMillis()).isEqualTo(3_000);

    prediction("waits", 4_000);
    prediction("b", 8_000);
    features("b", 8_000);
    assertThat(progress().watermarkMillis()).isEqualTo(4_000);

    prediction("older", 3_500);
    assertThat(progress().watermarkMillis()).isEqualTo(4_000);

    features("waits", 4_000);
    features("older", 3_500);
    assertThat(progress().watermarkMillis()).isEqualTo(8_000);
  }

  @Test
  void idle_afterQuietTime_onlyWhenEverythingIsRead() {
    prediction("a", 1_000);
    features("a", 1_000);
    lagging.add("predictions");
    ticks(2 * IDLE_TICKS);
    assertThat(progress().idle()).isFalse();

    lagging.clear();
    ticks(IDLE_TICKS);
    assertThat(progress().idle()).isTrue();

    features("b", 1_000);
    prediction("b", 1_000);
    assertThat(progress().idle()).isFalse();
  }

  @Test
  void idle_whileTheThreadIsBusyWithOtherTasks_isNotCounted() {
    prediction("a", 1_000);
    features("a", 1_000);
    busy = true;
    ticks(2 * IDLE_TICKS);
    assertThat(progress().idle()).isFalse();

    busy = false;
    ticks(IDLE_TICKS);
    assertThat(progress().idle()).isTrue();
  }

  @Test
  void idle_afterTheTaskWasRevived_takesAsLongAsBefore() {
    features("a", 1_000);
    for (int i = 0; i < 3; i++) {
      driver.reviveAndPipe(List.of(new Prediction("a", MODEL, 1_000, scores(), null)), 1_000);
    }
    ticks(IDLE_TICKS - 2);
    assertThat(progress().idle()).isFalse();
    ticks(2);
    assertThat(progress().idle()).isTrue();
  }

  @Test
  void idle_waitingPrediction_holdsItForAJoinWindow_thenIsGivenUp() {
    prediction("waits", 1_000);
    ticks(IDLE_TICKS);
    assertThat(progress().idle()).isFalse();

    ticks(IDLE_TICKS);

    assertThat(progress().idle()).isTrue();
    assertThat(forwarded()).hasSize(1);
    assertThat(unmatched("predictions")).isEqualTo(1);
  }

  @Test
  void idle_featuresFlowWithoutPredictions_theTaskHoldsNoWindow() {
    prediction("a", 1_000);
    features("a", 1_000);

    for (int i = 0; i < 2 * IDLE_TICKS; i++) {
      features("orphan-" + i, 1_000 + i);
      ticks(1);
    }
    features("one-more", 1_000);

    assertThat(progress().idle()).isTrue();
  }

  @Test
  void idle_nothingWaits_commitsWriteNothing() {
    prediction("a", 1_000);
    features("a", 1_000);
    ticks(3 * IDLE_TICKS);
    for (String store : List.of(Stores.OBSERVE_PROGRESS, Stores.PENDING_HALVES)) {
      driver.logged(store);
    }

    ticks(40);

    assertThat(driver.logged(Stores.OBSERVE_PROGRESS)).isZero();
    assertThat(driver.logged(Stores.PENDING_HALVES)).isZero();
  }
}
