// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.evaluate.FeatureComparison;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.function.IntFunction;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;

/** The promise about false alarms: without drift, at most alpha of windows show any column. */
class WindowJudgeSimulationTest {

  private static final int FEATURES = 50;
  private static final DriftPolicy POLICY = DriftPolicy.withDefaults();

  /** Every effect is huge, so that only the p-values stand between chance and an alarm. */
  @Test
  void judge_fiftyIndependentFeaturesWithoutDrift_raisesAtMostAlphaOfWindows() {
    SplittableRandom random = new SplittableRandom(20260101);
    double share =
        raisedShare(6_000, i -> Columns.numeric("f" + i, 0.9, random.nextDouble()), POLICY);
    assertThat(share).isBetween(0.5 * POLICY.alpha(), upperBound(6_000));
  }

  @Test
  void judge_fiftyFeaturesThatMoveTogetherWithoutDrift_raisesAtMostAlphaOfWindows() {
    SplittableRandom random = new SplittableRandom(20260102);
    double[] shared = new double[1];
    double share =
        raisedShare(
            6_000,
            i -> {
              if (i % 10 == 0) {
                shared[0] = random.nextDouble();
              }
              return Columns.numeric("f" + i, 0.9, shared[0]);
            },
            POLICY);
    assertThat(share).isLessThanOrEqualTo(upperBound(6_000));
  }

  @Test
  void judge_fiftyFeaturesUncorrected_wouldAlarmInTwoWindowsOfFive() {
    SplittableRandom random = new SplittableRandom(20260103);
    double share =
        raisedShare(
            2_000,
            i -> Columns.numeric("f" + i, 0.9, random.nextDouble()),
            POLICY.withCorrection(Correction.NONE));
    assertThat(share).isGreaterThan(0.35);
  }

  /** Real samples: 100 values a window, where a distance over 0.1 alone is an everyday sight. */
  @Test
  void judge_smallWindowsOfOneDistribution_raisesAtMostAlphaThoughDistancesAreLarge() {
    SplittableRandom random = new SplittableRandom(20260104);
    double[] reference = sorted(1_000, random::nextDouble);
    int[] large = new int[1];
    int windows = 300;
    double share =
        raisedShare(
            windows,
            i -> {
              double d = distance(reference, sorted(100, random::nextDouble));
              large[0] += d >= 0.1 ? 1 : 0;
              double p = new KolmogorovSmirnovTest().approximateP(d, 1_000, 100);
              return Columns.numeric("f" + i, d, p);
            },
            POLICY);
    assertThat(large[0]).isGreaterThan(windows * FEATURES / 10);
    assertThat(share).isLessThanOrEqualTo(upperBound(windows));
  }

  /** Alpha and three standard errors of a share that is alpha. */
  private static double upperBound(int windows) {
    double alpha = POLICY.alpha();
    return alpha + 3 * Math.sqrt(alpha * (1 - alpha) / windows);
  }

  private static double raisedShare(
      int windows, IntFunction<FeatureComparison> column, DriftPolicy policy) {
    WindowJudge judge = new WindowJudge(policy);
    int raised = 0;
    for (int w = 0; w < windows; w++) {
      List<FeatureComparison> columns = new ArrayList<>();
      for (int i = 0; i < FEATURES; i++) {
        columns.add(column.apply(i));
      }
      WindowVerdict verdict = judge.judge(Columns.report(w, "ref", columns));
      raised += verdict.worst().isEmpty() ? 0 : 1;
    }
    return (double) raised / windows;
  }

  private static double[] sorted(int n, DoubleSupplier source) {
    double[] values = new double[n];
    Arrays.setAll(values, i -> source.getAsDouble());
    Arrays.sort(values);
    return values;
  }

  /** The two-sample distance of samples without ties, by merging. */
  private static double distance(double[] a, double[] b) {
    double largest = 0;
    int i = 0;
    int j = 0;
    while (i < a.length && j < b.length) {
      if (a[i] <= b[j]) {
        i++;
      } else {
        j++;
      }
      largest = Math.max(largest, Math.abs((double) i / a.length - (double) j / b.length));
    }
    return largest;
  }
}
