// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks;

import io.tidemark.core.evaluate.CloseReason;
import io.tidemark.core.evaluate.DriftEvaluator;
import io.tidemark.core.evaluate.DriftReport;
import io.tidemark.core.evaluate.EvaluationOptions;
import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.reference.ReferenceProfileBuilder;
import io.tidemark.core.summary.WindowSummary;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Microseconds to compare one closed window with its reference: sixteen numeric features, four
 * categorical ones and a score, against 5,000 rows. The command is that of {@link
 * KolmogorovLawBenchmark}, with this class's name.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class WindowCloseBenchmark {

  private static final int NUMERIC = 16;
  private static final int CATEGORICAL = 4;
  private static final int REFERENCE_ROWS = 5_000;
  private static final ValueLayout INPUTS = inputs();
  private static final ValueLayout OUTPUTS = ValueLayout.of("score");
  private static final EvaluationWindow WINDOW = new EvaluationWindow(0, 60_000);

  /** Observations in the window: above 10,000 the p-value of KS is no longer the exact one. */
  @Param({"100", "6000", "20000"})
  public int observations;

  /** By how many standard deviations the numbers moved. */
  @Param({"0", "0.2"})
  public double shift;

  private final DriftEvaluator evaluator = new DriftEvaluator(EvaluationOptions.withDefaults());
  private WindowSummary summary;

  private static ValueLayout inputs() {
    String[] names = new String[NUMERIC + CATEGORICAL];
    for (int i = 0; i < names.length; i++) {
      names[i] = i < NUMERIC ? "number_" + i : "category_" + (i - NUMERIC);
    }
    return ValueLayout.of(names);
  }

  private static ObservedValues features(Random random, double moved) {
    ObservedValues.Builder values = ObservedValues.builder(INPUTS);
    for (int i = 0; i < NUMERIC; i++) {
      double gaussian = random.nextGaussian() + moved;
      values.number(i, i % 2 == 0 ? gaussian : Math.exp(gaussian));
    }
    for (int i = 0; i < CATEGORICAL; i++) {
      values.text(NUMERIC + i, "value-" + (int) Math.min(19, -4 * Math.log(random.nextDouble())));
    }
    return values.build();
  }

  private static ObservedValues score(Random random) {
    return ObservedValues.builder(OUTPUTS).number(0, random.nextDouble()).build();
  }

  /** Draws the reference and fills the window. */
  @Setup
  public void prepare() {
    Random random = new Random(1);
    ModelVersion model = new ModelVersion("bench", "1");
    ReferenceProfileBuilder builder = new ReferenceProfileBuilder(model, "bench", 0);
    for (int row = 0; row < REFERENCE_ROWS; row++) {
      builder.accept(features(random, 0), score(random));
    }
    ReferenceProfile profile = builder.build();
    summary = WindowSummary.of(profile);
    for (int i = 0; i < observations; i++) {
      summary.accept(new Observation(model, 0, features(random, shift), score(random)));
    }
  }

  /**
   * The whole comparison with the default statistics.
   *
   * @return the report
   */
  @Benchmark
  public DriftReport evaluate() {
    return evaluator.evaluate(WINDOW, CloseReason.WATERMARK, summary, 0);
  }
}
