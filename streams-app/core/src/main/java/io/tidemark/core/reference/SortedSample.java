// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.reference.NumericReference.Moments;
import java.util.Arrays;

/**
 * The numbers of one reference column, sorted, and the choice of points among them.
 *
 * <p>How points are chosen when there are more distinct values than the resolution: both ends
 * always, and both finite ends; the quantiles at multiples of 1/20, so that the edges of the usual
 * numbers of bins lose nothing; and as many evenly spaced quantiles as still fit. A quantile is the
 * smallest value at which the distribution function reaches the level. Heavy values take several
 * levels, so the number of levels is searched for, not set.
 */
final class SortedSample {

  static final int MIN_RESOLUTION = 8;
  static final int ANCHORED_RESOLUTION = 64;
  private static final int ANCHORS = 20;

  /** Distinct values, increasing. */
  private final double[] values;

  /** How many of the sample are at most {@code values[i]}. */
  private final long[] upTo;

  /** How many are between {@code values[i]} and the one before; null when there are none. */
  private final long[] between;

  private final long nan;

  private SortedSample(double[] values, long[] upTo, long[] between, long nan) {
    this.values = values;
    this.upTo = upTo;
    this.between = between;
    this.nan = nan;
  }

  /** Distinct values in order, and how many of the sample are at most each; arrays given away. */
  static SortedSample ofCounts(double[] values, long[] upTo) {
    return new SortedSample(values, upTo, null, 0);
  }

  /** Points that a sample was counted against, its largest value among them; array given away. */
  static SortedSample ofCells(double[] points, long[] cells) {
    long[] upTo = new long[points.length];
    long[] between = new long[points.length];
    long total = 0;
    for (int i = 0; i < points.length; i++) {
      between[i] = cells[2 * i];
      total += cells[2 * i] + cells[2 * i + 1];
      upTo[i] = total;
    }
    if (cells[2 * points.length] > 0) {
      throw new IllegalArgumentException("values lie above the last point");
    }
    return new SortedSample(points, upTo, between, 0);
  }

  static SortedSample of(double[] raw) {
    return ofGivenAway(raw.clone(), raw.length);
  }

  /** Sorts in place the first {@code size} elements of an array that the caller gives away. */
  static SortedSample ofGivenAway(double[] raw, int size) {
    for (int i = 0; i < size; i++) {
      raw[i] += 0.0; // -0.0 becomes 0.0
    }
    Arrays.sort(raw, 0, size); // NaN last
    int numbers = size;
    while (numbers > 0 && Double.isNaN(raw[numbers - 1])) {
      numbers--;
    }
    int distinct = 0;
    for (int i = 0; i < numbers; i++) {
      distinct += i == 0 || raw[i] != raw[i - 1] ? 1 : 0;
    }
    double[] values = new double[distinct];
    long[] upTo = new long[distinct];
    int at = -1;
    for (int i = 0; i < numbers; i++) {
      if (i == 0 || raw[i] != raw[i - 1]) {
        values[++at] = raw[i];
      }
      upTo[at] = i + 1L;
    }
    return new SortedSample(values, upTo, null, size - numbers);
  }

  long nan() {
    return nan;
  }

  private long count() {
    return values.length == 0 ? 0 : upTo[values.length - 1];
  }

  /** Whether {@code below / count >= level / levels}, without rounding. */
  static boolean reaches(long below, long level, long levels, long count) {
    long high = Math.multiplyHigh(below, levels) - Math.multiplyHigh(count, level);
    return high > 0 || (high == 0 && Long.compareUnsigned(below * levels, count * level) >= 0);
  }

  NumericReference reference(String name, FeatureRole role, int resolution, Lost lost) {
    return reference(name, role, resolution, lost, moments());
  }

  NumericReference reference(
      String name, FeatureRole role, int resolution, Lost lost, Moments moments) {
    if (resolution < MIN_RESOLUTION) {
      throw new IllegalArgumentException(
          "resolution must be at least " + MIN_RESOLUTION + " points, got " + resolution);
    }
    boolean[] kept = new boolean[values.length];
    if (values.length <= resolution) {
      Arrays.fill(kept, true);
    } else {
      choose(kept, resolution);
    }
    int k = 0;
    for (boolean keep : kept) {
      k += keep ? 1 : 0;
    }
    double[] points = new double[k];
    long[] cells = new long[2 * k + 1];
    int point = 0;
    for (int i = 0; i < values.length; i++) {
      long here = upTo[i] - (i == 0 ? 0 : upTo[i - 1]);
      if (kept[i]) {
        long below = between == null ? 0 : between[i];
        points[point] = values[i];
        cells[2 * point] += below;
        cells[2 * point + 1] = here - below;
        point++;
      } else {
        cells[2 * point] += here;
      }
    }
    return new NumericReference(name, role, points, cells, lost, moments);
  }

  private void choose(boolean[] kept, int resolution) {
    int last = values.length - 1;
    kept[0] = true;
    kept[last] = true;
    kept[values[0] == Double.NEGATIVE_INFINITY ? 1 : 0] = true;
    kept[values[last] == Double.POSITIVE_INFINITY ? last - 1 : last] = true;
    if (resolution >= ANCHORED_RESOLUTION) {
      keepQuantiles(kept, ANCHORS);
    }
    long low = 1;
    long high = 2;
    while (fits(kept, high, resolution)) { // ends: as many levels as values keep every value
      low = high;
      high *= 2;
    }
    while (high - low > 1) {
      long middle = (low + high) >>> 1;
      if (fits(kept, middle, resolution)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    keepQuantiles(kept, low);
  }

  private boolean fits(boolean[] kept, long levels, int resolution) {
    boolean[] trial = kept.clone();
    keepQuantiles(trial, levels);
    int k = 0;
    for (boolean keep : trial) {
      k += keep ? 1 : 0;
    }
    return k <= resolution;
  }

  private void keepQuantiles(boolean[] kept, long levels) {
    long level = 1;
    for (int i = 0; i < values.length && level < levels; i++) {
      if (reaches(upTo[i], level, levels, count())) {
        kept[i] = true;
        // The next level that this value does not reach.
        level = Math.max(level + 1, levelAfter(upTo[i], levels));
      }
    }
  }

  private long levelAfter(long below, long levels) {
    long level = (long) ((double) below / count() * levels) - 1;
    while (reaches(below, Math.max(level, 0), levels, count())) {
      level++;
    }
    return level;
  }

  private Moments moments() {
    int first = 0;
    int end = values.length;
    while (first < end && values[first] == Double.NEGATIVE_INFINITY) {
      first++;
    }
    while (end > first && values[end - 1] == Double.POSITIVE_INFINITY) {
      end--;
    }
    if (first == end) {
      return new Moments(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    double min = values[first];
    double max = values[end - 1];
    double n = upTo[end - 1] - (first == 0 ? 0 : upTo[first - 1]);
    double mean = sum(first, end, 1) / n;
    if (Double.isInfinite(mean) || Double.isNaN(mean)) {
      mean = sum(first, end, n); // only near the largest double; divided first, it cannot overflow
    }
    mean = Math.min(max, Math.max(min, mean));
    double scale = Math.max(max / 2 - mean / 2, mean / 2 - min / 2);
    double squares = 0;
    for (int i = first; i < end && scale > 0; i++) {
      double distance = (values[i] / 2 - mean / 2) / scale; // cannot overflow or vanish
      squares += distance * distance * weight(i);
    }
    return new Moments(mean, 2 * scale * Math.sqrt(squares / n), min, max);
  }

  /** Neumaier's compensated sum of the values, each divided first. */
  private double sum(int first, int end, double divisor) {
    double sum = 0;
    double low = 0;
    for (int i = first; i < end; i++) {
      double term = values[i] / divisor * weight(i);
      double next = sum + term;
      low += Math.abs(sum) >= Math.abs(term) ? (sum - next) + term : (term - next) + sum;
      sum = next;
    }
    return sum + low;
  }

  private double weight(int i) {
    return upTo[i] - (i == 0 ? 0 : upTo[i - 1]);
  }
}
