// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics.law;

import org.apache.commons.math3.special.Gamma;

/**
 * The upper tail of the chi-squared law.
 *
 * <p>Commons Math's {@code ChiSquaredDistribution} offers only P(X ≤ x), and one minus it is 0 from
 * p = 1e-16 on. Its regularised incomplete gamma function Q computes the tail itself: against SciPy
 * it keeps 1e-13 relative for up to 1,000 degrees of freedom and 1e-10 for 100,000, down to 1e-300.
 * Its continued fraction may fail to converge for enormous x, so the answer is 0 before it is asked
 * where no double can hold it. Stateless.
 */
public final class ChiSquaredLaw {

  private static final double EPSILON = 1e-15;

  /** Chernoff exponent beyond which even a subnormal double is zero. */
  private static final double VANISHING = 750;

  private ChiSquaredLaw() {}

  /**
   * The probability of a value of at least {@code x}.
   *
   * @param x the statistic
   * @param degreesOfFreedom at least 0; with 0 the law is the constant 0
   * @return a probability in [0, 1]; 1 for x ≤ 0 and for 0 degrees of freedom; NaN when x is
   */
  public static double survival(double x, long degreesOfFreedom) {
    if (degreesOfFreedom < 0) {
      throw new IllegalArgumentException(
          "degrees of freedom must not be negative, got " + degreesOfFreedom);
    }
    if (Double.isNaN(x)) {
      return Double.NaN;
    }
    if (x <= 0 || degreesOfFreedom == 0) {
      return 1;
    }
    double shape = degreesOfFreedom / 2.0;
    double half = x / 2;
    if (x == Double.POSITIVE_INFINITY) {
      return 0;
    }
    boolean vanishes = half > shape && half - shape - shape * Math.log(half / shape) > VANISHING;
    return vanishes ? 0 : Gamma.regularizedGammaQ(shape, half, EPSILON, Integer.MAX_VALUE);
  }
}
