// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.alarms;

import io.tidemark.core.decide.DriftPolicy;
import io.tidemark.core.decide.DriftVerdict;
import io.tidemark.core.decide.WindowJudge;
import io.tidemark.core.evaluate.CloseReason;
import io.tidemark.core.evaluate.DriftEvaluator;
import io.tidemark.core.evaluate.DriftReport;
import io.tidemark.core.evaluate.EvaluationOptions;
import io.tidemark.core.evaluate.FeatureComparison;
import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.reference.CategoricalReference;
import io.tidemark.core.reference.NumericReference;
import io.tidemark.core.summary.CategoricalSummary;
import io.tidemark.core.summary.NumericSummary;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** Single comparisons in which other systems are known to answer wrongly. */
final class Situations {

  private static final int ROWS = 10_000;
  private static final int MANY_ROWS = 1_000_000;
  private static final double OUTLIER = 1e6;
  private static final DriftEvaluator EVALUATOR =
      new DriftEvaluator(EvaluationOptions.withDefaults());

  private final SplittableRandom random;

  Situations(SplittableRandom random) {
    this.random = random;
  }

  /** Rows of a Markdown table: situation, measured. */
  List<String> rows() {
    return List.of(outlierInWindow(), outlierInReference(), tinyShiftInManyRows(), newCategory());
  }

  private String outlierInWindow() {
    double[] reference = normal(ROWS, 0);
    double[] current = normal(ROWS, 1);
    double without = value(compare(reference, current), "psi");
    current[0] = OUTLIER;
    double with = value(compare(reference, current), "psi");
    return row(
        "1 σ shift, 10,000 against 10,000, one current value set to 1e6",
        "PSI %.4f without, %.4f with: changed by %.3f %%",
        without,
        with,
        100 * Math.abs(with / without - 1));
  }

  private String outlierInReference() {
    double[] reference = normal(ROWS, 0);
    double[] current = normal(ROWS, 0.5);
    double without = value(compare(reference, current), "ks");
    reference[0] = OUTLIER;
    double with = value(compare(reference, current), "ks");
    return row(
        "0.5 σ shift, 10,000 against 10,000, one reference value set to 1e6",
        "D %.4f without, %.4f with",
        without,
        with);
  }

  private String tinyShiftInManyRows() {
    FeatureComparison comparison = compare(normal(MANY_ROWS, 0), normal(MANY_ROWS, 0.02));
    return row(
        "0.02 σ shift, 1,000,000 against 1,000,000",
        "D %.4f, p %.1e: %s",
        value(comparison, "ks"),
        comparison.statistic("ks").pValue(),
        verdict(comparison));
  }

  private String newCategory() {
    long half = ROWS / 2;
    CategoricalReference reference =
        CategoricalReference.of("x", FeatureRole.FEATURE, Map.of("a", half, "b", half), 10, 0, 0);
    CategoricalSummary summary = new CategoricalSummary(reference);
    for (int i = 0; i < half; i++) {
      summary.accept("a");
      summary.accept("b");
    }
    summary.accept("never seen");
    FeatureComparison comparison = EVALUATOR.compare(reference, summary);
    return row(
        "one value of a new category in 10,001, two categories in the reference",
        "chi-square p %.2f: %s",
        comparison.statistic("chi_square").pValue(),
        verdict(comparison));
  }

  private double[] normal(int rows, double mean) {
    double[] values = new double[rows];
    for (int i = 0; i < rows; i++) {
      values[i] = mean + random.nextGaussian();
    }
    return values;
  }

  private static FeatureComparison compare(double[] reference, double[] current) {
    NumericReference points =
        NumericReference.of(
            "x", FeatureRole.FEATURE, reference, NumericReference.DEFAULT_RESOLUTION, 0);
    NumericSummary summary = new NumericSummary(points);
    for (double value : current) {
      summary.accept(value);
    }
    return EVALUATOR.compare(points, summary);
  }

  private static double value(FeatureComparison comparison, String key) {
    return comparison.statistic(key).value();
  }

  private static DriftVerdict verdict(FeatureComparison comparison) {
    DriftReport report =
        new DriftReport(
            new ModelVersion("simulated", "1"),
            new EvaluationWindow(0, 1),
            CloseReason.WATERMARK,
            "simulated",
            comparison.count(),
            0,
            0,
            List.of(comparison));
    WindowJudge judge = new WindowJudge(DriftPolicy.withDefaults());
    return judge.judge(report).features().get(0).verdict();
  }

  private static String row(String situation, String measured, Object... values) {
    return "| " + situation + " | " + String.format(Locale.ROOT, measured, values) + " |";
  }
}
