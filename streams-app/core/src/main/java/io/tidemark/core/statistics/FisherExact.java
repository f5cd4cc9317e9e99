// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics;

/**
 * Fisher's exact test of a table of two rows and two columns, two-sided by summing the tables that
 * are no more likely than the one seen. Time O(smallest margin) at most. Stateless.
 *
 * <p>Source: R. A. Fisher, Journal of the Royal Statistical Society 85 (1922), doi:10.2307/2340521.
 */
final class FisherExact {

  /**
   * Tables this much likelier than the one seen still count as equally likely, for rounding's sake.
   */
  private static final double EQUAL = 1 + 1e-7;

  private FisherExact() {}

  /**
   * The two-sided probability of {@code seen} of {@code rare} values falling to a sample of size n
   * when the other has size m.
   */
  static double pValue(long seen, long rare, long n, long m) {
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
