// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics;

/**
 * A bound on sup |F − G| that holds at every look at a growing window together: for windows that
 * are judged before they close.
 *
 * <p>An ordinary p-value is good for one look. Whoever looks again after each value will sooner or
 * later see one below 0.05 without drift. Here the probability that the gap <em>ever</em> passes
 * the bound, from the first look on and for ever after, is at most α. The price is width: at 1,000
 * values the bound is about twice that of a single look.
 *
 * <p>How it works. Half of α goes to the reference, a sample of fixed size m: |F − true| ≤
 * √(ln(4/α)/(2m)) by the inequality of Dvoretzky, Kiefer, Wolfowitz and Massart. The other half
 * goes to the window, by Howard and Ramdas' theorem 2: |G − true| ≤ A √((ln(1 + ln(n/n₀)) + C)/n)
 * for all n ≥ n₀, A = 0.85, with C from their bound on the crossing probability, 4 e^(−γ²C) (1 +
 * 1/((γ² − 1) ln η)), γ = √(2/η) (A − √(2(η − 1)/C)), at the best η. Values must be independent;
 * that is the model, and autocorrelated streams look drifted sooner.
 *
 * <p>Immutable and safe for use by several threads.
 *
 * <p>Sources: S. R. Howard and A. Ramdas, "Sequential estimation of quantiles with applications to
 * A/B testing and best-arm identification", Bernoulli 28(3), 2022, doi:10.3150/21-BEJ1388; P.
 * Massart, Annals of Probability 18 (1990), doi:10.1214/aop/1176990746.
 */
public final class AnytimeKolmogorovSmirnov {

  private static final double A = 0.85;

  /** C beyond which the crossing probability is below the smallest double. */
  private static final double LARGEST_C = 1_000;

  private static final int GRID = 400;
  private static final int HALVINGS = 60;

  private final long firstLook;

  private AnytimeKolmogorovSmirnov(long firstLook) {
    this.firstLook = firstLook;
  }

  /**
   * Fixes when looking starts. The bound is tightest soon after.
   *
   * @param firstLook window size n₀ before which nobody looks; positive
   * @return the bound
   */
  public static AnytimeKolmogorovSmirnov fromSize(long firstLook) {
    if (firstLook <= 0) {
      throw new IllegalArgumentException(
          "the first look must be at 1 value or more, got " + firstLook);
    }
    return new AnytimeKolmogorovSmirnov(firstLook);
  }

  /**
   * The gap that is passed, at any look, with probability at most α.
   *
   * @param n size of the window now
   * @param m size of the reference; positive
   * @param alpha the probability, in (0, 1)
   * @return a positive gap; infinite before the first look
   */
  public double bound(long n, long m, double alpha) {
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException("alpha must be in (0, 1), got " + alpha);
    }
    double low = 0;
    double high = LARGEST_C;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (crossing(middle) > alpha / 2) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return width(n, m, high, alpha / 2);
  }

  /**
   * The smallest α at which the gap passes the bound: a p-value that may be looked at after every
   * value.
   *
   * @param d the gap sup |F − G| now
   * @param n size of the window now
   * @param m size of the reference; positive
   * @return a probability in [0, 1]; 1 before the first look
   */
  public double pValue(double d, long n, long m) {
    double low = 0;
    double high = LARGEST_C;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (width(n, m, middle, crossing(middle)) < d) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.min(1, 2 * crossing(low));
  }

  /** The two halves of the bound, each at the same probability. */
  private double width(long n, long m, double c, double half) {
    if (n < firstLook) {
      return Double.POSITIVE_INFINITY;
    }
    double iterated = Math.log1p(Math.log((double) n / firstLook));
    double ofReference = Math.sqrt(Math.max(0, Math.log(2 / half)) / (2.0 * m));
    return ofReference + A * Math.sqrt((iterated + c) / n);
  }

  /** Howard and Ramdas' bound on ever crossing with constant C, over a grid of η; at most 1. */
  private static double crossing(double c) {
    double least = 1;
    double widest = 2 * A * A - 1;
    for (int i = 1; i < GRID; i++) {
      double share = (double) i / GRID;
      double excess = widest * share * share;
      double gamma = Math.sqrt(2 / (1 + excess)) * (A - Math.sqrt(2 * excess / c));
      if (gamma > 1) {
        double square = gamma * gamma;
        double factor = 1 + 1 / ((square - 1) * Math.log1p(excess));
        least = Math.min(least, 4 * Math.exp(-square * c) * factor);
      }
    }
    return least;
  }
}
