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

  /**
   * Tables this much likelier than the one seen still count as equally likely, for rounding's sake.
   */
  private static final double EQUAL = 1 + 1e-7;

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
              ? fisher(currentMissing, missing, n, m)
              : fisher(currentPresent, present, n, m);
      return new Outcome(value, pValue, Outcome.EXACT, 0);
    }
    double square = cross / n * (cross / m) * ((double) n + m) / ((double) missing * present);
    return new Outcome(value, ChiSquaredLaw.survival(square, 1), Outcome.ASYMPTOTIC, 0);
  }

  /**
   * The two-sided probability of {@code seen} of {@code rare} values falling to a sample of size n
   * when the other has size m.
   */
  private static double fisher(long seen, long rare, long n, long m) {
    long least = Math.max(0, rare - m);
    long most = Math.min(rare, n);
    long mode = (long) (((double) rare + 1) * (n + 1.0) / ((double) n + m + 2));
    mode = Math.max(least, Math.min(most, mode));
    double own = Math.exp(logWeight(mode, seen, rare, n, m));
    double total = 1;
    double tail = 1 <= own * EQUAL ? 1 : 0;
    double weight = 1;
    for (long k = mode + 1; k <= most && weight > 0; k++) {
      weight *= ratio(k, rare, n, m);
      total += weight;
      tail += weight <= own * EQUAL ? weight : 0;
    }
    weight = 1;
    for (long k = mode; k > least && weight > 0; k--) {
      weight /= ratio(k, rare, n, m);
      total += weight;
      tail += weight <= own * EQUAL ? weight : 0;
    }
    return Math.min(1, tail / total);
  }

  /** P(k) / P(k − 1) of the hypergeometric law. */
  private static double ratio(long k, long rare, long n, long m) {
    return (rare - k + 1.0) / k * ((n - k + 1.0) / (m - rare + (double) k));
  }

  /** ln(P(k) / P(mode)), one ratio after the other. */
  private static double logWeight(long mode, long k, long rare, long n, long m) {
    double log = 0;
    for (long i = mode + 1; i <= k; i++) {
      log += Math.log(ratio(i, rare, n, m));
    }
    for (long i = mode; i > k; i--) {
      log -= Math.log(ratio(i, rare, n, m));
    }
    return log;
  }
}
