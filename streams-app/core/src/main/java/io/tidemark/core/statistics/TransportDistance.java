// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics;

import java.util.Objects;

/**
 * Distances that measure how far values moved, in the feature's own unit: Wasserstein's first ∫|F −
 * G| and the energy distance √(2∫(F − G)²), as SciPy defines them.
 *
 * <p>Range [0, ∞]; infinite when the samples differ in their share of an infinite value. Both need
 * to know where values lie, not only between which points. What is open is taken as evenly spread
 * between neighbouring points (the outermost up to the window's minimum and maximum), and three
 * things close it: the sum of the current values of an interval makes Wasserstein's distance exact
 * there wherever F − G keeps its sign; the only value of an interval is known by its sum; and the
 * two means, since ∫(G − F) is their difference, leave open only what the lesser of the two signs
 * contributes: nothing when one sample lies to one side of the other throughout. The method is
 * {@code exact} where nothing is left open, else {@code approximate} with its bound. Time
 * O(points). Immutable; the arrays are not copied.
 *
 * <p>Sources: L. V. Kantorovich (1942); S. S. Vallender, Theory of Probability and its Applications
 * 18 (1974), doi:10.1137/1118101 (the integral form); G. J. Székely and M. L. Rizzo, Journal of
 * Statistical Planning and Inference 143 (2013), doi:10.1016/j.jspi.2013.03.018.
 */
public final class TransportDistance {

  private final double[] points;
  private final double currentMin;
  private final double currentMax;
  private final double[] intervalSums;
  private final double referenceMean;
  private final double currentMean;

  private TransportDistance(double[] points, double[] scalars, double[] intervalSums) {
    this.points = points;
    this.currentMin = scalars[0];
    this.currentMax = scalars[1];
    this.referenceMean = scalars[2];
    this.currentMean = scalars[3];
    this.intervalSums = intervalSums;
  }

  /**
   * Describes where the counted values lie.
   *
   * @param points the points between the open intervals, strictly ascending
   * @param currentMin least current value, infinities included; ignored when there is none
   * @param currentMax largest current value
   * @return distances between samples counted over these points
   */
  public static TransportDistance over(double[] points, double currentMin, double currentMax) {
    double[] scalars = {currentMin, currentMax, Double.NaN, Double.NaN};
    return new TransportDistance(Objects.requireNonNull(points, "points"), scalars, null);
  }

  /**
   * Adds what the means tell.
   *
   * @param ofReference mean of all reference values; NaN when unknown or not finite
   * @param ofCurrent mean of all current values; NaN when unknown or not finite
   * @return a changed copy
   */
  public TransportDistance withMeans(double ofReference, double ofCurrent) {
    double[] scalars = {currentMin, currentMax, ofReference, ofCurrent};
    return new TransportDistance(points, scalars, intervalSums);
  }

  /**
   * Adds what the sums of the open intervals tell.
   *
   * @param sums sum of the current values of each open interval, one more than points
   * @return a changed copy
   */
  public TransportDistance withIntervalSums(double[] sums) {
    double[] scalars = {currentMin, currentMax, referenceMean, currentMean};
    return new TransportDistance(points, scalars, Objects.requireNonNull(sums, "sums"));
  }

  /**
   * Wasserstein's first distance.
   *
   * @param reference counts of the reference sample by cell, in ascending order
   * @param current counts of the current sample by cell
   * @return the distance in the feature's unit; undefined when a sample is empty
   */
  public Outcome wasserstein(long[] reference, long[] current) {
    AbsoluteGap gap = new AbsoluteGap();
    if (!integrate(gap, reference, current)) {
      return Outcome.undefined();
    }
    double difference = referenceMean - currentMean;
    Outcome best = outcome(gap.whole().estimate(), gap.whole().errorBound());
    if (best.errorBound() == 0 || Double.isNaN(difference)) {
      return best;
    }
    // |x| = x + 2x⁻ = −x + 2x⁺, and ∫x is the difference of the means.
    best = better(best, difference, gap.below());
    return better(best, -difference, gap.above());
  }

  private static Outcome better(Outcome best, double signed, GapIntegral.Sum lesser) {
    double bound = 2 * lesser.errorBound();
    return bound < best.errorBound()
        ? outcome(Math.max(0, signed + 2 * lesser.estimate()), bound)
        : best;
  }

  /**
   * The energy distance.
   *
   * @param reference counts of the reference sample by cell, in ascending order
   * @param current counts of the current sample by cell
   * @return the distance in the square root of the feature's unit; undefined when a sample is empty
   */
  public Outcome energy(long[] reference, long[] current) {
    SquaredGap gap = new SquaredGap();
    if (!integrate(gap, reference, current)) {
      return Outcome.undefined();
    }
    GapIntegral.Sum integral = gap.sum();
    double value = Math.sqrt(2 * integral.estimate());
    double high = Math.sqrt(2 * (integral.estimate() + integral.errorBound()));
    double low = Math.sqrt(2 * Math.max(0, integral.estimate() - integral.errorBound()));
    double bound = integral.errorBound() == 0 ? 0 : Math.max(high - value, value - low);
    return outcome(value, bound);
  }

  private static Outcome outcome(double value, double bound) {
    String method = bound > 0 ? Outcome.APPROXIMATE : Outcome.EXACT;
    return new Outcome(value, Double.NaN, method, bound);
  }

  /** Integrates G − F over the intervals; false when a sample is empty. */
  private boolean integrate(GapIntegral integral, long[] reference, long[] current) {
    Counts.requireAligned(reference, current);
    if (reference.length != 2 * points.length + 1) {
      throw new IllegalArgumentException(
          "need " + (2 * points.length + 1) + " cells, got " + reference.length);
    }
    long m = Counts.total(reference);
    long n = Counts.total(current);
    if (n == 0 || m == 0) {
      return false;
    }
    // Divided, not multiplied by the inverse: only then does a gap cancel exactly against a share.
    double pairs = (double) n * m;
    RunningGap gap = new RunningGap(m, n);
    double left = Math.min(currentMin, points[0]);
    double from = 0;
    for (int i = 0; i < reference.length; i += 2) { // the intervals; points have no width
      gap.pass(reference[i], current[i]);
      double to = -gap.value() / pairs;
      int interval = i / 2;
      double right = right(interval);
      double width = right - left;
      if (reference[i] == 0 && current[i] == 0) {
        integral.addConstant(width, from);
      } else if (reference[i] == 0 && intervalSums != null && width < Double.POSITIVE_INFINITY) {
        double climb = current[i] / (double) n;
        double meanValue = intervalSums[interval] / current[i];
        double mean = from + climb * ((right - meanValue) / width);
        integral.addWithMean(width, from, to, mean, current[i] == 1);
      } else {
        integral.addOpen(width, from, to, reference[i] / (double) m, current[i] / (double) n);
      }
      if (i + 1 < reference.length) {
        gap.pass(reference[i + 1], current[i + 1]);
        from = -gap.value() / pairs;
      }
      left = right;
    }
    return true;
  }

  private double right(int interval) {
    return interval == points.length
        ? Math.max(currentMax, points[points.length - 1])
        : points[interval];
  }
}
