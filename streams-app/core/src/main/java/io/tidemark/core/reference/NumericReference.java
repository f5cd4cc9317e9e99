// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

import io.tidemark.core.observation.FeatureKind;
import io.tidemark.core.observation.FeatureRole;
import java.util.Arrays;
import java.util.Objects;

/**
 * The frozen distribution of a numeric feature: sorted points of the reference sample, with how
 * many of its values lie exactly on each point and strictly between neighbours.
 *
 * <p>The {@code k} points cut the line into {@code 2k + 1} <em>cells</em>: cell {@code 2i} is the
 * open interval below point {@code i} (cell {@code 2k} is the one above the last point), cell
 * {@code 2i + 1} is point {@code i} itself. The counts of all cells are exact, so the reference's
 * distribution function is exact at every point and just below it, however few points are kept.
 * Where every distinct value is a point, nothing lies between points and the reference is {@link
 * #exact}.
 *
 * <p>Points are strictly increasing and never NaN; they may be infinite; negative zero is kept as
 * zero. Immutable and safe for use by several threads.
 */
public final class NumericReference implements FeatureReference {

  /** The resolution that keeps every distinct value. */
  public static final int ALL = Integer.MAX_VALUE;

  /** The smallest resolution. */
  public static final int LEAST_POINTS = SortedSample.MIN_RESOLUTION;

  /** The resolution used unless another is asked for. */
  public static final int DEFAULT_RESOLUTION = 1024;

  private final String name;
  private final FeatureRole role;
  private final FrozenCounts cells;
  private final Lost lost;
  private final Moments moments;
  private final PointIndex index;
  private final long count;
  private final long largestInterval;
  private final double robustCenter;
  private final double robustScale;

  /** The bins asked for last: what is asked for is hardly ever anything else. */
  private volatile Bins lastBins;

  /**
   * Location and scale of the finite values of a sample; all NaN when it has none.
   *
   * @param mean the mean
   * @param standardDeviation about the mean, as a population
   * @param min the smallest
   * @param max the largest
   */
  public record Moments(double mean, double standardDeviation, double min, double max) {}

  /** Made of counts that belong together; the points are given away. */
  NumericReference(
      String name, FeatureRole role, double[] points, long[] cells, Lost lost, Moments moments) {
    this.name = Objects.requireNonNull(name, "name");
    this.role = Objects.requireNonNull(role, "role");
    this.cells = new FrozenCounts(cells);
    this.lost = lost;
    this.moments = moments;
    long total = 0;
    long largest = 0;
    for (int cell = 0; cell < cells.length; cell++) {
      total = Math.addExact(total, cells[cell]);
      largest = cell % 2 == 0 ? Math.max(largest, cells[cell]) : largest;
    }
    if (total == 0 || points.length == 0) {
      throw new IllegalArgumentException("the reference of '" + name + "' has no values");
    }
    this.count = total;
    this.index = PointIndex.of(points);
    this.largestInterval = largest;
    this.robustCenter = findCenter(cells);
    this.robustScale = findScale(cells);
  }

  /**
   * Makes a reference from raw values.
   *
   * @param name the feature's name
   * @param role its role
   * @param values the sample in any order; NaN counts as invalid
   * @param resolution the most points to keep, at least {@value SortedSample#MIN_RESOLUTION}, or
   *     {@link #ALL}
   * @param missing values that were missing
   * @return the reference
   * @throws IllegalArgumentException if no value is a number
   */
  public static NumericReference of(
      String name, FeatureRole role, double[] values, int resolution, long missing) {
    SortedSample sample = SortedSample.of(values);
    return sample.reference(name, role, resolution, new Lost(missing, sample.nan()));
  }

  /**
   * The reference of a sample that was counted against the points of this one, of which it keeps
   * the best.
   *
   * @param counts how many of the sample lie in each cell; none above the last point
   * @param resolution the most points to keep
   * @param missing values that were missing
   * @param invalid values that were NaN or texts
   * @param ofSample location and scale of the sample
   * @return a reference whose counts are those of the sample, exactly
   */
  public NumericReference recounted(
      long[] counts, int resolution, long missing, long invalid, Moments ofSample) {
    return SortedSample.ofCells(allPoints(), counts)
        .reference(name, role, resolution, new Lost(missing, invalid), ofSample);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public FeatureRole role() {
    return role;
  }

  @Override
  public FeatureKind kind() {
    return FeatureKind.NUMERIC;
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public long missing() {
    return lost.missing();
  }

  @Override
  public long invalid() {
    return lost.invalid();
  }

  PointIndex index() {
    return index;
  }

  /**
   * The number of points, {@code k}.
   *
   * @return 1 or more
   */
  public int points() {
    return index.size();
  }

  /**
   * A point.
   *
   * @param i 0 to {@code points() - 1}
   * @return its value; greater than the point before it
   */
  public double point(int i) {
    return index.point(i);
  }

  /**
   * All points.
   *
   * @return a copy, {@link #points} long
   */
  public double[] allPoints() {
    return index.points();
  }

  /**
   * The number of cells.
   *
   * @return {@code 2 * points() + 1}
   */
  public int cells() {
    return cells.size();
  }

  /**
   * How many reference values lie in each cell.
   *
   * @return a copy, {@link #cells} long; the even ones are 0 when {@link #exact}
   */
  public long[] cellCounts() {
    return cells.toArray();
  }

  /**
   * How many reference values lie in one cell.
   *
   * @param cell 0 to {@code cells() - 1}
   * @return 0 or more
   */
  public long cellCount(int cell) {
    return cells.get(cell);
  }

  /**
   * The cell a value lies in. O(log k), without allocation.
   *
   * @param value any double but NaN
   * @return 0 to {@code cells() - 1}
   */
  public int cellOf(double value) {
    return index.cellOf(value);
  }

  /**
   * Finds the cells of many values: {@link #cellOf} for each, without its look for infinities.
   *
   * @param values finite numbers
   * @param count how many of them, from the first
   * @param cells receives the cell of each, 0 to {@code cells() - 1}
   */
  public void findCells(double[] values, int count, int[] cells) {
    index.findCells(values, count, cells);
  }

  /**
   * Whether every distinct value of the sample is a point.
   *
   * @return true when no value lies between points
   */
  public boolean exact() {
    return largestInterval == 0;
  }

  /**
   * The largest share of the sample strictly between two neighbouring points: the most by which a
   * statistic of the supremum kind can miss.
   *
   * @return a share in [0, 1); 0 when {@link #exact}
   */
  public double largestIntervalShare() {
    return (double) largestInterval / count;
  }

  /**
   * The mean of the finite values.
   *
   * @return the mean; NaN when no value is finite
   */
  public double mean() {
    return moments.mean;
  }

  /**
   * The standard deviation of the finite values about their mean, of the sample as a population
   * (divided by the count, not by one less).
   *
   * @return 0 or more; NaN when no value is finite
   */
  public double standardDeviation() {
    return moments.standardDeviation;
  }

  /**
   * The smallest finite value.
   *
   * @return the minimum; NaN when no value is finite
   */
  public double min() {
    return moments.min;
  }

  /**
   * The largest finite value.
   *
   * @return the maximum; NaN when no value is finite
   */
  public double max() {
    return moments.max;
  }

  /**
   * The inner edges of quantile bins: for {@code j = 1 .. bins - 1} the smallest point at which the
   * reference's distribution function reaches {@code j / bins}, duplicates dropped. The bins are
   * {@code (-inf, e1], (e1, e2], .., (eLast, inf)}.
   *
   * <p>Compared as integers, so a level that falls on a count exactly is met exactly. On a
   * compressed reference the edges for 2, 4, 5, 10 and 20 bins are those of the whole sample when
   * at least {@value SortedSample#ANCHORED_RESOLUTION} points were kept; those for other numbers of
   * bins may lie one point higher.
   *
   * @param bins 1 or more
   * @return strictly increasing points, at most {@code bins - 1}
   */
  public double[] edges(int bins) {
    int[] ends = bins(bins).ends;
    double[] edges = new double[ends.length - 1];
    for (int bin = 0; bin < edges.length; bin++) {
      edges[bin] = index.point(ends[bin] / 2 - 1);
    }
    return edges;
  }

  /**
   * Sums cells by the bins of {@link #edges}, which are points, so no cell is cut.
   *
   * @param counts how many of a sample lie in each cell
   * @param bins 1 or more
   * @return as many sums as there are bins: one more than edges
   */
  public long[] binned(long[] counts, int bins) {
    int[] ends = bins(bins).ends;
    long[] sums = new long[ends.length];
    int cell = 0;
    for (int bin = 0; bin < sums.length; bin++) {
      long sum = 0;
      while (cell < ends[bin]) {
        sum += counts[cell++];
      }
      sums[bin] = sum;
    }
    return sums;
  }

  /** Where bins of quantiles end. */
  private static final class Bins {
    final int wanted;
    final int[] ends; // the cell after the last one of each

    Bins(int wanted, int[] ends) {
      this.wanted = wanted;
      this.ends = ends;
    }
  }

  private Bins bins(int wanted) {
    Bins bins = lastBins;
    if (bins == null || bins.wanted != wanted) {
      bins = new Bins(wanted, ends(wanted));
      lastBins = bins;
    }
    return bins;
  }

  private int[] ends(int bins) {
    if (bins < 1) {
      throw new IllegalArgumentException("bins must be at least 1, got " + bins);
    }
    int[] ends = new int[bins];
    int found = 0;
    int level = 1;
    long below = 0;
    for (int i = 0; i < points() && level < bins; i++) {
      below += cells.get(2 * i) + cells.get(2 * i + 1);
      if (SortedSample.reaches(below, level, bins, count)) {
        ends[found++] = 2 * i + 2;
        while (level < bins && SortedSample.reaches(below, level, bins, count)) {
          level++;
        }
      }
    }
    ends[found] = cells();
    return Arrays.copyOf(ends, found + 1);
  }

  /**
   * A center that outliers do not move: the lower median point, or the finite point nearest to it.
   *
   * @return a finite number; 0 when no point is finite
   */
  public double robustCenter() {
    return robustCenter;
  }

  private double findCenter(long[] counts) {
    double median = quantile(counts, 1, 2);
    if (Double.isInfinite(median)) {
      median = median > 0 ? max() : min();
    }
    return Double.isNaN(median) ? 0 : median;
  }

  /**
   * A scale that outliers do not move: the distance between the quartile points, or the standard
   * deviation where that is 0 or infinite.
   *
   * @return 0 or more; NaN when no value is finite
   */
  public double robustScale() {
    return robustScale;
  }

  private double findScale(long[] counts) {
    double range = quantile(counts, 3, 4) - quantile(counts, 1, 4);
    return range > 0 && range <= Double.MAX_VALUE ? range : standardDeviation();
  }

  /** The smallest point at which the distribution function reaches a level. */
  private double quantile(long[] counts, int level, int levels) {
    int i = 0;
    long below = counts[0] + counts[1];
    while (i < points() - 1 && !SortedSample.reaches(below, level, levels, count)) {
      i++;
      below += counts[2 * i] + counts[2 * i + 1];
    }
    return index.point(i);
  }

  @Override
  public String toString() {
    return "NumericReference[" + name + ", n=" + count + ", points=" + points() + "]";
  }
}
