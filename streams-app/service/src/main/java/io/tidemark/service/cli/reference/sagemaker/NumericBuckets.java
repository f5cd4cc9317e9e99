// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference.sagemaker;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.reference.NumericReference;
import io.tidemark.core.reference.NumericReference.Moments;
import java.util.Map;
import java.util.TreeMap;

/**
 * A numeric reference of {@code numerical_statistics}: the bounds of the buckets are its points,
 * the counts lie between them. A bucket holds its lower bound, the last one its upper bound too, so
 * the distribution function is off by the share of a bucket at most: the largest interval share.
 */
final class NumericBuckets {

  /** Bounds nearer than this share of the range are one: they were rounded apart. */
  private static final double SAME = 1e-9;

  private final JsonNode statistics;

  NumericBuckets(JsonNode statistics) {
    this.statistics = statistics;
  }

  /** The reference, or null when there are no counts. */
  NumericReference reference(String name, FeatureRole role) {
    long missing = Math.max(0, statistics.at("/common/num_missing").asLong());
    JsonNode kll = statistics.at("/distribution/kll");
    double[] raw = rawValues(kll);
    if (raw.length > 0) {
      return NumericReference.of(name, role, raw, NumericReference.DEFAULT_RESOLUTION, missing);
    }
    Map<Double, Long> counts = counts(kll.path("buckets"));
    if (counts.values().stream().mapToLong(Long::longValue).sum() == 0) {
      return null;
    }
    double[] points = new double[counts.size()];
    long[] cells = new long[2 * points.length + 1];
    int i = 0;
    for (Map.Entry<Double, Long> upTo : counts.entrySet()) {
      points[i] = upTo.getKey();
      cells[i == 0 ? 1 : 2 * i] = upTo.getValue(); // what lies at the first bound has no width
      i++;
    }
    return NumericReference.of(name, role, points, NumericReference.ALL, 0)
        .recounted(cells, NumericReference.ALL, missing, 0, moments());
  }

  private Moments moments() {
    return new Moments(
        number("mean", Double.NaN),
        number("std_dev", Double.NaN),
        number("min", Double.NaN),
        number("max", Double.NaN));
  }

  private double number(String field, double otherwise) {
    return statistics.path(field).isNumber() ? statistics.path(field).doubleValue() : otherwise;
  }

  /**
   * The values themselves: a sketch that never had to compact holds all of them, in its lowest
   * level. Empty when there is no such sketch.
   */
  private double[] rawValues(JsonNode kll) {
    JsonNode levels = kll.at("/sketch/data");
    long present = statistics.at("/common/num_present").asLong(-1);
    boolean all = levels.isArray() && !levels.isEmpty() && levels.get(0).size() == present;
    for (int i = 1; all && i < levels.size(); i++) {
      all = levels.get(i).isEmpty();
    }
    if (!all || present <= 0) {
      return new double[0];
    }
    double[] values = new double[levels.get(0).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = levels.get(0).get(i).doubleValue();
    }
    return values;
  }

  /** By upper bound, in order, how many values lie between the bound before and it. */
  private static Map<Double, Long> counts(JsonNode buckets) {
    TreeMap<Double, JsonNode> byLower = new TreeMap<>();
    double last = Double.NEGATIVE_INFINITY;
    for (JsonNode bucket : buckets) {
      if (!bucket.path("lower_bound").isNumber() || !bucket.path("upper_bound").isNumber()) {
        throw new IllegalArgumentException("a bucket lacks lower_bound or upper_bound");
      }
      byLower.put(bucket.path("lower_bound").doubleValue() + 0.0, bucket);
      last = Math.max(last, bucket.path("upper_bound").doubleValue());
    }
    TreeMap<Double, Long> counts = new TreeMap<>();
    if (byLower.size() != buckets.size()) {
      if (last == byLower.firstKey()) { // all buckets of a constant are one point
        counts.put(last + 0.0, sum(buckets));
        return counts;
      }
      throw new IllegalArgumentException("two buckets have one lower_bound");
    }
    double tolerance = byLower.isEmpty() ? 0 : SAME * Math.abs(last - byLower.firstKey());
    for (Map.Entry<Double, JsonNode> entry : byLower.entrySet()) {
      double lower = entry.getKey();
      double upper = entry.getValue().path("upper_bound").doubleValue() + 0.0;
      Double next = byLower.higherKey(lower);
      if (upper < lower || (next != null && upper > next + tolerance)) {
        throw new IllegalArgumentException("buckets overlap at " + upper);
      }
      boolean snaps = next != null && Math.abs(upper - next) <= tolerance;
      counts.putIfAbsent(lower, 0L);
      counts.merge(snaps ? next : upper, entry.getValue().path("count").asLong(), Long::sum);
    }
    return counts;
  }

  private static long sum(JsonNode buckets) {
    long sum = 0;
    for (JsonNode bucket : buckets) {
      sum += bucket.path("count").asLong();
    }
    return sum;
  }
}
