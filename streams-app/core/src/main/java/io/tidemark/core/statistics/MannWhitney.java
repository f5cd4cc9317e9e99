// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics;

import io.tidemark.core.statistics.law.NormalLaw;

/**
 * The Mann–Whitney statistic: U = pairs in which the reference's value is the larger, ties counting
 * half.
 *
 * <p>Range [0, nm]; U/(nm) is the probability that a random reference value exceeds a random
 * current one, ½ without a shift. It sees shifts of location and is blind to a pure change of
 * spread. Cells as in {@link KolmogorovSmirnov}.
 *
 * <p>U is exact where no open interval holds values of both samples, else the error bound is half
 * the pairs that meet inside open intervals. The p-value is two-sided, by the normal limit with
 * continuity correction and the correction for ties at points. Ties of current values between
 * points cannot be known and are not corrected for, which makes the p-value larger, by less than
 * rounding unless a great part of the sample is tied there. Time O(cells). Stateless.
 *
 * <p>Source: H. B. Mann and D. R. Whitney, Annals of Mathematical Statistics 18 (1947),
 * doi:10.1214/aoms/1177730491.
 */
public final class MannWhitney {

  private MannWhitney() {}

  /**
   * Compares two samples counted over the same cells.
   *
   * @param reference counts of the reference sample by cell, in ascending order
   * @param current counts of the current sample by cell
   * @return U of the reference and its p-value (1 when all values are equal); undefined when a
   *     sample is empty
   */
  public static Outcome compare(long[] reference, long[] current) {
    Counts.requireAligned(reference, current);
    double m = Counts.total(reference);
    double n = Counts.total(current);
    if (n == 0 || m == 0) {
      return Outcome.undefined();
    }
    double u = 0;
    double undecided = 0;
    double ties = 0;
    double below = 0;
    for (int i = 0; i < reference.length; i++) {
      double pairs = (double) reference[i] * current[i];
      u += reference[i] * below + pairs / 2;
      below += current[i];
      if (Counts.isPoint(i)) {
        double tied = (double) reference[i] + current[i];
        ties += tied * (tied * tied - 1);
      } else {
        undecided += pairs / 2;
      }
    }
    double total = n + m;
    double spread = total + 1 - ties / (total * (total - 1));
    double deviation = Math.sqrt(n * m / 12 * Math.max(0, spread));
    double excess = Math.max(u, n * m - u) - n * m / 2 - 0.5;
    double pValue = deviation > 0 ? Math.min(1, 2 * NormalLaw.survival(excess / deviation)) : 1;
    return new Outcome(u, pValue, Outcome.ASYMPTOTIC, undecided);
  }
}
