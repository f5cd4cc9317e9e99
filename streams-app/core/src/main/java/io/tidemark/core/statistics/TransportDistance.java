// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics;

import java.util.Objects;

/**
 * Distances that measure how far values moved, in the feature's own unit: Wasserstein's first ∫|F −
 * G| and the energy distance √(2∫(F − G)²), as SciPy defines them.
 *
 * <p>Range [0, ∞]; infinite when the samples differ in their share of an infinite value. Both need
 * to know where values lie, not only between which points. With the sum of the current values of
 * each open interval, Wasserstein's is exact wherever F − G keeps its sign inside the interval;
 * without, values are taken as evenly spread between neighbouring points (the outermost up to the
 * window's minimum and maximum). The method is {@code exact} where nothing is left open, else
 * {@code approximate} with its bound. Time O(points). Immutable; the arrays are not copied.
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

  /**
   * Describes where the counted values lie.
   *
   * @param points the points between the open intervals, strictly ascending
   * @param currentMin least current value; ignored when there is none
   * @param currentMax largest current value
   * @param intervalSums sum of the current values of each open interval, one more than points, or
   *     null when it was not kept
   */
  public TransportDistance(
      double[] points, double currentMin, double currentMax, double[] intervalSums) {
    this.points = Objects.requireNonNull(points, "points");
    this.currentMin = currentMin;
    this.currentMax = currentMax;
    this.intervalSums = intervalSums;
  }

  /**
   * Wasserstein's first distance.
   *
   * @param reference counts of the reference sample by cell, in ascending order
   * @param current counts of the current sample by cell
   * @return the distance in the feature's unit; undefined when a sample is empty
   */
  public Outcome wasserstein(long[] reference, long[] current) {
    GapIntegral integral = integrate(GapIntegral.Gap.ABSOLUTE, reference, current);
    return integral == null
        ? Outcome.undefined()
        : outcome(integral.estimate(), integral.errorBound());
  }

  /**
   * The energy distance.
   *
   * @param reference counts of the reference sample by cell, in ascending order
   * @param current counts of the current sample by cell
   * @return the distance in the square root of the feature's unit; undefined when a sample is empty
   */
  public Outcome energy(long[] reference, long[] current) {
    GapIntegral integral = integrate(GapIntegral.Gap.SQUARE, reference, current);
    if (integral == null) {
      return Outcome.undefined();
    }
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

  private GapIntegral integrate(GapIntegral.Gap gap, long[] reference, long[] current) {
    Counts.requireAligned(reference, current);
    if (reference.length != 2 * points.length + 1) {
      throw new IllegalArgumentException(
          "need " + (2 * points.length + 1) + " cells, got " + reference.length);
    }
    long m = Counts.total(reference);
    long n = Counts.total(current);
    if (n == 0 || m == 0) {
      return null;
    }
    GapIntegral integral = new GapIntegral(gap);
    long seenReference = 0;
    long seenCurrent = 0;
    for (int i = 0; i < reference.length; i++) {
      double from = share(seenCurrent, n, seenReference, m);
      seenReference += reference[i];
      seenCurrent += current[i];
      if (!Counts.isPoint(i)) {
        double to = share(seenCurrent, n, seenReference, m);
        addInterval(
            integral,
            i / 2,
            from,
            to,
            new double[] {(double) reference[i] / m, (double) current[i] / n, current[i]});
      }
    }
    return integral;
  }

  private void addInterval(
      GapIntegral integral, int interval, double from, double to, double[] mass) {
    double left = interval == 0 ? Math.min(currentMin, points[0]) : points[interval - 1];
    double right =
        interval == points.length
            ? Math.max(currentMax, points[points.length - 1])
            : points[interval];
    double width = right - left;
    double inReference = mass[0];
    double inCurrent = mass[1];
    if (inReference == 0 && inCurrent == 0) {
      integral.addConstant(width, from);
    } else if (inReference == 0 && intervalSums != null && width < Double.POSITIVE_INFINITY) {
      double meanValue = intervalSums[interval] / mass[2];
      double mean = from + inCurrent * ((right - meanValue) / width);
      integral.addWithMean(width, from, to, mean);
    } else {
      integral.addOpen(width, new double[] {from - inReference, from + inCurrent}, from, to);
    }
  }

  /** G − F. */
  private static double share(long current, long n, long reference, long m) {
    return Counts.crossDifference(current, m, reference, n) / ((double) n * m);
  }
}
