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
 * maximum are of the finite values. Every order of values and of merging gives the same state;
 * {@link Moments} says how that is with the moments, whose mean misses that of the values by at
 * most 4e-15 of the reference's interquartile range and three roundings.
 *
 * <p>Numbers wait in a buffer and are counted a thousand at a time, or when somebody asks. What a
 * number is looked up in and counted in is some 25 KB; with twenty features of ten models in turn
 * none of it is in the nearest cache, and each number would wait for memory three times. Up to
 * {@value HeldNumbers#FEW} numbers stay in the buffer, so that a summary of so few can be written
 * as what they are.
 *
 * <p>Memory: at 1,024 points about 8 KB, four bytes for each cell, and up to 8 KB of numbers that
 * wait; less while a window has few values, more beyond 2 billion; eight bytes for each point with
 * {@link SummaryOptions#intervalSums}.
 */
public final class NumericSummary implements FeatureSummary {

  /** So many are taken through the steps of counting together. */
  private static final int BLOCK = 128;

  private final NumericReference reference;
  private final SummaryOptions options;
  private final HeldNumbers numbers = new HeldNumbers();

  /** Null until something is counted: a summary of few numbers needs neither. */
  private CellCounts cells;

  private Moments moments;

  /** Null when not asked for, or when something was added that did not have them. */
  private IntervalSums intervalSums;

  private long missing;
  private long nan;
  private long mismatched;
  private long positiveInfinities;
  private long negativeInfinities;

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
  }

  @Override
  public NumericReference reference() {
    return reference;
  }

  /**
   * Takes a number. O(log points) at worst in the mean, without allocation of more than a few
   * blocks for a thousand numbers.
   *
   * @param v any double; NaN is counted apart
   */
  public void accept(double v) {
    if (Double.isNaN(v)) {
      nan++;
      return;
    }
    if (!numbers.add(v)) {
      settle();
      numbers.add(v);
    }
  }

  /** Counts what waits. */
  private void settle() {
    if (numbers.allCounted()) {
      return;
    }
    beginToCount();
    double[] block = new double[BLOCK];
    int[] found = new int[BLOCK];
    for (int size = numbers.next(block); size > 0; size = numbers.next(block)) {
      int near = keepNear(block, size);
      reference.findCells(block, near, found);
      cells.increment(found, near);
      moments.addNear(block, near);
      if (intervalSums != null) {
        addToIntervals(block, found, near);
      }
    }
    numbers.release();
  }

  private void beginToCount() {
    if (cells == null) {
      cells = new CellCounts(reference.cells());
      moments = new Moments(reference);
    }
  }

  /** Moves those that are near the reference to the front, and counts the others. */
  private int keepNear(double[] block, int size) {
    int near = 0;
    for (int i = 0; i < size; i++) {
      double v = block[i];
      block[near] = v;
      if (moments.isNear(v)) {
        near++;
      } else {
        countFar(v);
      }
    }
    return near;
  }

  private void countFar(double v) {
    int cell = reference.cellOf(v);
    cells.increment(cell);
    if (Double.isInfinite(v)) {
      positiveInfinities += v > 0 ? 1 : 0;
      negativeInfinities += v > 0 ? 0 : 1;
      return;
    }
    if (intervalSums != null && (cell & 1) == 0) {
      intervalSums.add(cell >> 1, v);
    }
    moments.addFar(v);
  }

  private void addToIntervals(double[] near, int[] found, int size) {
    for (int i = 0; i < size; i++) {
      if ((found[i] & 1) == 0) {
        intervalSums.add(found[i] >> 1, near[i]);
      }
    }
  }

  @Override
  public void accept(ObservedValues values, int slot, long time) {
    ObservedValues.Type type = values.type(slot);
    if (type == ObservedValues.Type.NUMBER) {
      accept(values.number(slot));
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

  /** Adds the values that were no numbers. */
  void addLost(long moreMissing, long moreNan, long moreMismatched) {
    missing += moreMissing;
    nan += moreNan;
    mismatched += moreMismatched;
  }

  /** Adds infinities whose cells are added to {@link #openCells}. */
  void addInfinities(long positive, long negative) {
    positiveInfinities += positive;
    negativeInfinities += negative;
  }

  /** The cells, to add numbers to that are not held. */
  CellCounts openCells() {
    CellCounts open = cells();
    numbers.releaseAll();
    return open;
  }

  /** The moments, to add to or to read. */
  Moments moments() {
    settle();
    beginToCount();
    return moments;
  }

  /** Says that the sums of the intervals are not known any more. */
  void forgetIntervalSums() {
    intervalSums = null;
  }

  /** The sums of the open intervals; null when they are not known. */
  IntervalSums intervals() {
    settle();
    return intervalSums;
  }

  /** The cells, to read. */
  CellCounts cells() {
    settle();
    beginToCount();
    return cells;
  }

  /**
   * All numbers that ever came, in ascending order, when they are few; null when there were more,
   * or some came as counts.
   */
  double[] few() {
    return numbers.few();
  }

  /** Adds the counts of another of the same reference, which is not this. */
  void combine(NumericSummary other) {
    addLost(other.missing, other.nan, other.mismatched);
    double[] few = other.few();
    if (few != null) {
      for (double number : few) {
        accept(number);
      }
      return;
    }
    openCells().add(other.cells());
    if (other.intervalSums == null) {
      intervalSums = null;
    } else if (intervalSums != null) {
      intervalSums.add(other.intervalSums);
    }
    moments.add(other.moments());
    addInfinities(other.positiveInfinities, other.negativeInfinities);
  }

  void clear() {
    if (intervalSums != null) {
      intervalSums.clear();
    } else if (options.intervalSums()) {
      intervalSums = new IntervalSums(reference);
    }
    if (cells != null) {
      cells.clear();
      moments.clear();
    }
    numbers.clear();
    missing = 0;
    nan = 0;
    mismatched = 0;
    positiveInfinities = 0;
    negativeInfinities = 0;
  }

  @Override
  public long count() {
    settle();
    return cells == null ? 0 : cells.total();
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
    settle();
    return positiveInfinities;
  }

  /**
   * How many values were -infinity; they are in {@link #count} too.
   *
   * @return 0 or more
   */
  public long negativeInfinities() {
    settle();
    return negativeInfinities;
  }

  /**
   * How many values fell in each cell of the reference.
   *
   * @return a copy, as long as the reference's cells
   */
  public long[] cellCounts() {
    settle();
    return cells == null ? new long[reference.cells()] : cells.toArray();
  }

  /**
   * The sum of the finite values of each open interval between points.
   *
   * @return a copy, one more than points, NaN for an interval of infinite width; null when the sums
   *     were not asked for, or when something was added that did not have them
   */
  public double[] intervalSums() {
    settle();
    if (intervalSums == null) {
      return null;
    }
    long[] counts = cellCounts();
    double[] ofIntervals = new double[reference.points() + 1];
    Arrays.setAll(ofIntervals, i -> intervalSums.sum(i, counts[2 * i]));
    return ofIntervals;
  }

  /**
   * The mean of the finite values.
   *
   * @return the mean; NaN when no value is finite
   */
  public double mean() {
    long n = finite();
    return n == 0 ? Double.NaN : moments.mean(n);
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
    return n == 0 ? Double.NaN : moments.variance(n);
  }

  /**
   * The smallest finite value.
   *
   * @return the minimum; NaN when no value is finite
   */
  public double min() {
    return finite() == 0 ? Double.NaN : moments.min();
  }

  /**
   * The largest finite value.
   *
   * @return the maximum; NaN when no value is finite
   */
  public double max() {
    return finite() == 0 ? Double.NaN : moments.max();
  }
}
