// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.summary;

import io.tidemark.core.reference.NumericReference;

/**
 * The moments of finite values: their range, and the sums of their distances from the reference's
 * median and of the squares of these, in integers. Every order of values and of merging gives the
 * same. Not thread-safe.
 *
 * <p>A distance below 32 interquartile ranges of the reference is cut to a multiple of about
 * 2<sup>-53</sup> of one, and added as an integer of 58 bits, its square as one of 116; an {@link
 * ExactSum} takes what these have gathered from time to time. A distance beyond that, and every
 * distance when the reference has neither a usable range nor deviation, goes to the exact sums at
 * once.
 */
final class Moments {

  /** Times the largest square, of 2^116, still fits in 127 bits. */
  private static final int MOST_GATHERED = 1000;

  private static final double LIMIT = 0x1p58;
  private static final int DEVIATION_BITS = 53;
  private static final int LARGEST_EXPONENT = 300;

  private final double center;

  /** How many quanta are one; NaN when every value must go the exact way. */
  private final double scale;

  private final ExactSum sum = new ExactSum();
  private final ExactSum squares = new ExactSum();
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;
  private long overflowedSquares;
  private int gathered;
  private long gatheredSumHigh;
  private long gatheredSumLow;
  private long gatheredSquaresHigh;
  private long gatheredSquaresLow;

  Moments(NumericReference reference) {
    this.center = reference.robustCenter();
    int exponent = Math.getExponent(reference.robustScale());
    boolean usable = Math.abs(exponent) <= LARGEST_EXPONENT;
    this.scale = usable ? Math.scalb(1.0, DEVIATION_BITS - exponent) : Double.NaN;
  }

  /** Whether a value can go to the integers; no infinite one can. */
  boolean isNear(double value) {
    return Math.abs((value - center) * scale) < LIMIT;
  }

  /** Adds values that all are near. */
  void addNear(double[] values, int count) {
    includeAll(values, count);
    addDistances(values, count);
  }

  private void includeAll(double[] values, int count) {
    double low = min;
    double high = max;
    for (int i = 0; i < count; i++) {
      // Branches that are hardly ever taken; a minimum of NaN and zeros takes longer.
      if (values[i] < low) {
        low = values[i];
      }
      if (values[i] > high) {
        high = values[i];
      }
    }
    include(low, high);
  }

  /** Extends the range. */
  void include(double low, double high) {
    min = Math.min(min, low) + 0.0; // -0.0 becomes 0.0
    max = Math.max(max, high) + 0.0;
  }

  private void addDistances(double[] values, int count) {
    if (gathered + count > MOST_GATHERED) {
      settle();
    }
    gathered += count;
    long sumHigh = gatheredSumHigh;
    long sumLow = gatheredSumLow;
    long squaresHigh = gatheredSquaresHigh;
    long squaresLow = gatheredSquaresLow;
    for (int i = 0; i < count; i++) {
      long quanta = (long) ((values[i] - center) * scale);
      sumHigh += quanta >> 32;
      sumLow += quanta & 0xFFFF_FFFFL;
      long low = quanta * quanta;
      long newLow = squaresLow + low;
      long carry = ((low & ~newLow) | (squaresLow & (low | ~newLow))) >>> 63;
      squaresHigh += Math.multiplyHigh(quanta, quanta) + carry;
      squaresLow = newLow;
    }
    gatheredSumHigh = sumHigh;
    gatheredSumLow = sumLow;
    gatheredSquaresHigh = squaresHigh;
    gatheredSquaresLow = squaresLow;
  }

  /** Adds a finite value that is not near. */
  void addFar(double value) {
    include(value, value);
    addFarDistance(value);
  }

  private void addFarDistance(double value) {
    sum.add(value);
    sum.add(-center);
    double square = (value - center) * (value - center);
    if (square <= Double.MAX_VALUE) {
      squares.add(square);
    } else {
      overflowedSquares++;
    }
  }

  /** Adds any finite value to the sums. */
  void addToSums(double value) {
    if (isNear(value)) {
      addDistances(new double[] {value}, 1);
    } else {
      addFarDistance(value);
    }
  }

  void add(Moments other) {
    sum.add(other.sum());
    squares.add(other.squares());
    overflowedSquares += other.overflowedSquares;
    include(other.min, other.max);
  }

  void addOverflowedSquares(long more) {
    overflowedSquares += more;
  }

  private void settle() {
    if (gathered == 0) {
      return;
    }
    int exponent = -Math.getExponent(scale);
    sum.addInteger(gatheredSumHigh, exponent + 32);
    sum.addInteger(gatheredSumLow, exponent);
    squares.addInteger(gatheredSquaresHigh, 2 * exponent + 64);
    squares.addInteger(gatheredSquaresLow >>> 32, 2 * exponent + 32);
    squares.addInteger(gatheredSquaresLow & 0xFFFF_FFFFL, 2 * exponent);
    forgetGathered();
  }

  private void forgetGathered() {
    gathered = 0;
    gatheredSumHigh = 0;
    gatheredSumLow = 0;
    gatheredSquaresHigh = 0;
    gatheredSquaresLow = 0;
  }

  /** The sum of the distances, with all that was gathered. */
  ExactSum sum() {
    settle();
    return sum;
  }

  /** The sum of the squares, with all that was gathered. */
  ExactSum squares() {
    settle();
    return squares;
  }

  /** How many squares were beyond a double, and are in no sum. */
  long overflowedSquares() {
    return overflowedSquares;
  }

  double min() {
    return min;
  }

  double max() {
    return max;
  }

  /** The mean of the values, so many they are. */
  double mean(long count) {
    return Math.min(max, Math.max(min, center + sum().mean(count)));
  }

  /** The variance of the values about their mean, as a population. */
  double variance(long count) {
    if (min == max) {
      return 0;
    }
    if (overflowedSquares > 0) {
      return Double.POSITIVE_INFINITY;
    }
    double shift = sum().mean(count);
    return Math.max(0, squares().mean(count) - shift * shift);
  }

  void clear() {
    sum.clear();
    squares.clear();
    overflowedSquares = 0;
    min = Double.POSITIVE_INFINITY;
    max = Double.NEGATIVE_INFINITY;
    forgetGathered();
  }
}
