// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.alarms;

import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.reference.FeatureReference;
import io.tidemark.core.reference.NumericReference;
import io.tidemark.core.summary.FeatureSummary;
import io.tidemark.core.summary.NumericSummary;
import java.util.SplittableRandom;
import org.apache.commons.math3.special.Erf;

/** Standard normal numbers. */
final class NormalNumbers implements Column {

  @Override
  public String text() {
    return "numeric";
  }

  @Override
  public FeatureReference reference(String name, int rows, SplittableRandom random) {
    double[] values = new double[rows];
    for (int i = 0; i < rows; i++) {
      values[i] = random.nextGaussian();
    }
    int resolution = NumericReference.DEFAULT_RESOLUTION;
    return NumericReference.of(name, FeatureRole.FEATURE, values, resolution, 0);
  }

  @Override
  public FeatureSummary window(
      FeatureReference reference, int rows, double shift, SplittableRandom random) {
    NumericReference numeric = (NumericReference) reference;
    return rows > MOST_SINGLE_ROWS
        ? asCounts(numeric, rows, shift, random)
        : rowByRow(numeric, rows, shift, random);
  }

  static NumericSummary rowByRow(
      NumericReference reference, int rows, double shift, SplittableRandom random) {
    NumericSummary summary = new NumericSummary(reference);
    for (int i = 0; i < rows; i++) {
      summary.accept(random.nextGaussian() + shift);
    }
    return summary;
  }

  /** Each row is a value from the middle of its interval; the points themselves are never hit. */
  static NumericSummary asCounts(
      NumericReference reference, int rows, double shift, SplittableRandom random) {
    int points = reference.points();
    double[] ends = new double[points + 1];
    for (int i = 0; i < points; i++) {
      ends[i] = shareBelow(reference.point(i) - shift);
    }
    ends[points] = 1;
    Repeated repeated = new Repeated(reference);
    NumericSummary summary = (NumericSummary) repeated.summary();
    repeated.count(
        Counts.of(rows, ends, random), interval -> summary.accept(inside(reference, interval)));
    return summary;
  }

  private static double inside(NumericReference reference, int interval) {
    int last = reference.points();
    double from = interval == 0 ? reference.point(0) - 1 : reference.point(interval - 1);
    double to = interval == last ? reference.point(last - 1) + 1 : reference.point(interval);
    return from + (to - from) / 2;
  }

  /** The share of a standard normal law below a value. */
  static double shareBelow(double z) {
    return Erf.erfc(-z / Math.sqrt(2)) / 2;
  }
}
