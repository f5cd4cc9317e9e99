// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.alarms;

import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.reference.CategoricalReference;
import io.tidemark.core.reference.FeatureReference;
import io.tidemark.core.summary.CategoricalSummary;
import io.tidemark.core.summary.FeatureSummary;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Categories of given shares. Each is a stretch of a standard normal number, in the order given, so
 * that a shift in standard deviations means the same as for numbers.
 */
final class Categories implements Column {

  private final String text;
  private final String[] names;
  private final double[] ends;

  private Categories(String text, double... weights) {
    this.text = text;
    this.names = IntStream.range(0, weights.length).mapToObj(i -> "c" + i).toArray(String[]::new);
    this.ends = weights.clone();
    Arrays.parallelPrefix(ends, Double::sum);
    double sum = ends[ends.length - 1];
    Arrays.setAll(ends, i -> ends[i] / sum);
  }

  /** Five categories, the rarest with 5 %. */
  static Categories five() {
    return new Categories("5 categories", 40, 30, 15, 10, 5);
  }

  /** Fifty categories with shares as 1, 1/2, 1/3, …: most are rare in a small window. */
  static Categories fifty() {
    double[] weights = IntStream.rangeClosed(1, 50).mapToDouble(rank -> 1.0 / rank).toArray();
    return new Categories("50 categories, long tail", weights);
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public FeatureReference reference(String name, int rows, SplittableRandom random) {
    Map<String, Long> counts = new HashMap<>();
    for (int i = 0; i < rows; i++) {
      counts.merge(category(random.nextDouble()), 1L, Long::sum);
    }
    int most = CategoricalReference.DEFAULT_CATEGORIES;
    return CategoricalReference.of(name, FeatureRole.FEATURE, counts, most, 0, 0);
  }

  @Override
  public FeatureSummary window(
      FeatureReference reference, int rows, double shift, SplittableRandom random) {
    CategoricalReference categories = (CategoricalReference) reference;
    return rows > MOST_SINGLE_ROWS
        ? asCounts(categories, rows, shift, random)
        : rowByRow(categories, rows, shift, random);
  }

  CategoricalSummary rowByRow(
      CategoricalReference reference, int rows, double shift, SplittableRandom random) {
    CategoricalSummary summary = new CategoricalSummary(reference);
    for (int i = 0; i < rows; i++) {
      double place =
          shift == 0
              ? random.nextDouble()
              : NormalNumbers.shareBelow(random.nextGaussian() + shift);
      summary.accept(category(place));
    }
    return summary;
  }

  CategoricalSummary asCounts(
      CategoricalReference reference, int rows, double shift, SplittableRandom random) {
    double[] shifted = ends.clone();
    if (shift != 0) {
      NormalDistribution normal = new NormalDistribution(null, shift, 1);
      NormalDistribution standard = new NormalDistribution(null, 0, 1);
      Arrays.setAll(
          shifted,
          i -> normal.cumulativeProbability(standard.inverseCumulativeProbability(ends[i])));
      shifted[shifted.length - 1] = 1;
    }
    Repeated repeated = new Repeated(reference);
    CategoricalSummary summary = (CategoricalSummary) repeated.summary();
    repeated.count(Counts.of(rows, shifted, random), category -> summary.accept(names[category]));
    return summary;
  }

  private String category(double place) {
    int found = Arrays.binarySearch(ends, place);
    return names[Math.min(names.length - 1, found < 0 ? -found - 1 : found + 1)];
  }
}
