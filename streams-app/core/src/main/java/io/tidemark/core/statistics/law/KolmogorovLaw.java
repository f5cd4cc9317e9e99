// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics.law;

/**
 * The law of the two-sided one-sample Kolmogorov–Smirnov statistic for a finite sample size.
 *
 * <p>The method is chosen by size and depth as Simard and L'Ecuyer do, with the limits that SciPy's
 * {@code kstwo} uses, so that both give the same p-values:
 *
 * <ul>
 *   <li>d ≤ 1/n and d ≥ 1/2: closed forms (Ruben and Gambino 1982; the two sides exclude each
 *       other).
 *   <li>n ≤ 140: Durbin's matrix up to n·d² = 4, then Miller's 2·P(D⁺ ≥ d).
 *   <li>n &gt; 140: Miller from n·d² = 2.2 on; before it Durbin's matrix where n·d^1.5 ≤ 1.4, else
 *       the expansion of Pelz and Good.
 * </ul>
 *
 * <p>Accuracy. Closed forms and the matrix: 1e-11 relative. Miller counts paths that cross both
 * sides twice, a relative excess of about e^(−6nd²): 2e-6 where it begins for n &gt; 140, less than
 * 1e-9 from n·d² = 3.5 (p = 0.002), 4e-11 where it begins for n ≤ 140, and nothing that a double
 * can show in the far tail, where the relative error is that of the one-sided sum, 1e-11. Pelz and
 * Good: about 1e-6 absolute at n = 141, falling as n⁻².
 *
 * <p>At most a few milliseconds. Stateless.
 *
 * <p>Sources: R. Simard and P. L'Ecuyer, "Computing the two-sided Kolmogorov–Smirnov distribution",
 * Journal of Statistical Software 39(11), 2011, doi:10.18637/jss.v039.i11; G. Marsaglia, W. W.
 * Tsang and J. Wang, "Evaluating Kolmogorov's distribution", Journal of Statistical Software 8(18),
 * 2003, doi:10.18637/jss.v008.i18; W. Pelz and I. J. Good, "Approximating the lower tail-areas of
 * the Kolmogorov–Smirnov one-sample statistic", Journal of the Royal Statistical Society B 38
 * (1976), doi:10.1111/j.2517-6161.1976.tb01579.x; L. H. Miller (1956),
 * doi:10.1080/01621459.1956.10501314.
 */
public final class KolmogorovLaw {

  /** Largest size for which no approximation is used in the body of the distribution. */
  private static final int SMALL = 140;

  /** Beyond this size the matrix would answer 1 anyway. */
  private static final int LARGEST_MATRIX = 100_000;

  /** n·d² below which P(D &lt; d) is smaller than a rounding error of 1. */
  private static final double CERTAIN = 0.03;

  /** n·d² above which even a subnormal double is zero. */
  private static final double VANISHING = 400;

  private KolmogorovLaw() {}

  /**
   * The probability that D is at least {@code d}.
   *
   * @param d the statistic
   * @param n sample size; positive
   * @return a probability in [0, 1]; 1 for d ≤ 1/(2n), 0 for d ≥ 1; NaN when d is
   */
  public static double survival(double d, long n) {
    if (n <= 0) {
      throw new IllegalArgumentException("the sample size must be positive, got " + n);
    }
    if (Double.isNaN(d)) {
      return Double.NaN;
    }
    double reach = n * d;
    double depth = reach * d;
    if (reach <= 0.5) {
      return 1;
    }
    if (d >= 1 || depth > VANISHING) {
      return 0;
    }
    if (reach <= 1) {
      return 1 - belowOneStep(reach, n);
    }
    if (reach >= n - 1) {
      return 2 * Math.pow(1 - d, (double) n);
    }
    boolean sidesExclude = d >= 0.5;
    if (sidesExclude || depth >= (n <= SMALL ? 4 : 2.2)) {
      return Math.min(1, 2 * OneSidedKolmogorovLaw.survival(d, n));
    }
    return Math.max(0, Math.min(1, 1 - body(d, n, depth)));
  }

  /** P(D &lt; d) = n! (2d − 1/n)ⁿ for 1/(2n) ≤ d ≤ 1/n. */
  private static double belowOneStep(double reach, long n) {
    if (n > SMALL) {
      return 0;
    }
    double product = 1;
    for (int i = 1; i <= n; i++) {
      product *= (double) i / n * (2 * reach - 1);
    }
    return product;
  }

  private static double body(double d, long n, double depth) {
    if (depth < CERTAIN && n > SMALL) {
      return 0;
    }
    boolean matrix = n <= SMALL || (n <= LARGEST_MATRIX && n * Math.pow(d, 1.5) <= 1.4);
    return matrix ? DurbinMatrix.below(d, (int) n) : pelzGood(d, n);
  }

  /** P(D &lt; d) as K₀ + K₁/√n + K₂/n + K₃/n^1.5, each a theta-like series in z = d√n. */
  private static double pelzGood(double d, long n) {
    double root = Math.sqrt((double) n);
    double z = d * root;
    double z2 = z * z;
    double z4 = z2 * z2;
    double z6 = z4 * z2;
    double pi2 = Math.PI * Math.PI;
    double k0 = 0;
    double k1 = 0;
    double k2 = 0;
    double k3 = 0;
    for (int k = 40; k >= 0; k--) {
      double u = pi2 * (k + 0.5) * (k + 0.5);
      double v = pi2 * k * k;
      double odd = Math.exp(-u / (2 * z2));
      double even = Math.exp(-v / (2 * z2));
      k0 += odd;
      k1 += (u - z2) * odd;
      k2 += (6 * z6 + 2 * z4 + u * (2 * z4 - 5 * z2) + u * u * (1 - 2 * z2)) * odd;
      k2 -= 2 * v * even * z4;
      k3 += cubic(u, z2) * odd;
      k3 += (3 * v * z2 - v * v) * even * 30 * z4;
    }
    double first = 2 * Math.sqrt(Math.PI / 2);
    double sum = first / z * k0 + first / (6 * z4) * k1 / root;
    sum += first / (72 * z6 * z) * k2 / n;
    return sum + first / (6480 * z6 * z4) * k3 / (n * root);
  }

  private static double cubic(double u, double z2) {
    double z4 = z2 * z2;
    double constant = -30 * z4 * z2 - 90 * z4 * z4;
    double linear = 135 * z4 - 96 * z4 * z2;
    double square = 212 * z4 - 60 * z2;
    double cube = 5 - 30 * z2;
    return constant + u * (linear + u * (square + u * cube));
  }
}
