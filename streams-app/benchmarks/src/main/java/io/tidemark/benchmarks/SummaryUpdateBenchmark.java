// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks;

import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.core.reference.CategoricalReference;
import io.tidemark.core.reference.FeatureReference;
import io.tidemark.core.reference.NumericReference;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.summary.NumericSummary;
import io.tidemark.core.summary.WindowSummary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds for each value counted: lookup, count, extremes and exact moments together. The
 * command is that of {@link LookupBenchmark}, with this class's name; add {@code -prof gc} to see
 * that nothing is allocated.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class SummaryUpdateBenchmark {

  private static final ModelVersion MODEL = new ModelVersion("bench", "1");
  private static final int VALUES = 1 << 15;
  private static final int FEATURES = 20;
  private static final int OBSERVATIONS = 1 << 11;
  private static final int CATEGORIES = 20;
  private static final int MODELS = 10;

  /** The number of points of each reference. */
  @Param({"1024"})
  public int points;

  /** How references and values are distributed. */
  @Param({"UNIFORM", "NORMAL", "SKEWED", "OUTLIERS"})
  public Distribution data;

  private double[] values;
  private NumericSummary summary;
  private Observation[] observations;
  private WindowSummary window;
  private WindowSummary[] models;
  private Observation[] categoryObservations;
  private WindowSummary categoryWindow;

  /** Draws references and values. */
  @Setup
  public void prepare() {
    values = data.sample(VALUES, 1);
    summary = new NumericSummary(reference(0));
    window = window(this::reference);
    models =
        IntStream.range(0, MODELS)
            .mapToObj(model -> window(i -> reference(i, model)))
            .toArray(WindowSummary[]::new);
    observations =
        observations((row, slot, i) -> row.number(slot, values[i % VALUES]), window.profile());
    categoryWindow = window(SummaryUpdateBenchmark::categories);
    SplittableRandom random = new SplittableRandom(3);
    categoryObservations =
        observations((row, slot, i) -> row.text(slot, category(random)), categoryWindow.profile());
  }

  private static WindowSummary window(IntFunction<FeatureReference> reference) {
    List<FeatureReference> references = IntStream.range(0, FEATURES).mapToObj(reference).toList();
    return WindowSummary.of(ReferenceProfile.of(MODEL, "bench", 0, references));
  }

  private static Observation[] observations(Filler filler, ReferenceProfile profile) {
    ValueLayout layout =
        ValueLayout.of(
            profile.features().stream().map(FeatureReference::name).toArray(String[]::new));
    Observation[] made = new Observation[OBSERVATIONS];
    for (int i = 0; i < OBSERVATIONS; i++) {
      ObservedValues.Builder row = ObservedValues.builder(layout);
      for (int slot = 0; slot < FEATURES; slot++) {
        filler.fill(row, slot, i * FEATURES + slot);
      }
      made[i] = new Observation(MODEL, i, row.build(), ObservedValues.EMPTY);
    }
    return made;
  }

  /** Sets one value of a row. */
  private interface Filler {
    void fill(ObservedValues.Builder row, int slot, int i);
  }

  private static FeatureReference categories(int i) {
    Map<String, Long> counts = new HashMap<>();
    IntStream.range(0, CATEGORIES).forEach(c -> counts.put("category-" + c, 1L + c));
    return CategoricalReference.of("f" + i, FeatureRole.FEATURE, counts, 100, 0, 0);
  }

  /** One instance for each text, as decoders give them; some are more frequent than others. */
  private static String category(SplittableRandom random) {
    double u = random.nextDouble();
    return ("category-" + (int) (CATEGORIES * u * u)).intern();
  }

  private NumericReference reference(int i) {
    return reference(i, 0);
  }

  private NumericReference reference(int i, int model) {
    double[] sample = data.sample(20 * points, 2 + i + FEATURES * model);
    return NumericReference.of("f" + i, FeatureRole.FEATURE, sample, points, 0);
  }

  /**
   * One feature, all its state in the nearest cache.
   *
   * @return the summary
   */
  @Benchmark
  @OperationsPerInvocation(VALUES)
  public NumericSummary oneFeature() {
    for (double value : values) {
      summary.accept(value);
    }
    return summary;
  }

  /**
   * Observations of twenty features, one by one.
   *
   * @return the summary
   */
  @Benchmark
  @OperationsPerInvocation(OBSERVATIONS * FEATURES)
  public WindowSummary twentyFeatures() {
    for (Observation observation : observations) {
      window.accept(observation);
    }
    return window;
  }

  /**
   * Observations of ten models of twenty features in turn, as a task sees them: together their
   * references and counts are some 5 MB.
   *
   * @return the last summary
   */
  @Benchmark
  @OperationsPerInvocation(OBSERVATIONS * FEATURES)
  public WindowSummary tenModelsInTurn() {
    for (int i = 0; i < observations.length; i++) {
      models[i % MODELS].accept(observations[i]);
    }
    return models[0];
  }

  /**
   * Twenty features of twenty categories each.
   *
   * @return the summary
   */
  @Benchmark
  @OperationsPerInvocation(OBSERVATIONS * FEATURES)
  public WindowSummary twentyCategorical() {
    for (Observation observation : categoryObservations) {
      categoryWindow.accept(observation);
    }
    return categoryWindow;
  }
}
