// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics;

import io.tidemark.core.statistics.law.ChiSquaredLaw;

/**
 * Tests of homogeneity on the table of two rows (reference, current) and one column per bin.
 *
 * <p>Expected counts come from the column sums of both samples, so a category that only the current
 * sample has is evidence in proportion to its count, not an infinity. No Yates correction. Bins
 * empty on both sides are left out; degrees of freedom = remaining bins − 1. With one remaining bin
 * there is nothing to compare: value 0, p-value 1.
 *
 * <p>Range [0, ∞); both grow with the sample sizes, so they say whether a difference is real and
 * not whether it matters. The χ² law is good when expected counts are about five or more. Time
 * O(bins). Stateless.
 *
 * <p>Sources: K. Pearson (1900), doi:10.1080/14786440009463897; R. R. Sokal and F. J. Rohlf,
 * "Biometry" (G-test); W. G. Cochran, Annals of Mathematical Statistics 23 (1952),
 * doi:10.1214/aoms/1177729380 (when the law holds).
 */
public final class ContingencyTable {

  private ContingencyTable() {}

  /**
   * Pearson's Σ (observed − expected)² / expected.
   *
   * @param reference counts of the reference sample by bin
   * @param current counts of the current sample by bin
   * @return the statistic and its p-value; undefined when a sample is empty
   */
  public static Outcome chiSquare(long[] reference, long[] current) {
    Counts.requireAligned(reference, current);
    long m = Counts.total(reference);
    long n = Counts.total(current);
    if (n == 0 || m == 0) {
      return Outcome.undefined();
    }
    // In a table of two rows both deviations of a column are equal but for their sign.
    double sum = 0;
    for (int i = 0; i < reference.length; i++) {
      double column = (double) reference[i] + current[i];
      if (column > 0) {
        double cross = Counts.crossDifference(reference[i], n, current[i], m);
        sum += cross / m * (cross / n) / column;
      }
    }
    return outcome(sum, reference, current);
  }

  /**
   * The likelihood-ratio statistic G = 2 Σ observed · ln(observed / expected).
   *
   * @param reference counts of the reference sample by bin
   * @param current counts of the current sample by bin
   * @return the statistic and its p-value; undefined when a sample is empty
   */
  public static Outcome g(long[] reference, long[] current) {
    Counts.requireAligned(reference, current);
    long m = Counts.total(reference);
    long n = Counts.total(current);
    if (n == 0 || m == 0) {
      return Outcome.undefined();
    }
    double sum = 0;
    for (int i = 0; i < reference.length; i++) {
      double column = (double) reference[i] + current[i];
      double cross = Counts.crossDifference(reference[i], n, current[i], m);
      sum += term(reference[i], cross / (m * column));
      sum += term(current[i], -cross / (n * column));
    }
    return outcome(Math.max(0, 2 * sum), reference, current);
  }

  /** observed · ln(1 + (observed − expected) / expected). */
  private static double term(long observed, double excess) {
    return observed == 0 ? 0 : observed * Math.log1p(excess);
  }

  private static Outcome outcome(double value, long[] reference, long[] current) {
    int degreesOfFreedom = Counts.occupied(reference, current) - 1;
    double pValue = ChiSquaredLaw.survival(value, degreesOfFreedom);
    return new Outcome(value, pValue, Outcome.ASYMPTOTIC, 0);
  }
}
