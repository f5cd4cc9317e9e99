// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics;

/**
 * ∫ φ(F − G) over the real line for convex φ, from counts: an estimate, and the range in which
 * every sample with these counts must lie.
 *
 * <p>Between two points the reference's F is one step and the current G is known at both ends. What
 * the counts leave open is where in between it climbs. If the sum of the current values of an
 * interval is known, ∫(G − F) over it is too, so Jensen's inequality bounds from below and the
 * two-point distribution with the same mean from above; for |·| both meet where the gap keeps its
 * sign.
 */
abstract class GapIntegral {

  private static final double ROUNDING = 1e-12;

  /** A stretch over which both distribution functions are constant. */
  abstract void addConstant(double width, double difference);

  /**
   * A stretch in which the difference starts at one value and ends at another, falling by no more
   * than the one and climbing by no more than the other in between.
   */
  abstract void addOpen(double width, double from, double to, double fall, double climb);

  /**
   * A stretch in which the current function climbs monotonically and its mean height is known; at
   * once if there is but one value.
   */
  abstract void addWithMean(double width, double from, double to, double mean, boolean atOnce);

  /** The share of a stretch's climb that lets it have its mean height. */
  static double climbed(double from, double to, double mean) {
    return Math.max(0, Math.min(1, (mean - from) / (to - from)));
  }

  /** The sum for one φ. */
  static final class Sum {
    private double estimate;
    private double least;
    private double most;

    double estimate() {
      return estimate;
    }

    /**
     * Largest distance of the estimate from what the raw samples give; 0 where only rounding is
     * left.
     */
    double errorBound() {
      if (Double.isInfinite(estimate)) {
        return 0;
      }
      double bound = Math.max(most - estimate, estimate - least);
      return bound > ROUNDING * estimate ? bound : 0;
    }

    /** Both together, whose most is by so much less than that of one and of the other. */
    Sum and(Sum other, double excess) {
      Sum sum = new Sum();
      sum.estimate = estimate + other.estimate;
      sum.least = least + other.least;
      sum.most = most + other.most - excess;
      return sum;
    }

    void add(double width, double middle, double low, double high) {
      if (high == 0 || !(width > 0)) {
        return;
      }
      boolean infinite = Double.isInfinite(width);
      estimate += infinite ? width : width * middle;
      least += low > 0 ? width * low : 0;
      most += width * high;
    }
  }
}
