// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics.law;

/**
 * The limit law of the Cramér–von Mises statistic ω², with Anderson's match of the first two
 * moments of the two-sample statistic T.
 *
 * <p>Below ω² = {@value #TAIL} the distribution function is Csörgő and Faraway's series, and the
 * tail one minus it, good to 1e-14 absolute. Above, the tail is the first of Smirnov's integrals,
 * whose successor is smaller by a factor above 1e4 there; it never subtracts from one, so it keeps
 * about 1e-10 relative down to the smallest double. (SciPy stops its series at terms of 1e-7 and
 * subtracts from one, so its p-values are noise below about 1e-8.) Stateless.
 *
 * <p>Sources: Anderson (1962), doi:10.1214/aoms/1177704477; S. Csörgő and J. J. Faraway, Journal of
 * the Royal Statistical Society B 58 (1996), doi:10.1111/j.2517-6161.1996.tb02077.x; T. W. Anderson
 * and D. A. Darling, Annals of Mathematical Statistics 23 (1952), doi:10.1214/aoms/1177729437.
 */
public final class CramerVonMisesLaw {

  /** Where the tail integral takes over. */
  private static final double TAIL = 1.0;

  /** Below this the distribution function is smaller than a rounding error of 1. */
  private static final double CERTAIN = 0.003;

  private CramerVonMisesLaw() {}

  /**
   * The probability that the two-sample T is at least {@code t}.
   *
   * @param t the statistic
   * @param n size of one sample
   * @param m size of the other; n + m at least 3
   * @return a probability in [0, 1]
   */
  public static double survival(double t, double n, double m) {
    double total = n + m;
    double pairs = n * m;
    double mean = (1 + 1 / total) / 6;
    double variance = (total + 1) * (4 * pairs * total - 3 * (n * n + m * m) - 2 * pairs);
    variance /= 45 * total * total * 4 * pairs;
    return limitSurvival(1.0 / 6 + (t - mean) / Math.sqrt(45 * variance));
  }

  /**
   * The probability that ω² is at least {@code x}.
   *
   * @param x the statistic
   * @return a probability in [0, 1]; 1 below 0.003
   */
  static double limitSurvival(double x) {
    if (!(x >= CERTAIN)) {
      return Double.isNaN(x) ? Double.NaN : 1;
    }
    return x < TAIL ? Math.max(0, 1 - body(x)) : Math.min(1, tail(x));
  }

  /** Σ C(2k, k) 4⁻ᵏ √(4k + 1) e^(−q) K(q) / (π√x), K the Bessel function of order ¼. */
  private static double body(double x) {
    double sum = 0;
    double binomial = 1;
    for (int k = 0; k < 12; k++) {
      double odd = 4 * k + 1;
      double q = odd * odd / (16 * x);
      sum += binomial * Math.sqrt(odd) * scaledBessel(q) * Math.exp(-2 * q);
      binomial *= (2 * k + 1) / (2.0 * k + 2);
    }
    return sum / (Math.PI * Math.sqrt(x));
  }

  /** e^q K(q) = ∫ e^(−q(cosh s − 1)) cosh(s/4) ds over s ≥ 0, by the trapezoid rule. */
  private static double scaledBessel(double q) {
    double end = Math.log(2 * (1 + 40 / q) + 1);
    int steps = 200;
    double width = end / steps;
    double sum = 0.5;
    for (int i = 1; i <= steps; i++) {
      double s = i * width;
      double sinh = Math.sinh(s / 2);
      sum += Math.exp(-2 * q * sinh * sinh) * Math.cosh(s / 4);
    }
    return sum * width;
  }

  /**
   * (2/π) Σ (−1)^(k−1) ∫ e^(−xy²/2) / √(−y sin y) dy over ((2k − 1)π, 2kπ). Substituting y = (2k −
   * 1)π + π sin²(φ/2) takes the root at both ends away, and the trapezoid rule over the closed
   * period is then exact to rounding.
   */
  private static double tail(double x) {
    return interval(x, 1) - interval(x, 2);
  }

  private static double interval(double x, int k) {
    int steps = 400;
    double start = (2 * k - 1) * Math.PI;
    double sum = 0;
    for (int i = 0; i <= steps; i++) {
      double phi = Math.PI * i / steps;
      double sine = Math.sin(phi / 2);
      double y = start + Math.PI * sine * sine;
      double weight = i == 0 || i == steps ? 0.5 : 1;
      sum += weight * Math.exp(-x * y * y / 2) * jacobian(phi) / Math.sqrt(y);
    }
    return 2 * sum / steps;
  }

  /** dy/dφ over √|sin y|, with its limit √π at both ends. */
  private static double jacobian(double phi) {
    double half = Math.min(phi, Math.PI - phi) / 2;
    double sine = Math.sin(half);
    double nearest = Math.PI * sine * sine;
    return nearest == 0
        ? Math.sqrt(Math.PI)
        : Math.PI * sine * Math.cos(half) / Math.sqrt(Math.sin(nearest));
  }
}
