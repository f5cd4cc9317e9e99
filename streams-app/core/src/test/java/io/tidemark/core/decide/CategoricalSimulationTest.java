// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.evaluate.DriftEvaluator;
import io.tidemark.core.evaluate.EvaluationOptions;
import io.tidemark.core.evaluate.FeatureComparison;
import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.reference.CategoricalReference;
import io.tidemark.core.summary.CategoricalSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The promise about false alarms for categories of very unequal weight, from values to verdict: a
 * window of ten columns, each with its own reference, raises one in at most alpha of windows.
 */
class CategoricalSimulationTest {

  private static final int COLUMNS = 10;
  private static final int REFERENCE_SIZE = 1_000;

  /** Any effect is large enough, so that only the p-values stand between chance and an alarm. */
  private static final DriftPolicy POLICY =
      DriftPolicy.withDefaults().withThresholds(new EffectThresholds(1e-9, 1e-9, 1e-9, 1));

  private static final DriftEvaluator EVALUATOR =
      new DriftEvaluator(EvaluationOptions.withDefaults());

  @ParameterizedTest
  @CsvSource({
    "50, 4, 2.5",
    "50, 40, 1.3",
    "50, 150, 1.0",
    "100, 4, 2.5",
    "100, 40, 1.3",
    "100, 150, 1.0",
    "500, 4, 2.5",
    "500, 40, 1.3",
    "500, 150, 1.0"
  })
  void judge_skewedCategoriesWithoutDrift_raisesAtMostAlphaOfWindows(
      int n, int categories, double skew) {
    double[] law = zipf(categories, skew);
    int windows = 300;
    double alpha = POLICY.alpha();
    assertThat(raisedShare(new Sampler(20260201, law, law), n, windows))
        .isLessThanOrEqualTo(alpha + 3 * Math.sqrt(alpha * (1 - alpha) / windows));
  }

  /** Half of what the most frequent category had goes to the fifth, or to new ones. */
  @ParameterizedTest
  @CsvSource({"50, 0.5", "100, 0.9", "500, 1.0"})
  void judge_skewedCategoriesThatShift_raisesMostWindows(int n, double power) {
    double[] law = zipf(40, 1.3);
    double[] shifted = law.clone();
    shifted[4] += law[0] / 2;
    shifted[0] -= law[0] / 2;
    assertThat(raisedShare(new Sampler(20260202, law, shifted), n, 50))
        .isGreaterThanOrEqualTo(power);
    double[] replaced = Arrays.copyOf(law, 45);
    replaced[0] -= law[0] / 2;
    Arrays.fill(replaced, 40, 45, law[0] / 10);
    assertThat(raisedShare(new Sampler(20260203, law, replaced), n, 50)).isEqualTo(1.0);
  }

  private static double raisedShare(Sampler sampler, int n, int windows) {
    WindowJudge judge = new WindowJudge(POLICY);
    int raised = 0;
    for (int w = 0; w < windows; w++) {
      List<FeatureComparison> columns = new ArrayList<>();
      for (int i = 0; i < COLUMNS; i++) {
        CategoricalReference reference = sampler.reference("c" + i);
        columns.add(EVALUATOR.compare(reference, sampler.window(reference, n)));
      }
      raised += judge.judge(Columns.report(w, "ref", columns)).worst().isEmpty() ? 0 : 1;
    }
    return (double) raised / windows;
  }

  private static double[] zipf(int categories, double exponent) {
    double[] shares =
        IntStream.rangeClosed(1, categories).mapToDouble(i -> Math.pow(i, -exponent)).toArray();
    double sum = Arrays.stream(shares).sum();
    return Arrays.stream(shares).map(share -> share / sum).toArray();
  }

  /** Draws references by one law and windows by another. */
  private static final class Sampler {

    private final SplittableRandom random;
    private final double[] before;
    private final double[] now;
    private final String[] names;

    Sampler(long seed, double[] before, double[] now) {
      this.random = new SplittableRandom(seed);
      this.before = cumulative(before);
      this.now = cumulative(now);
      this.names = IntStream.range(0, now.length).mapToObj(i -> "k" + i).toArray(String[]::new);
    }

    private static double[] cumulative(double[] shares) {
      double[] sums = shares.clone();
      for (int i = 1; i < sums.length; i++) {
        sums[i] += sums[i - 1];
      }
      return sums;
    }

    private int draw(double[] sums) {
      int at = Arrays.binarySearch(sums, random.nextDouble());
      return Math.min(at < 0 ? -at - 1 : at, sums.length - 1);
    }

    CategoricalReference reference(String name) {
      long[] drawn = new long[before.length];
      for (int i = 0; i < REFERENCE_SIZE; i++) {
        drawn[draw(before)]++;
      }
      Map<String, Long> counts = new HashMap<>();
      for (int i = 0; i < drawn.length; i++) {
        if (drawn[i] > 0) {
          counts.put(names[i], drawn[i]);
        }
      }
      return CategoricalReference.of(name, FeatureRole.FEATURE, counts, 1_000, 0, 0);
    }

    CategoricalSummary window(CategoricalReference reference, int n) {
      CategoricalSummary summary = new CategoricalSummary(reference);
      for (int i = 0; i < n; i++) {
        summary.accept(names[draw(now)]);
      }
      return summary;
    }
  }
}
