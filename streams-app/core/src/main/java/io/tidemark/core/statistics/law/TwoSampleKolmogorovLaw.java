// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics.law;

/**
 * The exact law of the two-sided two-sample Kolmogorov–Smirnov statistic of continuous samples.
 *
 * <p>Under the null hypothesis every interleaving of the two sorted samples is equally likely: each
 * is a lattice path from (0, 0) to (n, m), and D reaches d when the path leaves the band |i/n −
 * j/m| &lt; d. With ties in the data the probability is an upper bound (a conservative p-value), as
 * in every implementation of this test.
 *
 * <p>How it works. Where the probability is not small, {@link StayingPaths} weighs the paths that
 * stay in the band and takes them from one, or {@link StayingPathsOfFew} does where one sample has
 * few values: an absolute error of 2e-15 or so, below 1e-11 of the result, which is 0.0005 at
 * least. Elsewhere {@link LeavingPaths} counts those that leave: only positive numbers are added,
 * nothing cancels, so the relative error is the same at 1e-4 and at 1e-300, below 1e-11 at n + m =
 * 20,000 and in practice near 1e-14. When n = m the reflection principle gives the sum in closed
 * form.
 *
 * <p>Time O((n + m) · w), w = the width of the band, at most min(n, m, 2dnm/(n + m)), and for small
 * probabilities no more than 5 √(n + m): 0.15 to 0.6 ms at 6,000 by 5,000; O(n) when n = m; O(m w²)
 * where the m values of one sample are few, w those of them in the band: 3 µs at 5,000 by 30.
 * Memory O(min(n, m)). Stateless.
 *
 * <p>Sources: J. L. Hodges, "The significance probability of the Smirnov two-sample test", Arkiv
 * för Matematik 3 (1958), doi:10.1007/BF02589501; P. J. Kim and R. I. Jennrich, "Tables of the
 * exact sampling distribution of the two-sample Kolmogorov–Smirnov criterion", Selected Tables in
 * Mathematical Statistics 1 (1973); B. V. Gnedenko and V. S. Korolyuk (1951) for n = m.
 */
public final class TwoSampleKolmogorovLaw {

  /** Twice the exponent of the deviation bound below which even a subnormal double is zero. */
  private static final double VANISHING = 1_000;

  /** The same where the asymptotic 2 exp(−2z²) is 0.001: from there on digits would cancel. */
  private static final double SMALL = Math.log(2 / 0.001);

  /**
   * A difference from one below this is not used: the asymptotic law misled, as at m = 3, d = 1.
   */
  private static final double LEAST_DIFFERENCE = 0.0005;

  private TwoSampleKolmogorovLaw() {}

  /**
   * The probability that D is at least {@code d} without drift.
   *
   * @param d the statistic in [0, 1]; taken as the nearest value that D can have, a multiple of
   *     1/lcm(n, m)
   * @param n size of one sample; positive
   * @param m size of the other; positive. Exchanging n and m gives the same bits
   * @return a probability in [0, 1]; 0 where it would be below 1e-320; NaN when d is
   */
  public static double survival(double d, int n, int m) {
    if (n <= 0 || m <= 0) {
      throw new IllegalArgumentException("sample sizes must be positive, got " + n + " and " + m);
    }
    if (Double.isNaN(d)) {
      return Double.NaN;
    }
    int large = Math.max(n, m);
    int small = Math.min(n, m);
    int divisor = greatestCommonDivisor(large, small);
    long lcm = (long) (large / divisor) * small;
    long h = Math.round(d * lcm);
    if (h <= 0) {
      return 1;
    }
    double reached = (double) h / lcm;
    double exponent = 2.0 * large * small / (large + small) * reached * reached;
    if (h > lcm || exponent > VANISHING) {
      return 0;
    }
    double probability =
        large == small ? outsideSquare(large, (int) h) : leaving(large, small, h, exponent < SMALL);
    return Math.min(1, probability);
  }

  private static double leaving(int n, int m, long h, boolean likely) {
    int divisor = greatestCommonDivisor(n, m);
    int stepJ = n / divisor;
    int stepI = m / divisor;
    if (likely) {
      double share = oneLessStaying(n, m, stepJ, stepI, h);
      if (share > LEAST_DIFFERENCE) {
        return share;
      }
    }
    return new LeavingPaths(n, m, stepJ, stepI, h).share();
  }

  /** By the cheaper way; 0 where there is none. */
  private static double oneLessStaying(int n, int m, int stepJ, int stepI, long h) {
    if (StayingPathsOfFew.isCheaper(n, m, stepJ, h)) {
      return new StayingPathsOfFew(n, m, stepJ, stepI, h).leaving();
    }
    StayingPaths staying = new StayingPaths(n, m);
    return staying.isPossible() ? staying.leaving(stepJ, stepI, h) : 0;
  }

  private static int greatestCommonDivisor(int a, int b) {
    int x = a;
    int y = b;
    while (y != 0) {
      int rest = x % y;
      x = y;
      y = rest;
    }
    return x;
  }

  /** Twice the alternating sum of C(2n, n − kh) / C(2n, n), each term from the one before it. */
  private static double outsideSquare(int n, int h) {
    if (h == 1) {
      return 1;
    }
    double sum = 0;
    double term = 1;
    double sign = 1;
    for (int k = h; k <= n && term > 0; k += h) {
      for (int i = k - h; i < k; i++) {
        term *= (n - i) / (n + i + 1.0);
      }
      sum += sign * term;
      sign = -sign;
    }
    return 2 * sum;
  }
}
