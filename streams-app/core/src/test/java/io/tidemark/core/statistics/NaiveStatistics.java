// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** The definitions, evaluated value by value on raw samples. Slow and plain on purpose. */
final class NaiveStatistics {

  private final double[] reference;
  private final double[] current;
  private final double[] pooled;

  NaiveStatistics(Samples samples) {
    this.reference = samples.reference();
    this.current = samples.current();
    this.pooled =
        DoubleStream.concat(Arrays.stream(reference), Arrays.stream(current)).sorted().toArray();
  }

  private static double atOrBelow(double[] sample, double x) {
    return Arrays.stream(sample).filter(y -> y <= x).count();
  }

  private static double below(double[] sample, double x) {
    return Arrays.stream(sample).filter(y -> y < x).count();
  }

  /** F − G just at a value. */
  private double gap(double x) {
    return atOrBelow(reference, x) / reference.length - atOrBelow(current, x) / current.length;
  }

  double kolmogorovSmirnov() {
    return Arrays.stream(pooled).map(x -> Math.abs(gap(x))).max().orElse(Double.NaN);
  }

  double kuiper() {
    double above = Arrays.stream(pooled).map(this::gap).max().orElse(Double.NaN);
    double below = Arrays.stream(pooled).map(x -> -gap(x)).max().orElse(Double.NaN);
    return Math.max(0, above) + Math.max(0, below);
  }

  /** Pairs with a larger reference value, ties half. */
  double mannWhitney() {
    double u = 0;
    for (double x : reference) {
      u += below(current, x) + (atOrBelow(current, x) - below(current, x)) / 2;
    }
    return u;
  }

  private double midrank(double x) {
    return (below(pooled, x) + atOrBelow(pooled, x) + 1) / 2;
  }

  private double rankExcess(double[] sample) {
    double[] sorted = sample.clone();
    Arrays.sort(sorted);
    double sum = 0;
    for (int i = 0; i < sorted.length; i++) {
      double excess = midrank(sorted[i]) - (i + 1);
      sum += excess * excess;
    }
    return sum;
  }

  double cramerVonMises() {
    double n = current.length;
    double m = reference.length;
    double u = n * rankExcess(current) + m * rankExcess(reference);
    return u / (n * m * (n + m)) - (4 * n * m - 1) / (6 * (n + m));
  }

  /** Scholz and Stephens' equation 7, not standardised. */
  double andersonDarling() {
    double total = pooled.length;
    double sum = 0;
    for (double z : Arrays.stream(pooled).distinct().toArray()) {
      double tied = atOrBelow(pooled, z) - below(pooled, z);
      double b = below(pooled, z) + tied / 2;
      for (double[] sample : new double[][] {reference, current}) {
        double middle = (below(sample, z) + atOrBelow(sample, z)) / 2;
        double gap = total * middle - b * sample.length;
        sum += tied / total * gap * gap / (b * (total - b) - total * tied / 4) / sample.length;
      }
    }
    return sum * (total - 1) / total;
  }

  double wasserstein() {
    double sum = 0;
    for (int i = 1; i < pooled.length; i++) {
      sum += Math.abs(gap(pooled[i - 1])) * (pooled[i] - pooled[i - 1]);
    }
    return sum;
  }

  double energy() {
    double sum = 0;
    for (int i = 1; i < pooled.length; i++) {
      double gap = gap(pooled[i - 1]);
      sum += gap * gap * (pooled[i] - pooled[i - 1]);
    }
    return Math.sqrt(2 * sum);
  }
}
