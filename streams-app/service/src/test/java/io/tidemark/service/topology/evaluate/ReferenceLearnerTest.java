// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import static io.tidemark.service.topology.evaluate.LearningDriver.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.evaluate.DriftReport;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.sketch.ObservationSample;
import io.tidemark.core.sketch.SampledReference;
import io.tidemark.service.references.LearningSettings;
import io.tidemark.service.references.ReferenceCatalog;
import io.tidemark.service.state.TestStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Windows of 10 s without grace; a reference takes 2 windows and 100 observations. */
class ReferenceLearnerTest {

  private static final ModelVersion MODEL = new ModelVersion("churn", "1");

  private final LearningDriver driver = new LearningDriver(new LearningSettings(true, 100, 2));
  private final ReferenceCatalog references = driver.references;

  @AfterEach
  void close() {
    driver.close();
  }

  /** Model versions with a reference are not sampled. */
  private void pipe(int number, List<Observation> observations, boolean sampled) {
    driver.pipe(
        number, observations, sampled && !references.knows(observations.get(0).modelVersion()));
  }

  private void run(int number) {
    pipe(number, window(MODEL, number), true);
    driver.closeThrough(number);
  }

  @Test
  void close_enoughWindows_makesOneReferenceAndNoOtherUntilItIsKnown() {
    run(0);
    assertThat(driver.learned()).isEmpty();
    run(1);
    run(2);
    run(3);
    run(4);

    assertThat(driver.learned()).hasSize(1);
    ReferenceProfile profile = driver.learned().get(0);
    assertThat(profile.name()).isEqualTo("auto");
    assertThat(profile.modelVersion()).isEqualTo(MODEL);
    assertThat(profile.createdMillis()).as("it holds from the next window on").isEqualTo(20_000);
    assertThat(profile.feature(0).count()).isEqualTo(120);
    assertThat(driver.reports()).hasSize(5).noneMatch(DriftReport::hasReference);
    assertThat(driver.reports()).allMatch(report -> report.observations() == 60);
  }

  /** A commit may come then, and says that the reference was sent. */
  @Test
  void close_passEndsWithTheWindowThatIsEnough_sendsTheReferenceInThatPass() {
    ModelVersion other = new ModelVersion("zoo", "1");
    for (int number = 0; number < 2; number++) {
      pipe(number, window(MODEL, number), true);
      pipe(number, window(other, number), true);
    }
    driver.judgingTakes(Duration.ofMillis(200));
    driver.closeThrough(1);
    driver.pass();
    assertThat(driver.learned()).isEmpty();
    driver.pass();

    assertThat(driver.reports()).hasSize(3);
    assertThat(driver.learned()).extracting(ReferenceProfile::modelVersion).containsExactly(MODEL);
    driver.pass();
    assertThat(driver.learned()).hasSize(2);
  }

  /** What closed panes add to samples waits in memory for a commit. */
  @Test
  void close_samplesOfManyModelVersionsAreMuch_waitForACommit() {
    int versions = 24;
    for (int version = 0; version < versions; version++) {
      pipe(0, LearningDriver.largeWindow(new ModelVersion("wide", "v" + version)), true);
    }

    driver.closeThrough(0);
    assertThat(driver.reports()).as("0.9 MB each, 16 MiB in all").hasSizeBetween(18, 19);
    assertThat(driver.commitsAsked()).isOne();
    driver.pass();

    assertThat(driver.reports()).hasSize(versions);
  }

  @Test
  void close_laterPanesSampledBefore_makesNoSecondReference() {
    for (int number = 0; number < 6; number++) {
      List<Observation> twice = new ArrayList<>(window(MODEL, number));
      twice.addAll(window(MODEL, number));
      pipe(number, twice, true);
    }
    driver.closeThrough(5);

    assertThat(driver.learned()).hasSize(1);
    assertThat(driver.reports()).hasSize(6);
  }

  @Test
  void close_learnedReferenceKnown_judgesByIt_andLearnsAgainOnceItIsDeleted() {
    run(0);
    run(1);
    references.put("key", driver.learned().get(0));
    run(2);
    assertThat(driver.reports().get(2).referenceId()).isEqualTo(driver.learned().get(0).id());

    references.remove("key");
    run(3);
    run(4);

    assertThat(driver.learned()).hasSize(2);
    assertThat(driver.learned().get(1).createdMillis()).isEqualTo(50_000);
  }

  @Test
  void close_severalTasksInAnyOrder_makesTheSameReference() {
    run(0);
    run(1);
    String expected = driver.learned().get(0).id();
    driver.reopen();
    for (int number = 0; number < 2; number++) {
      List<Observation> shuffled = window(MODEL, number);
      Collections.shuffle(shuffled, new Random(9));
      pipe(number, shuffled.subList(0, 13), true);
      pipe(number, shuffled.subList(13, 60), true);
    }
    driver.closeThrough(1);

    assertThat(driver.learned())
        .singleElement()
        .extracting(ReferenceProfile::id)
        .isEqualTo(expected);
  }

  @Test
  void close_paneSampledInPart_isLeftOut() {
    pipe(0, window(MODEL, 0).subList(0, 30), true);
    pipe(0, window(MODEL, 0).subList(30, 60), false);
    driver.closeThrough(0);
    run(1);
    assertThat(driver.learned()).isEmpty();

    run(2);

    assertThat(driver.learned())
        .singleElement()
        .extracting(p -> p.feature(0).count())
        .isEqualTo(120L);
  }

  private static ReferenceProfile published() {
    ObservationSample sample = new ObservationSample();
    window(MODEL, 7).forEach(sample::accept);
    return SampledReference.of(sample, MODEL, "training", 1).profile().orElseThrow();
  }

  @Test
  void close_referenceFromElsewhere_endsLearning() {
    run(0);
    ReferenceProfile own = published();
    references.put("own", own);
    run(1);
    references.remove("own");
    run(2);
    assertThat(driver.learned()).as("window 0 was forgotten").isEmpty();

    run(3);

    assertThat(driver.learned()).hasSize(1);
  }

  @Test
  void accept_moreModelVersionsThanTheBound_learnsTheFirstOnes() {
    int versions = LearningSettings.MAX_MODEL_VERSIONS + 5;
    for (int number = 0; number < 2; number++) {
      for (int version = 0; version < versions; version++) {
        pipe(number, window(new ModelVersion("m", "v" + version), number), true);
      }
      driver.closeThrough(number);
    }

    assertThat(driver.learned()).hasSize(LearningSettings.MAX_MODEL_VERSIONS);
    assertThat(driver.reports()).hasSize(2 * versions);
  }

  /** The first window that may close after what has closed by now is forgotten. */
  private static int afterTheRetention() {
    return (int) (LearningDriver.RETENTION.toMillis() / 10_000) + 1;
  }

  private void fillAllPlaces(int windows) {
    for (int number = 0; number < windows; number++) {
      for (int version = 0; version < LearningSettings.MAX_MODEL_VERSIONS; version++) {
        pipe(number, window(new ModelVersion("m", "v" + version), number), true);
      }
      driver.closeThrough(number);
    }
  }

  @Test
  void accept_versionsThatEndedBeforeTheirReference_makeRoomAfterTheRetention() {
    fillAllPlaces(1);
    run(1);
    run(2);
    assertThat(driver.learned()).as("all places are taken").isEmpty();

    run(afterTheRetention()); // forgets them when it closes
    run(afterTheRetention() + 1);
    run(afterTheRetention() + 2);

    assertThat(driver.learned()).extracting(ReferenceProfile::modelVersion).containsExactly(MODEL);
  }

  @Test
  void accept_versionsWhoseReferenceWasSent_takeNoPlace() {
    fillAllPlaces(2);
    assertThat(driver.learned()).hasSize(LearningSettings.MAX_MODEL_VERSIONS);

    run(2);
    run(3);

    assertThat(driver.learned()).hasSize(LearningSettings.MAX_MODEL_VERSIONS + 1);
  }

  @Test
  void accept_sampleOfAPaneThatWasRefused_takesNoPlace() {
    for (int version = 0; version < LearningSettings.MAX_MODEL_VERSIONS; version++) {
      driver.pipeSample(new ModelVersion("refused", "v" + version), 0);
    }
    assertThat(driver.chunks()).isEmpty();

    run(0);
    run(1);

    assertThat(driver.learned()).hasSize(1);
  }

  /** Whether it had been forgotten by then must make no difference. */
  @Test
  void close_nextWindowARetentionLater_beginsAnew() {
    run(0);
    run(afterTheRetention());
    assertThat(driver.learned()).isEmpty();

    run(afterTheRetention() + 1);

    assertThat(driver.learned())
        .singleElement()
        .extracting(p -> p.feature(0).count())
        .isEqualTo(120L);
  }

  /** As earlier releases left it, and as switching learning off and on does. */
  @Test
  void restart_placesOfVersionsThatAreGone_areFree_andWhatIsUnderWayGoesOn() {
    for (int version = 0; version < LearningSettings.MAX_MODEL_VERSIONS; version++) {
      driver.leaveBehind(new ModelVersion("gone", "v" + version));
    }
    driver.closeThrough(-1); // a commit
    driver.restart();
    run(0);
    driver.restart();
    run(1);

    assertThat(driver.learned()).extracting(ReferenceProfile::modelVersion).containsExactly(MODEL);
    assertThat(driver.chunks()).isEmpty();
  }

  @Test
  void keepOnly_whatNothingElseIsRememberedOf_isGone() {
    LearningCodec codec = new LearningCodec();
    SampledProgress<Learning> progress = new SampledProgress<>(new TestStore().open(codec), codec);
    ModelVersion gone = new ModelVersion("gone", "1");
    progress.put(MODEL, Learning.begin(), new ObservationSample());
    progress.put(gone, Learning.begin(), new ObservationSample());
    PaneSamples samples = new PaneSamples(new TestStore().open(new SampleChunkCodec()));
    ReferenceLearner learner =
        new ReferenceLearner(new LearningSettings(true, 1, 1), references, progress, samples, 1);

    learner.keepOnly(MODEL::equals);

    assertThat(progress.get(MODEL)).isNotNull();
    assertThat(progress.get(gone)).isNull();
  }

  @Test
  void state_afterThePaneHasClosed_holdsNoChunks() {
    run(0);
    run(1);

    assertThat(driver.chunks()).isEmpty();
  }
}
