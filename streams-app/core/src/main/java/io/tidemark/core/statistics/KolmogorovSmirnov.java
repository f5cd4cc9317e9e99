// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics;

import io.tidemark.core.statistics.law.KolmogorovLaw;
import io.tidemark.core.statistics.law.TwoSampleKolmogorovLaw;

/**
 * The two-sample Kolmogorov–Smirnov statistic: D = sup |F − G|, the largest gap between two
 * empirical distribution functions.
 *
 * <p>Range [0, 1]; blind to the unit of the feature. Cells are consecutive stretches of the real
 * line in ascending order, each either one point or an open interval; the gap is taken at the end
 * of each cell. That is the supremum itself unless both samples have values inside one open
 * interval, which needs a compressed reference; {@link Outcome#errorBound()} is then how much
 * larger D can be at most.
 *
 * <p>The p-value is two-sided: exact when neither sample has more than {@value #LARGEST_EXACT}
 * values, else Kolmogorov's one-sample law at round(nm/(n + m)). It treats the samples as
 * continuous, so ties make it conservative. Exchanging the samples changes no bit of the outcome.
 *
 * <p>Time O(cells) for the value, see the laws for the p-value: about 10 ms at worst. Stateless.
 *
 * <p>Source: N. V. Smirnov (1939); M. A. Stephens, Journal of the American Statistical Association
 * 69 (1974), doi:10.1080/01621459.1974.10480196.
 */
public final class KolmogorovSmirnov {

  /** Sample size up to which the p-value is exact. */
  public static final int LARGEST_EXACT = 10_000;

  private KolmogorovSmirnov() {}

  /**
   * Compares two samples counted over the same cells.
   *
   * @param reference counts of the reference sample by cell, in ascending order
   * @param current counts of the current sample by cell
   * @return D, its p-value, {@code exact} or {@code asymptotic}, and how much larger D can be;
   *     undefined when a sample is empty
   */
  public static Outcome compare(long[] reference, long[] current) {
    Counts.requireAligned(reference, current);
    long m = Counts.total(reference);
    long n = Counts.total(current);
    if (n == 0 || m == 0) {
      return Outcome.undefined();
    }
    RunningGap gap = new RunningGap(m, n);
    double largest = 0;
    double possible = 0;
    for (int i = 0; i < reference.length; i++) {
      if (Counts.undecided(reference, current, i)) {
        double above = gap.afterReference(reference[i]);
        double below = -gap.afterCurrent(current[i]);
        possible = Math.max(possible, Math.max(above, below));
      }
      gap.pass(reference[i], current[i]);
      largest = Math.max(largest, Math.abs(gap.value()));
    }
    double d = largest / ((double) n * m);
    double bound = Math.max(0, possible - largest) / ((double) n * m);
    return new Outcome(d, pValue(d, n, m), method(n, m), bound);
  }

  /**
   * The probability of a gap of at least {@code d} between samples of one and the same law.
   *
   * @param d the statistic in [0, 1]
   * @param n size of one sample; positive
   * @param m size of the other; positive
   * @return a probability in [0, 1]; exact when both sizes are at most {@value #LARGEST_EXACT}
   */
  public static double pValue(double d, long n, long m) {
    return Math.max(n, m) <= LARGEST_EXACT ? exactPValue(d, n, m) : asymptoticPValue(d, n, m);
  }

  /**
   * The exact p-value, whatever the sizes.
   *
   * @param d the statistic in [0, 1]
   * @param n size of one sample; positive, below 2³¹
   * @param m size of the other; positive, below 2³¹
   * @return a probability in [0, 1]
   */
  public static double exactPValue(double d, long n, long m) {
    return TwoSampleKolmogorovLaw.survival(d, Math.toIntExact(n), Math.toIntExact(m));
  }

  /**
   * The p-value by Kolmogorov's one-sample law at round(nm/(n + m)), halves to even.
   *
   * @param d the statistic in [0, 1]
   * @param n size of one sample; positive
   * @param m size of the other; positive
   * @return a probability in [0, 1]
   */
  public static double asymptoticPValue(double d, long n, long m) {
    double large = Math.max(n, m);
    double small = Math.min(n, m);
    long size = (long) Math.rint(large * small / (large + small));
    return KolmogorovLaw.survival(d, Math.max(1, size));
  }

  private static String method(long n, long m) {
    return Math.max(n, m) <= LARGEST_EXACT ? Outcome.EXACT : Outcome.ASYMPTOTIC;
  }
}
