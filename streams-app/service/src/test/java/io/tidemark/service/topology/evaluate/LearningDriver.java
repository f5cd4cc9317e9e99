// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

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
import io.tidemark.core.reference.CategoryText;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.reference.ReferenceSchedule;
import io.tidemark.core.sketch.ObservationSample;
import io.tidemark.core.sketch.ObservationSampleCodec;
import io.tidemark.core.summary.SummaryCodec;
import io.tidemark.core.summary.WindowSummary;
import io.tidemark.service.references.LearningSettings;
import io.tidemark.service.references.ReferenceCatalog;
import io.tidemark.service.references.ReferenceChange;
import io.tidemark.service.state.CommitScopedRecords;
import io.tidemark.service.status.ServiceStatus;
import io.tidemark.service.testing.Restartable;
import io.tidemark.service.testing.StageDriver;
import io.tidemark.service.testing.TestOverflow;
import io.tidemark.service.topology.message.PartialSummaries;
import io.tidemark.service.topology.message.PartialSummary;
import io.tidemark.service.topology.message.SummaryMessage;
import io.tidemark.service.topology.message.TaskWatermark;
import io.tidemark.service.topology.names.StreamNames.Stores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** An Evaluate stage that makes references of the stream; windows of 10 s without grace. */
final class LearningDriver implements AutoCloseable {

  private static final ValueLayout INPUTS = ValueLayout.of("x");
  private static final ValueLayout OUTPUTS = ValueLayout.of("score");
  private static final String CHILD = "collect";

  static final Duration RETENTION = Duration.ofDays(7);

  final ReferenceCatalog references = new ReferenceCatalog();
  private final LearningSettings settings;
  private Restartable<byte[], SummaryMessage, ModelVersion, DriftReport> stage;
  private StageDriver<SummaryMessage, DriftReport> driver;
  private long nanosAWindow;
  private long clockNanos;

  LearningDriver(LearningSettings settings) {
    this.settings = settings;
    driver = open();
  }

  private StageDriver<SummaryMessage, DriftReport> open() {
    stage =
        new Restartable<>(
            new EvaluateStage(
                PerModel.same(WindowSpec.tumbling(10_000, 0)),
                RETENTION.toMillis(),
                PerModel.same(new DriftEvaluator(EvaluationOptions.withDefaults())),
                references,
                new ServiceStatus(),
                new EvaluateStage.LearningPlan(settings, CHILD, CHILD),
                TestOverflow.onDisk(),
                this::nanos));
    return new StageDriver<>(stage, 60_000);
  }

  /** Takes the task up anew with the next record, by what the stores have. */
  void restart() {
    stage.crashBeforeNext();
  }

  /** How often the stage asked for a commit. */
  int commitsAsked() {
    return stage.commitsAsked();
  }

  /** Leaves a place and a sample to a model version of which there is nothing else. */
  void leaveBehind(ModelVersion modelVersion) {
    CommitScopedRecords<ModelVersion> learned = driver.store(Stores.LEARNED_REFERENCES);
    ObservationSample sample = new ObservationSample();
    learned.put(modelVersion, new LearningCodec().encode(Learning.begin(), sample));
    window(modelVersion, 0).forEach(sample::accept);
    CommitScopedRecords<SampleKey> chunks = driver.store(Stores.PANE_SAMPLES);
    chunks.add(
        new SampleKey(modelVersion, 0, 0), ObservationSampleCodec.encode(sample, 1 << 20).get(0));
  }

  /** Lets each window take so long to judge; no time at first. */
  void judgingTakes(Duration aWindow) {
    nanosAWindow = aWindow.toNanos();
  }

  /** Read before the first window and after each. */
  private long nanos() {
    clockNanos += nanosAWindow;
    return clockNanos;
  }

  /** Lets windows that are due be judged, as many as a pass has time for. */
  void pass() {
    driver.ticks(1, EvaluateProcessor.IDLE_CHECK);
  }

  /** Begins anew, with nothing in the stores. */
  void reopen() {
    driver.close();
    driver = open();
  }

  /** Sixty observations of one window, always the same ones. */
  static List<Observation> window(ModelVersion modelVersion, int number) {
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

  /** Sixty observations of the first window whose sample takes 0.9 MB. */
  static List<Observation> largeWindow(ModelVersion modelVersion) {
    String[] names = new String[60];
    Arrays.setAll(names, column -> "text_" + column);
    ValueLayout texts = ValueLayout.of(names);
    String longest = "é".repeat(CategoryText.MAX_LENGTH - 5); // two bytes each
    List<Observation> observations = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      ObservedValues.Builder values = ObservedValues.builder(texts);
      for (int column = 0; column < names.length; column++) {
        values.text(column, longest + i + "-" + column);
      }
      observations.add(
          new Observation(
              modelVersion,
              i,
              values.build(),
              ObservedValues.builder(OUTPUTS).number(0, 1).build()));
    }
    return observations;
  }

  /** What an Observe task sends of some observations of a window, with a sample or without. */
  void pipe(int number, List<Observation> observations, boolean sampled) {
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
    String id = reference.id();
    driver.pipe(
        new PartialSummaries(
            List.of(new PartialSummary(modelVersion, window, id, observations.size(), chunk))));
    if (sampled) {
      pipe(modelVersion, window, id, sample);
    }
  }

  /** The sample of a window without its counts, as it arrives where those were refused. */
  void pipeSample(ModelVersion modelVersion, int number) {
    ObservationSample sample = new ObservationSample();
    window(modelVersion, number).forEach(sample::accept);
    pipe(
        modelVersion,
        new EvaluationWindow(10_000L * number, 10_000L * (number + 1)),
        ReferenceSchedule.NONE,
        sample);
  }

  private void pipe(
      ModelVersion modelVersion, EvaluationWindow window, String id, ObservationSample sample) {
    for (byte[] chunk : ObservationSampleCodec.encode(sample, 1 << 20)) {
      driver.pipe(
          new PartialSummaries(List.of(new PartialSummary(modelVersion, window, id, 0, chunk))));
    }
  }

  /** Says that there is nothing more to read, and lets the wall clock say what that ends. */
  void idle(int number) {
    driver.pipe(new TaskWatermark(0, 1, 10_000L * (number + 1), true));
    driver.ticks(1, EvaluateProcessor.IDLE_CHECK);
  }

  void closeThrough(int number) {
    driver.pipe(new TaskWatermark(0, 1, 10_000L * (number + 1), false));
  }

  /** A whole window of a model version, and its end. */
  void run(ModelVersion modelVersion, int number) {
    pipe(number, window(modelVersion, number), true);
    closeThrough(number);
  }

  /** The driver collects whatever is forwarded to its one child. */
  private <T> List<T> forwarded(Class<T> type) {
    List<?> forwarded = driver.forwarded();
    return forwarded.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** References sent, in order. */
  List<ReferenceProfile> learned() {
    return forwarded(ReferenceChange.class).stream()
        .filter(change -> !change.deleted())
        .map(ReferenceChange::profile)
        .toList();
  }

  /** References deleted, in order. */
  List<ReferenceProfile> deleted() {
    return forwarded(ReferenceChange.class).stream()
        .filter(ReferenceChange::deleted)
        .map(ReferenceChange::profile)
        .toList();
  }

  List<DriftReport> reports() {
    return forwarded(DriftReport.class);
  }

  /** Keys of the chunks that are kept. */
  List<SampleKey> chunks() {
    List<SampleKey> keys = new ArrayList<>();
    driver
        .<CommitScopedRecords<SampleKey>>store(Stores.PANE_SAMPLES)
        .forEach((key, chunk) -> keys.add(key));
    return keys;
  }

  @Override
  public void close() {
    driver.close();
  }
}
