// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import static io.tidemark.service.topology.evaluate.LearningDriver.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.evaluate.DriftReport;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.PerModel;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.reference.ReferenceSchedule;
import io.tidemark.core.sketch.ObservationSample;
import io.tidemark.core.sketch.SampledReference;
import io.tidemark.service.references.LearningSettings;
import io.tidemark.service.references.ReferenceCatalog;
import io.tidemark.service.references.RollingSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Windows of 10 s without grace; a period is 30 s and takes 100 observations. */
class RollingReferencesTest {

  private static final ModelVersion MODEL = new ModelVersion("churn", "1");
  private static final ModelVersion OTHER = new ModelVersion("credit", "7");

  private final LearningDriver driver =
      new LearningDriver(
          new LearningSettings(
              false,
              0,
              0,
              new PerModel<>(
                  RollingSettings.off(),
                  Map.of("churn", new RollingSettings(30_000, 100)),
                  Map.of())));
  private final ReferenceCatalog references = driver.references;

  @AfterEach
  void close() {
    driver.close();
  }

  /** Runs windows, and has the catalog know what is sent as soon as it is. */
  private void run(int from, int to) {
    for (int number = from; number < to; number++) {
      driver.run(MODEL, number);
      driver.learned().forEach(profile -> references.put(profile.id(), profile));
      driver.deleted().forEach(profile -> references.remove(profile.id()));
    }
  }

  private static ReferenceProfile profile(String name, long createdMillis, int number) {
    ObservationSample sample = new ObservationSample();
    window(MODEL, number).forEach(sample::accept);
    return SampledReference.of(sample, MODEL, name, createdMillis).profile().orElseThrow();
  }

  /** One window stays open, and nobody says again through when the others have closed. */
  @Test
  void reached_windowsOfThePeriodTakeSeveralPasses_isNotForgotten() {
    for (int number = 0; number <= 3; number++) {
      driver.pipe(number, window(MODEL, number), true);
    }
    driver.judgingTakes(Duration.ofMillis(200));
    driver.closeThrough(2);
    assertThat(driver.learned()).isEmpty();
    driver.pass();
    driver.pass();

    assertThat(driver.reports()).hasSize(3);
    assertThat(driver.learned()).hasSize(1);
  }

  /** What closed panes add to samples waits in memory for a commit. */
  @Test
  void closed_samplesOfManyModelVersionsAreMuch_waitForACommit() {
    PerModel<RollingSettings> all = PerModel.same(new RollingSettings(30_000, 100));
    try (LearningDriver many = new LearningDriver(new LearningSettings(false, 0, 0, all))) {
      for (int version = 0; version < 24; version++) {
        many.pipe(0, LearningDriver.largeWindow(new ModelVersion("wide", "v" + version)), true);
      }

      many.closeThrough(0);
      assertThat(many.reports()).as("0.9 MB each, 16 MiB in all").hasSizeBetween(18, 19);
      assertThat(many.commitsAsked()).isOne();
      many.pass();

      assertThat(many.reports()).hasSize(24);
    }
  }

  @Test
  void reached_endOfAPeriod_makesOneReferenceOfIt_forWindowsAfterTheNext() {
    run(0, 2);
    assertThat(driver.learned()).isEmpty();

    run(2, 7);

    assertThat(driver.learned()).hasSize(2);
    ReferenceProfile first = driver.learned().get(0);
    assertThat(first.name()).isEqualTo("rolling");
    assertThat(first.feature(0).count()).isEqualTo(180);
    assertThat(first.createdMillis()).as("a window later it is known everywhere").isEqualTo(40_000);
    assertThat(driver.learned().get(1).createdMillis()).isEqualTo(70_000);
    assertThat(driver.reports().stream().map(DriftReport::referenceId))
        .containsExactly("", "", "", "", first.id(), first.id(), first.id());
  }

  /** Nobody sends anything that would move event time past the end of the period. */
  @Test
  void reached_allIdleAndNoWindowLeft_endsThePeriodByTheWallClock() {
    run(0, 2);
    assertThat(driver.learned()).isEmpty();

    driver.idle(1);

    assertThat(driver.learned())
        .singleElement()
        .extracting(profile -> profile.feature(0).count())
        .isEqualTo(120L);
  }

  @Test
  void reached_quietPeriod_makesNone_andTheOneBeforeStays() {
    run(0, 3);
    driver.pipe(3, window(MODEL, 3), true);
    driver.closeThrough(8);
    assertThat(driver.learned()).as("60 observations are too few").hasSize(1);

    driver.run(MODEL, 9);

    assertThat(driver.reports().get(4).referenceId()).isEqualTo(driver.learned().get(0).id());
  }

  @Test
  void reached_manyPeriodsAtOnce_makesTheSameReferences() {
    run(0, 9);
    List<String> expected = driver.learned().stream().map(ReferenceProfile::id).toList();
    driver.learned().forEach(profile -> references.remove(profile.id()));
    driver.reopen();
    for (int number = 8; number >= 0; number--) {
      List<Observation> shuffled = new ArrayList<>(window(MODEL, number));
      Collections.shuffle(shuffled, new Random(9));
      driver.pipe(number, shuffled.subList(0, 13), true);
      driver.pipe(number, shuffled.subList(13, 60), true);
    }

    driver.closeThrough(8);

    assertThat(expected).hasSize(3);
    assertThat(driver.learned().stream().map(ReferenceProfile::id))
        .containsExactlyElementsOf(expected);
  }

  @Test
  void reached_historyReadAgain_sendsNothingThatIsThere() {
    run(0, 6);
    driver.reopen();

    run(0, 6);

    assertThat(driver.learned()).isEmpty();
  }

  @Test
  void reached_olderThanTheFourNewest_areDeleted_butNotWhatIsScheduled() {
    run(0, 3);
    ReferenceProfile first = driver.learned().get(0);
    references.schedule(new ReferenceSchedule(MODEL, List.of()).then(Long.MIN_VALUE, first.id()));

    run(3, 18);

    List<ReferenceProfile> learned = driver.learned();
    assertThat(learned).hasSize(6);
    assertThat(driver.deleted().stream().map(ReferenceProfile::id))
        .containsExactly(learned.get(1).id());
    assertThat(references.of(MODEL).rolling()).hasSize(5);
  }

  @Test
  void close_otherReferenceInForce_stillMakesRollingOnes() {
    ReferenceProfile training = profile("training", 1, 99);
    references.put("training", training);

    run(0, 5);

    assertThat(driver.learned()).hasSize(1);
    assertThat(driver.reports().stream().map(DriftReport::referenceId)).containsOnly(training.id());
  }

  @Test
  void close_paneCountedAgainstTwoReferences_isTakenInWhole() {
    driver.pipe(0, window(MODEL, 0).subList(0, 30), true);
    references.put("training", profile("training", 1, 99));
    driver.pipe(0, window(MODEL, 0).subList(30, 60), true);
    run(1, 3);

    assertThat(driver.learned())
        .singleElement()
        .extracting(p -> p.feature(0).count())
        .isEqualTo(180L);
  }

  @Test
  void close_paneSampledInPart_isLeftOut() {
    driver.pipe(0, window(MODEL, 0).subList(0, 30), true);
    driver.pipe(0, window(MODEL, 0).subList(30, 60), false);
    run(1, 3);

    assertThat(driver.learned())
        .singleElement()
        .extracting(p -> p.feature(0).count())
        .isEqualTo(120L);
  }

  @Test
  void close_modelWithoutRolling_makesNone() {
    for (int number = 0; number < 4; number++) {
      driver.run(OTHER, number);
    }
    assertThat(driver.learned()).isEmpty();
  }

  @Test
  void accept_versionsThatComeAndGo_makeRoomForOthers() {
    int versions = LearningSettings.MAX_MODEL_VERSIONS;
    for (int period = 0; period < 2; period++) {
      for (int number = 3 * period; number < 3 * period + 3; number++) {
        for (int version = 0; version < versions; version++) {
          ModelVersion named = new ModelVersion("churn", period + "-" + version);
          driver.pipe(number, window(named, number), true);
        }
        driver.closeThrough(number);
      }
    }
    assertThat(driver.learned()).hasSize(2 * versions);
    assertThat(driver.chunks()).isEmpty();
  }
}
