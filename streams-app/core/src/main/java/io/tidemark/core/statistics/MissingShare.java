// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics;

import io.tidemark.core.statistics.law.ChiSquaredLaw;

/**
 * The change of the share of values that are missing or invalid: |current share − reference share|.
 *
 * <p>Range [0, 1]. The p-value is that of the table of two rows and two columns: Fisher's exact
 * test, two-sided by summing the tables that are no more likely than the one seen, when an expected
 * count is below {@value #FEW}; else Pearson's χ² with one degree of freedom and no Yates
 * correction. Time O(1), and O(smallest margin) when exact. Stateless.
 *
 * <p>Source: R. A. Fisher, Journal of the Royal Statistical Society 85 (1922), doi:10.2307/2340521.
 */
public final class MissingShare {

  /** Expected count below which the χ² law is not trusted. */
  private static final int FEW = 5;

  private MissingShare() {}

  /**
   * Compares the shares.
   *
   * @param referencePresent reference values that count
   * @param referenceMissing reference values that do not
   * @param currentPresent current values that count
   * @param currentMissing current values that do not
   * @return the difference and its p-value; undefined when a side has no values at all
   */
  public static Outcome compare(
      long referencePresent, long referenceMissing, long currentPresent, long currentMissing) {
    long m = Math.addExact(referencePresent, referenceMissing);
    long n = Math.addExact(currentPresent, currentMissing);
    if (m == 0 || n == 0) {
      return Outcome.undefined();
    }
    double cross = Counts.crossDifference(referenceMissing, n, currentMissing, m);
    double value = Math.abs(cross) / ((double) n * m);
    long missing = referenceMissing + currentMissing;
    long present = referencePresent + currentPresent;
    if (missing == 0 || present == 0) {
      return new Outcome(value, 1, Outcome.EXACT, 0);
    }
    double rare = Math.min(missing, present);
    double smallestExpected = rare * Math.min(n, m) / ((double) n + m);
    if (smallestExpected < FEW) {
      double pValue =
          missing < present
              ? FisherExact.pValue(currentMissing, missing, n, m)
              : FisherExact.pValue(currentPresent, present, n, m);
      return new Outcome(value, pValue, Outcome.EXACT, 0);
    }
    double square = cross / n * (cross / m) * ((double) n + m) / ((double) missing * present);
    return new Outcome(value, ChiSquaredLaw.survival(square, 1), Outcome.ASYMPTOTIC, 0);
  }
}
