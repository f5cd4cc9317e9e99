// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

import java.util.Arrays;

/**
 * Finds the cell of a value among sorted points: the hot loop of counting. Immutable.
 *
 * <p>How it works: a monotone map takes the value to one of a few thousand buckets, a table says
 * how many points lie below the bucket, and a search of fixed length among the next points, without
 * branches, finishes. The map is linear near a center and logarithmic far from it: {@code sign(u) *
 * (bits(|u| + scale) - bits(scale))} with {@code u = value - center}, where {@code bits} are those
 * of the double, which grow like its logarithm. So neither an outlier nor a heavy tail can squeeze
 * all points into one bucket. Center and scale are chosen among a few candidates by the fullest
 * bucket. The search takes as many steps as that bucket needs: one or two on most data, and never
 * more than a binary search over all points would.
 *
 * <p>Fixed steps without branches beat a scan: how many points lie before the value in its bucket
 * is as good as random, and a wrongly predicted branch costs more than three steps.
 */
final class PointIndex {

  private static final int BUCKETS_PER_POINT = 4;
  private static final int GOOD_STEPS = 2;
  private static final int MANY_POINTS = 256;
  private static final int EXTREME_POINTS = 2;

  private final int size;
  private final double[] padded;
  private final double center;
  private final double scale;
  private final long scaleBits;
  private final int shift;
  private final long firstBucket;
  private final int lastBucket;
  private final char[] below;
  private final int[] belowMany;
  private final int firstStep;

  private PointIndex(double[] points, double center, double scale) {
    this.size = points.length;
    this.center = center;
    this.scale = scale;
    this.scaleBits = Double.doubleToRawLongBits(scale);
    long low = map(low(points));
    long high = map(high(points));
    int narrowing = 1;
    while ((high >> narrowing) - (low >> narrowing) >= (long) BUCKETS_PER_POINT * size) {
      narrowing++;
    }
    this.shift = narrowing;
    this.firstBucket = low >> narrowing;
    this.lastBucket = (int) ((high >> narrowing) - firstBucket);
    int[] table = new int[lastBucket + 1];
    int fullest = fill(table, points);
    this.below = size <= Character.MAX_VALUE ? narrowed(table) : null;
    this.belowMany = below == null ? table : null;
    this.firstStep = Integer.highestOneBit(fullest);
    this.padded = Arrays.copyOf(points, size + 2 * firstStep);
    Arrays.fill(padded, size, padded.length, Double.POSITIVE_INFINITY);
  }

  /** Counts the points below each bucket; returns how many the fullest one holds. */
  private int fill(int[] table, double[] points) {
    for (double point : points) {
      table[bucket(point)]++;
    }
    int total = 0;
    int fullest = 1;
    for (int i = 0; i < table.length; i++) {
      int here = table[i];
      table[i] = total;
      total += here;
      fullest = Math.max(fullest, here);
    }
    return fullest;
  }

  private static char[] narrowed(int[] table) {
    char[] narrow = new char[table.length];
    for (int i = 0; i < table.length; i++) {
      narrow[i] = (char) table[i];
    }
    return narrow;
  }

  static PointIndex of(double[] points) {
    int k = points.length;
    double first = low(points);
    double quarter = clamp(points[k / 4]);
    double half = clamp(points[k / 2]);
    double last = high(points);
    double middle = clamp(points[(int) (3L * k / 4)]) / 2 - quarter / 2; // half, so it is finite
    PointIndex best = new PointIndex(points, half, scale(middle));
    double[] centers = {first, last, half, 0};
    double[] scales = {
      half / 16 - first / 16, last / 16 - half / 16, middle / 64, Math.abs(half) / 256
    };
    for (int i = 0; i < centers.length && best.steps() > GOOD_STEPS; i++) {
      PointIndex other = new PointIndex(points, centers[i], scale(scales[i]));
      best = other.steps() < best.steps() ? other : best;
    }
    return best;
  }

  private static double scale(double wanted) {
    return wanted >= Double.MIN_NORMAL ? wanted : Double.MIN_NORMAL;
  }

  private static double clamp(double value) {
    return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value));
  }

  /** Where the buckets begin: without a few extreme points, which may be anywhere. */
  private static double low(double[] points) {
    int i = points.length < MANY_POINTS ? 0 : EXTREME_POINTS;
    boolean infinite = points[i] == Double.NEGATIVE_INFINITY && points.length > 1;
    return clamp(points[infinite ? i + 1 : i]);
  }

  private static double high(double[] points) {
    int i = points.length - 1 - (points.length < MANY_POINTS ? 0 : EXTREME_POINTS);
    boolean infinite = points[i] == Double.POSITIVE_INFINITY && i > 0;
    return clamp(points[infinite ? i - 1 : i]);
  }

  /** The number of points. */
  int size() {
    return size;
  }

  /** All points, in an array of their own. */
  double[] points() {
    return Arrays.copyOf(padded, size);
  }

  /** A point. */
  double point(int i) {
    return padded[i];
  }

  /** Steps of the search inside a bucket. */
  int steps() {
    return 32 - Integer.numberOfLeadingZeros(firstStep);
  }

  private long map(double value) {
    double u = value - center;
    long magnitude = Double.doubleToRawLongBits(Math.abs(u) + scale) - scaleBits;
    long sign = Double.doubleToRawLongBits(u) >> 63;
    return (magnitude ^ sign) - sign;
  }

  private int bucket(double value) {
    long bucket = (map(value) >> shift) - firstBucket;
    return (int) Math.max(0, Math.min(lastBucket, bucket));
  }

  /** The cell of a finite value; of no meaning, but without harm, for any other. */
  int cellOfFinite(double value) {
    return cellFrom(start(value), value);
  }

  /**
   * The cells of finite values, in two short loops, so that a processor has many searches under way
   * at once.
   */
  void findCells(double[] values, int count, int[] cells) {
    for (int i = 0; i < count; i++) {
      cells[i] = start(values[i]);
    }
    for (int i = 0; i < count; i++) {
      cells[i] = cellFrom(cells[i], values[i]);
    }
  }

  /** How many points lie below the bucket of a value. */
  private int start(double value) {
    int bucket = bucket(value);
    return below != null ? below[bucket] : belowMany[bucket];
  }

  /** The cell of a value, given how many points lie below its bucket. */
  private int cellFrom(int start, double value) {
    double[] points = padded;
    int i = start;
    for (int step = firstStep; step > 0; step >>= 1) {
      // The sign bit of the difference, as 0 or -1, says whether the point is below the value.
      i += step & (int) (Double.doubleToRawLongBits(points[i + step - 1] - value) >> 63);
    }
    return 2 * i + (points[i] == value ? 1 : 0);
  }

  /** The cell of any value but NaN. */
  int cellOf(double value) {
    if (Math.abs(value) <= Double.MAX_VALUE) {
      return cellOfFinite(value);
    }
    if (value > 0) {
      return padded[size - 1] == value ? 2 * size - 1 : 2 * size;
    }
    return padded[0] == value ? 1 : 0;
  }
}
