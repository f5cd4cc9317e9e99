// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics;

/**
 * A distance less what chance alone explains: max(0, D − c · √((n + m)/(nm))), the "robust"
 * distance of Deequ and SageMaker Model Monitor.
 *
 * <p>Range [0, 1]. It is 0 in all but a share α of windows without drift, so one threshold fits
 * windows of every size. c = 1.8 stands for α = 0.003. Stateless.
 *
 * <p>Source: the large-sample critical value of Kolmogorov–Smirnov, c(α) = √(−½ ln(α/2)); N. V.
 * Smirnov (1948), doi:10.1214/aoms/1177730256.
 */
public final class RobustDistance {

  /** The allowance that Deequ uses unless told otherwise. */
  public static final double DEFAULT_ALLOWANCE = 1.8;

  private RobustDistance() {}

  /**
   * Takes chance off a distance between distribution functions.
   *
   * @param d the Kolmogorov–Smirnov distance in [0, 1]
   * @param n size of one sample; positive
   * @param m size of the other; positive
   * @param allowance c, at least 0; {@link #DEFAULT_ALLOWANCE} by convention
   * @return a distance in [0, d]
   */
  public static double of(double d, long n, long m, double allowance) {
    if (!(allowance >= 0)) {
      throw new IllegalArgumentException("the allowance must not be negative, got " + allowance);
    }
    return Math.max(0, d - allowance * Math.sqrt(1.0 / n + 1.0 / m));
  }

  /**
   * The allowance that lets a share of undrifted windows through.
   *
   * @param alpha that share, in (0, 1)
   * @return c(α)
   */
  public static double allowance(double alpha) {
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException("alpha must be in (0, 1), got " + alpha);
    }
    return Math.sqrt(-Math.log(alpha / 2) / 2);
  }
}
