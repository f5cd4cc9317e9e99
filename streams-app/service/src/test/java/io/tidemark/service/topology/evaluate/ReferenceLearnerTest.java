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
import io.tidemark.core.sketch.ObservationSample;
import io.tidemark.core.sketch.SampledReference;
import io.tidemark.core.summary.SummaryCodec;
import io.tidemark.core.summary.WindowSummary;
import io.tidemark.service.references.LearningSettings;
import io.tidemark.service.references.ReferenceCatalog;
import io.tidemark.service.state.CommitScopedStore;
import io.tidemark.service.status.ServiceStatus;
import io.tidemark.service.testing.StageDriver;
import io.tidemark.service.topology.message.PartialSummary;
import io.tidemark.service.topology.message.SummaryMessage;
import io.tidemark.service.topology.message.TaskWatermark;
import io.tidemark.service.topology.names.StreamNames.Stores;
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
  private static final ValueLayout INPUTS = ValueLayout.of("x");
  private static final ValueLayout OUTPUTS = ValueLayout.of("score");
  private static final String CHILD = "collect";

  private final ReferenceCatalog references = new ReferenceCatalog();
  private StageDriver<SummaryMessage, DriftReport> driver = open();

  private StageDriver<SummaryMessage, DriftReport> open() {
    return new StageDriver<>(
        new EvaluateStage(
            WindowSpec.tumbling(10_000, 0),
            Duration.ofDays(7).toMillis(),
            PerModel.same(new DriftEvaluator(EvaluationOptions.withDefaults())),
            references,
            new ServiceStatus(),
            new EvaluateStage.LearningPlan(new LearningSettings(true, 100, 2), CHILD, CHILD)),
        60_000);
  }

  @AfterEach
  void close() {
    driver.close();
  }

  /** Sixty observations of one window, always the same ones. */
  private static List<Observation> window(ModelVersion modelVersion, int number) {
    Random random = new Random(number);
    List<Observation> observations = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      observations.add(
          new Observation(
              modelVersion,
              10_000L * number + i,
              ObservedValues.builder(INPUTS).number(0, random.nextGaussian()).build(),
              ObservedValues.builder(OUTPUTS).number(0, random.nextInt(2)).build()));
    }
    return observations;
  }

  private void pipe(int number, List<Observation> observations, boolean sampled) {
    ModelVersion modelVersion = observations.get(0).modelVersion();
    EvaluationWindow window = new EvaluationWindow(10_000L * number, 10_000L * (number + 1));
    ReferenceProfile reference = references.select(modelVersion, window);
    WindowSummary summary = WindowSummary.of(reference);
    ObservationSample sample = new ObservationSample();
    for (Observation observation : observations) {
      summary.accept(observation);
      sample.accept(observation);
    }
    byte[] chunk = SummaryCodec.encode(summary, 1 << 20).get(0);
    driver.pipe(
        new PartialSummary(modelVersion, window, reference.id(), observations.size(), chunk));
    if (sampled && reference.id().isEmpty()) {
      sample
          .drain(1 << 20)
          .forEach(c -> driver.pipe(new PartialSummary(modelVersion, window, "", 0, c)));
    }
  }

  private void closeThrough(int number) {
    driver.pipe(new TaskWatermark(0, 1, 10_000L * (number + 1), false));
  }

  private void run(int number) {
    pipe(number, window(MODEL, number), true);
    closeThrough(number);
  }

  /** The driver collects whatever is forwarded to its one child. */
  private List<ReferenceProfile> learned() {
    List<?> forwarded = driver.forwarded();
    return forwarded.stream()
        .filter(ReferenceProfile.class::isInstance)
        .map(ReferenceProfile.class::cast)
        .toList();
  }

  private List<DriftReport> reports() {
    List<?> forwarded = driver.forwarded();
    return forwarded.stream()
        .filter(DriftReport.class::isInstance)
        .map(DriftReport.class::cast)
        .toList();
  }

  @Test
  void close_enoughWindows_makesOneReferenceAndNoOtherUntilItIsKnown() {
    run(0);
    assertThat(learned()).isEmpty();
    run(1);
    run(2);
    run(3);
    run(4);

    assertThat(learned()).hasSize(1);
    ReferenceProfile profile = learned().get(0);
    assertThat(profile.name()).isEqualTo("auto");
    assertThat(profile.modelVersion()).isEqualTo(MODEL);
    assertThat(profile.createdMillis()).as("it holds from the next window on").isEqualTo(20_000);
    assertThat(profile.feature(0).count()).isEqualTo(120);
    assertThat(reports()).hasSize(5).noneMatch(DriftReport::hasReference);
    assertThat(reports()).allMatch(report -> report.observations() == 60);
  }

  @Test
  void close_laterPanesSampledBefore_makesNoSecondReference() {
    for (int number = 0; number < 6; number++) {
      List<Observation> twice = new ArrayList<>(window(MODEL, number));
      twice.addAll(window(MODEL, number));
      pipe(number, twice, true);
    }
    closeThrough(5);

    assertThat(learned()).hasSize(1);
    assertThat(reports()).hasSize(6);
  }

  @Test
  void close_learnedReferenceKnown_judgesByIt_andLearnsAgainOnceItIsDeleted() {
    run(0);
    run(1);
    references.put("key", learned().get(0));
    run(2);
    assertThat(reports().get(2).referenceId()).isEqualTo(learned().get(0).id());

    references.remove("key");
    run(3);
    run(4);

    assertThat(learned()).hasSize(2);
    assertThat(learned().get(1).createdMillis()).isEqualTo(50_000);
  }

  @Test
  void close_severalTasksInAnyOrder_makesTheSameReference() {
    run(0);
    run(1);
    String expected = learned().get(0).id();
    driver.close();
    driver = open();
    for (int number = 0; number < 2; number++) {
      List<Observation> shuffled = window(MODEL, number);
      Collections.shuffle(shuffled, new Random(9));
      pipe(number, shuffled.subList(0, 13), true);
      pipe(number, shuffled.subList(13, 60), true);
    }
    closeThrough(1);

    assertThat(learned()).singleElement().extracting(ReferenceProfile::id).isEqualTo(expected);
  }

  @Test
  void close_paneSampledInPart_isLeftOut() {
    pipe(0, window(MODEL, 0).subList(0, 30), true);
    pipe(0, window(MODEL, 0).subList(30, 60), false);
    closeThrough(0);
    run(1);
    assertThat(learned()).isEmpty();

    run(2);

    assertThat(learned()).singleElement().extracting(p -> p.feature(0).count()).isEqualTo(120L);
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
    assertThat(learned()).as("window 0 was forgotten").isEmpty();

    run(3);

    assertThat(learned()).hasSize(1);
  }

  @Test
  void accept_moreModelVersionsThanTheBound_learnsTheFirstOnes() {
    int versions = LearningSettings.MAX_MODEL_VERSIONS + 5;
    for (int number = 0; number < 2; number++) {
      for (int version = 0; version < versions; version++) {
        pipe(number, window(new ModelVersion("m", "v" + version), number), true);
      }
      closeThrough(number);
    }

    assertThat(learned()).hasSize(LearningSettings.MAX_MODEL_VERSIONS);
    assertThat(reports()).hasSize(2 * versions);
  }

  @Test
  void state_afterThePaneHasClosed_holdsNoChunks() {
    run(0);
    run(1);

    List<SampleKey> left = new ArrayList<>();
    driver
        .<CommitScopedStore<SampleKey, byte[]>>store(Stores.PANE_SAMPLES)
        .forEach((key, chunk) -> left.add(key));
    assertThat(left).isEmpty();
  }
}
