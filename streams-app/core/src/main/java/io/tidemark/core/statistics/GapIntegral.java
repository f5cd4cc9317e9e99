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

  /** φ: the absolute value and its two halves for Wasserstein's distance, the square for energy. */
  enum Gap {
    ABSOLUTE {
      @Override
      double of(double gap) {
        return Math.abs(gap);
      }

      @Override
      double averageBetween(double from, double to) {
        return POSITIVE.averageBetween(from, to) + NEGATIVE.averageBetween(from, to);
      }
    },
    /** What G has over F. */
    POSITIVE {
      @Override
      double of(double gap) {
        return Math.max(0, gap);
      }

      @Override
      double averageBetween(double from, double to) {
        double high = Math.max(from, to);
        double low = Math.min(from, to);
        if (low >= 0 || high <= 0) {
          return Math.max(0, (low + high) / 2);
        }
        return high * high / (2 * (high - low));
      }
    },
    /** What F has over G. */
    NEGATIVE {
      @Override
      double of(double gap) {
        return Math.max(0, -gap);
      }

      @Override
      double averageBetween(double from, double to) {
        return POSITIVE.averageBetween(-from, -to);
      }
    },
    SQUARE {
      @Override
      double of(double gap) {
        return gap * gap;
      }

      @Override
      double averageBetween(double from, double to) {
        return (from * from + from * to + to * to) / 3;
      }
    };

    abstract double of(double gap);

    /** The mean of φ while the gap runs evenly from one value to another. */
    abstract double averageBetween(double from, double to);
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
    add(width, gap.of(difference), gap.of(difference), gap.of(difference));
  }

  /**
   * A stretch in which the difference starts at one value, ends at another, and stays in a range.
   */
  void addOpen(double width, double[] range, double from, double to) {
    double high = Math.max(gap.of(range[0]), gap.of(range[1]));
    boolean crosses = range[0] < 0 && range[1] > 0;
    double low = crosses ? 0 : Math.min(gap.of(range[0]), gap.of(range[1]));
    add(width, gap.averageBetween(from, to), low, high);
  }

  /**
   * A stretch in which the current function climbs monotonically and its mean height is known; at
   * once if there is but one value.
   */
  void addWithMean(double width, double[] ends, double mean, boolean atOnce) {
    double climbed = Math.max(0, Math.min(1, (mean - ends[0]) / (ends[1] - ends[0])));
    double high = (1 - climbed) * gap.of(ends[0]) + climbed * gap.of(ends[1]);
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
