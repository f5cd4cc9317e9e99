// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics;

/**
 * ∫ φ(F − G) over the real line for convex even φ, from counts: an estimate, and the range in which
 * every sample with these counts must lie.
 *
 * <p>Between two points the reference's F is one step and the current G is known at both ends. What
 * the counts leave open is where in between it climbs. If the sum of the current values of an
 * interval is known, ∫(G − F) over it is too, so Jensen's inequality bounds from below and the
 * two-point distribution with the same mean from above; for |·| both meet where the gap keeps its
 * sign.
 */
final class GapIntegral {

  /**
   * φ: the absolute value and its two halves for Wasserstein's distance, the square for energy. Not
   * a method of each: calls that go one of four ways cost more than what they do.
   */
  enum Gap {
    ABSOLUTE(1, 1),
    /** What G has over F. */
    POSITIVE(1, 0),
    /** What F has over G. */
    NEGATIVE(0, 1),
    SQUARE(Double.NaN, Double.NaN);

    private final double above;
    private final double below;

    /** Slopes above and below zero; NaN for what is no straight line there. */
    Gap(double above, double below) {
      this.above = above;
      this.below = below;
    }

    double of(double gap) {
      if (this == SQUARE) {
        return gap * gap;
      }
      return gap > 0 ? above * gap : below * -gap;
    }

    /** The mean of φ while the gap runs evenly from one value to another. */
    double averageBetween(double from, double to) {
      if (this == SQUARE) {
        return (from * from + from * to + to * to) / 3;
      }
      double high = Math.max(from, to);
      double low = Math.min(from, to);
      if (low >= 0 || high <= 0) {
        return of((low + high) / 2);
      }
      double run = 2 * (high - low);
      return above * (high * high / run) + below * (low * low / run);
    }
  }

  private static final double ROUNDING = 1e-12;

  private final Gap gap;
  private double estimate;
  private double least;
  private double most;

  GapIntegral(Gap gap) {
    this.gap = gap;
  }

  double estimate() {
    return estimate;
  }

  /**
   * Largest distance of the estimate from what the raw samples give; 0 where only rounding is left.
   */
  double errorBound() {
    if (Double.isInfinite(estimate)) {
      return 0;
    }
    double bound = Math.max(most - estimate, estimate - least);
    return bound > ROUNDING * estimate ? bound : 0;
  }

  /** A stretch over which both distribution functions are constant. */
  void addConstant(double width, double difference) {
    double height = gap.of(difference);
    add(width, height, height, height);
  }

  /**
   * A stretch in which the difference starts at one value and ends at another, falling by no more
   * than the one and climbing by no more than the other in between.
   */
  void addOpen(double width, double from, double to, double fall, double climb) {
    double least = from - fall;
    double most = from + climb;
    double atLeast = gap.of(least);
    double atMost = gap.of(most);
    double low = least < 0 && most > 0 ? 0 : Math.min(atLeast, atMost);
    add(width, gap.averageBetween(from, to), low, Math.max(atLeast, atMost));
  }

  /**
   * A stretch in which the current function climbs monotonically and its mean height is known; at
   * once if there is but one value.
   */
  void addWithMean(double width, double from, double to, double mean, boolean atOnce) {
    double climbed = Math.max(0, Math.min(1, (mean - from) / (to - from)));
    double high = (1 - climbed) * gap.of(from) + climbed * gap.of(to);
    double low = atOnce ? high : gap.of(mean);
    add(width, (low + high) / 2, low, high);
  }

  private void add(double width, double middle, double low, double high) {
    if (high == 0 || !(width > 0)) {
      return;
    }
    boolean infinite = Double.isInfinite(width);
    estimate += infinite ? width : width * middle;
    least += low > 0 ? width * low : 0;
    most += width * high;
  }
}
