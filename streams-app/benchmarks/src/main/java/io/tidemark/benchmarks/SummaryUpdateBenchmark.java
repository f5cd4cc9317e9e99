// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks;

import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.core.reference.FeatureReference;
import io.tidemark.core.reference.NumericReference;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.summary.NumericSummary;
import io.tidemark.core.summary.WindowSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

  private static final int VALUES = 1 << 15;
  private static final int FEATURES = 20;
  private static final int OBSERVATIONS = 1 << 11;

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

  /** Draws references and values. */
  @Setup
  public void prepare() {
    values = data.sample(VALUES, 1);
    summary = new NumericSummary(reference(0));
    List<FeatureReference> references = new ArrayList<>();
    IntStream.range(0, FEATURES).forEach(i -> references.add(reference(i)));
    ModelVersion model = new ModelVersion("bench", "1");
    window = WindowSummary.of(ReferenceProfile.of(model, "bench", 0, references));
    ValueLayout layout =
        ValueLayout.of(references.stream().map(FeatureReference::name).toArray(String[]::new));
    observations = new Observation[OBSERVATIONS];
    for (int i = 0; i < OBSERVATIONS; i++) {
      ObservedValues.Builder row = ObservedValues.builder(layout);
      for (int slot = 0; slot < FEATURES; slot++) {
        row.number(slot, values[(i * FEATURES + slot) % VALUES]);
      }
      observations[i] = new Observation(model, 0, row.build(), ObservedValues.EMPTY);
    }
  }

  private NumericReference reference(int i) {
    double[] sample = data.sample(20 * points, 2 + i);
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
   * Whole observations of twenty features, as the service sees them.
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
}
