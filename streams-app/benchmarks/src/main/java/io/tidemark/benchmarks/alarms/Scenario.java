// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.alarms;

import io.tidemark.core.decide.DriftPolicy;
import io.tidemark.core.decide.DriftVerdict;
import io.tidemark.core.decide.EffectThresholds;
import io.tidemark.core.decide.FeatureVerdict;
import io.tidemark.core.decide.WindowJudge;
import io.tidemark.core.decide.WindowVerdict;
import io.tidemark.core.evaluate.CloseReason;
import io.tidemark.core.evaluate.DriftEvaluator;
import io.tidemark.core.evaluate.DriftReport;
import io.tidemark.core.evaluate.EvaluationOptions;
import io.tidemark.core.evaluate.FeatureComparison;
import io.tidemark.core.evaluate.Statistic;
import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.reference.FeatureReference;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Windows of independent features, each with a reference drawn for it alone: a reference shared by
 * all windows would make its own luck look like that of the test.
 *
 * @param column what the features hold
 * @param features how many there are
 * @param referenceRows rows of each reference
 * @param rows rows of each window
 */
record Scenario(Column column, int features, int referenceRows, int rows) {

  private static final ModelVersion MODEL = new ModelVersion("simulated", "1");
  private static final EvaluationWindow WINDOW = new EvaluationWindow(0, 1);
  private static final DriftEvaluator EVALUATOR =
      new DriftEvaluator(EvaluationOptions.withDefaults());
  private static final WindowJudge JUDGE = new WindowJudge(DriftPolicy.withDefaults());

  /** Any effect will do, so that nothing but the corrected p-value stands in the way. */
  private static final WindowJudge JUDGE_BY_P =
      new WindowJudge(
          DriftPolicy.withDefaults()
              .withThresholds(new EffectThresholds(1e-12, 1e-12, 1e-12, 1e-12)));

  private static final double USUAL_LEVEL = 0.05;
  private static final double USUAL_DISTANCE = 0.1;

  /**
   * Simulates. The windows for several shifts have all features but the first in common.
   *
   * @param windows how many
   * @param shifts by how many standard deviations the first feature moves; 0 for no drift
   * @param seeds gives each window a seed, so that the result does not depend on threads
   * @return what came of them, for each shift
   */
  List<Result> run(int windows, List<Double> shifts, SplittableRandom seeds) {
    long[] seedOf = seeds.longs(windows).toArray();
    return IntStream.range(0, windows)
        .parallel()
        .mapToObj(i -> window(shifts, new SplittableRandom(seedOf[i])))
        .reduce(Scenario::plus)
        .orElseThrow();
  }

  private List<Result> window(List<Double> shifts, SplittableRandom random) {
    List<FeatureComparison> comparisons = new ArrayList<>(features);
    FeatureReference reference = column.reference("f0", referenceRows, random);
    comparisons.add(null);
    for (int i = 1; i < features; i++) {
      FeatureReference other = column.reference("f" + i, referenceRows, random);
      comparisons.add(EVALUATOR.compare(other, column.window(other, rows, 0, random)));
    }
    List<Result> results = new ArrayList<>(shifts.size());
    for (double shift : shifts) {
      comparisons.set(
          0, EVALUATOR.compare(reference, column.window(reference, rows, shift, random)));
      results.add(judge(List.copyOf(comparisons)));
    }
    return results;
  }

  private Result judge(List<FeatureComparison> comparisons) {
    DriftReport report =
        new DriftReport(MODEL, WINDOW, CloseReason.WATERMARK, "simulated", rows, 0, 0, comparisons);
    WindowVerdict verdict = JUDGE.judge(report);
    FeatureVerdict first = verdict.features().get(0);
    return new Result(
        1,
        count(verdict.features().stream().anyMatch(f -> f.verdict().raised())),
        count(JUDGE_BY_P.judge(report).features().stream().anyMatch(f -> f.verdict().raised())),
        count(first.verdict().raised()),
        count(first.verdict() == DriftVerdict.DRIFT),
        count(comparisons.stream().anyMatch(c -> testP(c) < USUAL_LEVEL)),
        count(comparisons.stream().anyMatch(c -> value(c, "psi") >= USUAL_DISTANCE)));
  }

  private static List<Result> plus(List<Result> some, List<Result> more) {
    return IntStream.range(0, some.size()).mapToObj(i -> some.get(i).plus(more.get(i))).toList();
  }

  private static long count(boolean happened) {
    return happened ? 1 : 0;
  }

  private static double testP(FeatureComparison comparison) {
    Statistic ks = comparison.statistic("ks");
    Statistic test = ks == null ? comparison.statistic("chi_square") : ks;
    return test == null ? Double.NaN : test.pValue();
  }

  private static double value(FeatureComparison comparison, String key) {
    Statistic statistic = comparison.statistic(key);
    return statistic == null ? Double.NaN : statistic.value();
  }

  /**
   * What came of some windows.
   *
   * @param windows how many
   * @param alarmed those in which any feature warns or drifts
   * @param significant those in which any corrected p-value is at most alpha, however small the
   *     change
   * @param firstRaised those in which the first feature warns or drifts
   * @param firstDrifted those in which the first feature drifts
   * @param usualP those in which any uncorrected p-value is below 0.05
   * @param usualDistance those in which any PSI is 0.1 or more
   */
  record Result(
      long windows,
      long alarmed,
      long significant,
      long firstRaised,
      long firstDrifted,
      long usualP,
      long usualDistance) {

    Result plus(Result other) {
      return new Result(
          windows + other.windows,
          alarmed + other.alarmed,
          significant + other.significant,
          firstRaised + other.firstRaised,
          firstDrifted + other.firstDrifted,
          usualP + other.usualP,
          usualDistance + other.usualDistance);
    }

    Share share(long hits) {
      return new Share(hits, windows);
    }
  }
}
