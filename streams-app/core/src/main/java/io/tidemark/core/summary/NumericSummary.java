// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.summary;

import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.reference.NumericReference;
import java.util.Arrays;

/**
 * The live counts of a numeric feature: how many values fell on each point of the reference and
 * between its points, and the moments of the finite ones. Not thread-safe.
 *
 * <p>Infinities count and fall in cells as any other number; NaN does not. Moments, minimum and
 * maximum are of the finite values.
 *
 * <p>How moments are kept: as sums of the distances from the reference's median and of their
 * squares, in integers, so that every order of values and of merging gives the same state. A
 * distance below 32 interquartile ranges of the reference is cut to a multiple of about
 * 2<sup>-53</sup> of one, and added as an integer of 58 bits, its square as one of 116; an {@link
 * ExactSum} takes what these have gathered from time to time. A distance beyond that, and every
 * distance when the reference has neither a usable range nor deviation, goes to the exact sums at
 * once. So the mean misses that of the values by at most 4e-15 of that range and three roundings.
 *
 * <p>Memory: about 9 KB at 1,024 points, four bytes for each cell; less while a window has few
 * values, eight beyond 2 billion; eight for each point with {@link SummaryOptions#intervalSums}.
 */
public final class NumericSummary implements FeatureSummary {

  /** Times the largest square, of 2^116, still fits in 127 bits. */
  private static final int MOST_GATHERED = 1000;

  private static final double LIMIT = 0x1p58;
  private static final int DEVIATION_BITS = 53;
  private static final int LARGEST_EXPONENT = 300;

  final CellCounts cells;
  long missing;
  long nan;
  long mismatched;
  long positiveInfinities;
  long negativeInfinities;
  long overflowedSquares;
  double min = Double.POSITIVE_INFINITY;
  double max = Double.NEGATIVE_INFINITY;

  private final NumericReference reference;
  private final SummaryOptions options;
  private final double center;

  /** Null when not asked for, or when something was added that did not have them. */
  IntervalSums intervalSums;

  /** How many quanta are one; NaN when every value must go the exact way. */
  private final double scale;

  private final ExactSum sum = new ExactSum();
  private final ExactSum squares = new ExactSum();
  private int gathered;
  private long gatheredSumHigh;
  private long gatheredSumLow;
  private long gatheredSquaresHigh;
  private long gatheredSquaresLow;

  /**
   * Makes an empty summary.
   *
   * @param reference what to count against
   */
  public NumericSummary(NumericReference reference) {
    this(reference, SummaryOptions.withDefaults());
  }

  /**
   * Makes an empty summary.
   *
   * @param reference what to count against
   * @param options what to keep
   */
  public NumericSummary(NumericReference reference, SummaryOptions options) {
    this.reference = reference;
    this.options = options;
    this.intervalSums = options.intervalSums() ? new IntervalSums(reference) : null;
    this.cells = new CellCounts(reference.cells());
    this.center = reference.robustCenter();
    int exponent = Math.getExponent(reference.robustScale());
    boolean usable = Math.abs(exponent) <= LARGEST_EXPONENT;
    this.scale = usable ? Math.scalb(1.0, DEVIATION_BITS - exponent) : Double.NaN;
  }

  @Override
  public NumericReference reference() {
    return reference;
  }

  /**
   * Takes a number. O(log points) at worst, without allocation once warm.
   *
   * @param v any double; NaN is counted apart
   */
  public void accept(double v) {
    accept(v, reference.cellOfFinite(v));
  }

  private void accept(double v, int cell) {
    double quanta = (v - center) * scale;
    if (Math.abs(quanta) < LIMIT) {
      cells.increment(cell);
      if (intervalSums != null && (cell & 1) == 0) {
        intervalSums.add(cell >> 1, v);
      }
      extend(v);
      gather((long) quanta);
    } else {
      acceptUnusual(v);
    }
  }

  private void extend(double value) {
    if (value < min) {
      min = value + 0.0; // -0.0 becomes 0.0
    }
    if (value > max) {
      max = value + 0.0;
    }
  }

  private void gather(long quanta) {
    gatheredSumHigh += quanta >> 32;
    gatheredSumLow += quanta & 0xFFFF_FFFFL;
    long low = quanta * quanta;
    long newLow = gatheredSquaresLow + low;
    long carry = ((low & ~newLow) | (gatheredSquaresLow & (low | ~newLow))) >>> 63;
    gatheredSquaresHigh += Math.multiplyHigh(quanta, quanta) + carry;
    gatheredSquaresLow = newLow;
    if (++gathered == MOST_GATHERED) {
      settle();
    }
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

  private void acceptUnusual(double v) {
    if (Double.isNaN(v)) {
      nan++;
      return;
    }
    int cell = reference.cellOf(v);
    cells.increment(cell);
    if (Double.isInfinite(v)) {
      positiveInfinities += v > 0 ? 1 : 0;
      negativeInfinities += v > 0 ? 0 : 1;
    } else {
      if (intervalSums != null && (cell & 1) == 0) {
        intervalSums.add(cell >> 1, v);
      }
      extend(v);
      addExactly(v);
    }
  }

  private void addExactly(double value) {
    sum.add(value);
    sum.add(-center);
    double square = (value - center) * (value - center);
    if (square <= Double.MAX_VALUE) {
      squares.add(square);
    } else {
      overflowedSquares++;
    }
  }

  /** Adds a finite value to the sums, as {@link #accept(double)} does. */
  void addToSums(double value) {
    double quanta = (value - center) * scale;
    if (Math.abs(quanta) < LIMIT) {
      gather((long) quanta);
    } else {
      addExactly(value);
    }
  }

  /** The sum of the distances from the reference's median, with all that was gathered. */
  ExactSum sum() {
    settle();
    return sum;
  }

  /** The sum of the squares of those distances, with all that was gathered. */
  ExactSum squares() {
    settle();
    return squares;
  }

  @Override
  public void accept(ObservedValues values, int slot, long time) {
    acceptAt(values, slot, reference.cellOfFinite(values.number(slot)));
  }

  /** Takes the value in a slot; the cell is known, and of no meaning unless it is finite. */
  void acceptAt(ObservedValues values, int slot, int cell) {
    ObservedValues.Type type = values.type(slot);
    if (type == ObservedValues.Type.NUMBER) {
      accept(values.number(slot), cell);
    } else if (type == ObservedValues.Type.TEXT) {
      mismatched++;
    } else {
      missing++;
    }
  }

  @Override
  public void acceptMissing() {
    missing++;
  }

  /** Takes a value that is not a number. */
  public void acceptInvalid() {
    mismatched++;
  }

  /** Adds the counts of another of the same reference, which is not this. */
  void combine(NumericSummary other) {
    if (other.intervalSums == null && other.count() > 0) {
      intervalSums = null;
    } else if (intervalSums != null && other.count() > 0) {
      intervalSums.add(other.intervalSums);
    }
    cells.add(other.cells);
    sum.add(other.sum());
    squares.add(other.squares());
    missing += other.missing;
    nan += other.nan;
    mismatched += other.mismatched;
    positiveInfinities += other.positiveInfinities;
    negativeInfinities += other.negativeInfinities;
    overflowedSquares += other.overflowedSquares;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
  }

  void clear() {
    if (intervalSums != null) {
      intervalSums.clear();
    } else if (options.intervalSums()) {
      intervalSums = new IntervalSums(reference);
    }
    cells.clear();
    sum.clear();
    squares.clear();
    forgetGathered();
    missing = 0;
    nan = 0;
    mismatched = 0;
    positiveInfinities = 0;
    negativeInfinities = 0;
    overflowedSquares = 0;
    min = Double.POSITIVE_INFINITY;
    max = Double.NEGATIVE_INFINITY;
  }

  @Override
  public long count() {
    return cells.total();
  }

  /**
   * The finite values.
   *
   * @return {@code count()} without the infinities
   */
  public long finite() {
    return count() - positiveInfinities - negativeInfinities;
  }

  @Override
  public long missing() {
    return missing;
  }

  @Override
  public long nan() {
    return nan;
  }

  @Override
  public long mismatched() {
    return mismatched;
  }

  /**
   * How many values were +infinity; they are in {@link #count} too.
   *
   * @return 0 or more
   */
  public long positiveInfinities() {
    return positiveInfinities;
  }

  /**
   * How many values were -infinity; they are in {@link #count} too.
   *
   * @return 0 or more
   */
  public long negativeInfinities() {
    return negativeInfinities;
  }

  /**
   * How many values fell in each cell of the reference.
   *
   * @return a copy, as long as the reference's cells
   */
  public long[] cellCounts() {
    return cells.toArray();
  }

  /**
   * The sum of the finite values of each open interval between points.
   *
   * @return a copy, one more than points, NaN for an interval of infinite width; null when the sums
   *     were not asked for, or when something was added that did not have them
   */
  public double[] intervalSums() {
    if (intervalSums == null) {
      return null;
    }
    long[] counts = cellCounts();
    double[] sums = new double[reference.points() + 1];
    Arrays.setAll(sums, i -> intervalSums.sum(i, counts[2 * i]));
    return sums;
  }

  /**
   * The mean of the finite values.
   *
   * @return the mean; NaN when no value is finite
   */
  public double mean() {
    long n = finite();
    return n == 0 ? Double.NaN : Math.min(max, Math.max(min, center + sum().mean(n)));
  }

  /**
   * The variance of the finite values about their mean, as a population (divided by the count, not
   * by one less). With q the mean square distance from the reference's median and r its {@link
   * NumericReference#robustScale}, it misses that of the values by at most 2e-15·q + 5e-16·r·√q.
   *
   * @return 0 or more; infinite when a squared distance is beyond a double; NaN when no value is
   *     finite
   */
  public double variance() {
    long n = finite();
    if (n == 0) {
      return Double.NaN;
    }
    if (min == max) {
      return 0;
    }
    if (overflowedSquares > 0) {
      return Double.POSITIVE_INFINITY;
    }
    double shift = sum().mean(n);
    return Math.max(0, squares().mean(n) - shift * shift);
  }

  /**
   * The smallest finite value.
   *
   * @return the minimum; NaN when no value is finite
   */
  public double min() {
    return finite() == 0 ? Double.NaN : min;
  }

  /**
   * The largest finite value.
   *
   * @return the maximum; NaN when no value is finite
   */
  public double max() {
    return finite() == 0 ? Double.NaN : max;
  }
}
