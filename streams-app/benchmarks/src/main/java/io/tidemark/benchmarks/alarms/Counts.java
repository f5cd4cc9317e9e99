// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.alarms;

import java.util.SplittableRandom;

/**
 * How many of many independent draws fall in each of a few cells, without making the draws: one
 * binomial number for each cell, of the draws and the probability that the cells before it left.
 * The counts have the law of counted draws exactly.
 */
final class Counts {

  private static final double FEW_EXPECTED = 10;
  private static final double HALF_LOG_TWO_PI = Math.log(2 * Math.PI) / 2;
  private static final double[] LOG_FACTORIALS = logFactorials(128);

  private Counts() {}

  /**
   * Draws the counts of all cells.
   *
   * @param draws how many draws there are
   * @param ends the probability of each cell together with those before it; increasing to 1
   * @param random where they come from
   * @return a count for each cell; their sum is {@code draws}
   */
  static int[] of(int draws, double[] ends, SplittableRandom random) {
    int[] counts = new int[ends.length];
    int left = draws;
    double before = 0;
    for (int cell = 0; cell < ends.length - 1 && left > 0; cell++) {
      double share = (ends[cell] - before) / (1 - before);
      counts[cell] = binomial(left, Math.min(1, share), random);
      left -= counts[cell];
      before = ends[cell];
    }
    counts[ends.length - 1] = left;
    return counts;
  }

  /**
   * Draws a binomial number: how many of {@code n} independent events of probability {@code p}
   * happen.
   */
  static int binomial(int n, double p, SplittableRandom random) {
    if (p > 0.5) {
      return n - binomial(n, 1 - p, random);
    }
    return n * p < FEW_EXPECTED ? byInversion(n, p, random) : byRejection(n, p, random);
  }

  private static int byInversion(int n, double p, SplittableRandom random) {
    double odds = p / (1 - p);
    double mass = Math.exp(n * Math.log1p(-p));
    double u = random.nextDouble();
    int k = 0;
    while (u >= mass && k < n) {
      u -= mass;
      k++;
      mass *= odds * (n - k + 1) / k;
    }
    return k;
  }

  /**
   * Transformed rejection: BTRS of W. Hörmann, "The generation of binomial random variates",
   * Journal of Statistical Computation and Simulation 46 (1993), doi:10.1080/00949659308811496.
   */
  private static int byRejection(int n, double p, SplittableRandom random) {
    double deviation = Math.sqrt(n * p * (1 - p));
    double b = 1.15 + 2.53 * deviation;
    double a = -0.0873 + 0.0248 * b + 0.01 * p;
    double center = n * p + 0.5;
    double surely = 0.92 - 4.2 / b;
    double alpha = (2.83 + 5.1 / b) * deviation;
    double logOdds = Math.log(p / (1 - p));
    int mode = (int) ((n + 1) * p);
    double modeMass = logFactorial(mode) + logFactorial(n - mode);
    while (true) {
      double u = random.nextDouble() - 0.5;
      double v = 1 - random.nextDouble();
      double rim = 0.5 - Math.abs(u);
      int k = (int) Math.floor((2 * a / rim + b) * u + center);
      if (rim >= 0.07 && v <= surely) {
        return k;
      }
      if (k < 0 || k > n) {
        continue;
      }
      double bound = modeMass - logFactorial(k) - logFactorial(n - k) + (k - mode) * logOdds;
      if (Math.log(v * alpha / (a / (rim * rim) + b)) <= bound) {
        return k;
      }
    }
  }

  /** ln k!; by Stirling's series from 128 on, where its next term is below 1e-15. */
  private static double logFactorial(int k) {
    if (k < LOG_FACTORIALS.length) {
      return LOG_FACTORIALS[k];
    }
    double x = k + 1.0;
    double square = x * x;
    double series = (1.0 / 12 - (1.0 / 360 - 1.0 / (1260 * square)) / square) / x;
    return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + series;
  }

  private static double[] logFactorials(int size) {
    double[] logs = new double[size];
    for (int k = 2; k < size; k++) {
      logs[k] = logs[k - 1] + Math.log(k);
    }
    return logs;
  }
}
