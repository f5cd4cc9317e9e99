// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CounterMetricFamily;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The series of one scrape, never more than a limit.
 *
 * <p>Series come in groups that are of use only together, such as all of one feature. A group is
 * taken whole or counted as dropped. Not thread-safe.
 */
final class SeriesBudget {

  private final Map<DriftMetric, List<Series>> taken = new EnumMap<>(DriftMetric.class);
  private final List<Series> group = new ArrayList<>();
  private final int limit;
  private int size;
  private long dropped;

  SeriesBudget(int limit) {
    this.limit = limit;
  }

  /** Adds a series to the group at hand. A value that is not a number is no series. */
  void put(DriftMetric metric, double value, String... labels) {
    putOf("", metric, value, labels);
  }

  /**
   * Adds a series of a segment, or of the whole when the segment is empty: that has one label less,
   * which Prometheus takes for an empty one.
   */
  void putOf(String segment, DriftMetric metric, double value, String... labels) {
    int expected = metric.labelCount() - (metric.ofSegments() ? 1 : 0);
    if (labels.length != expected || (!segment.isEmpty() && !metric.ofSegments())) {
      throw new IllegalArgumentException(
          metric + " takes the labels " + metric.labels() + ", got " + labels.length + " values");
    }
    if (!Double.isNaN(value)) {
      List<String> values = new ArrayList<>(List.of(labels));
      if (!segment.isEmpty()) {
        values.add(segment);
      }
      group.add(new Series(metric, value, List.copyOf(values)));
    }
  }

  /** Adds a series that counts something, of a segment or the whole. Exact up to 2^53. */
  void putOf(String segment, DriftMetric metric, long value, String... labels) {
    putOf(segment, metric, (double) value, labels);
  }

  /** Adds a series that counts something. Exact up to 2^53. */
  void put(DriftMetric metric, long value, String... labels) {
    put(metric, (double) value, labels);
  }

  /** Takes the group at hand if it fits, else drops it. */
  void endGroup() {
    if (size + group.size() <= limit) {
      size += group.size();
      take();
    } else {
      dropped += group.size();
    }
    group.clear();
  }

  /** Takes the group at hand whatever the limit: for the few series that must always be there. */
  void endFixedGroup() {
    take();
    group.clear();
  }

  long dropped() {
    return dropped;
  }

  List<MetricFamilySamples> families() {
    List<MetricFamilySamples> families = new ArrayList<>();
    taken.forEach((metric, series) -> families.add(family(metric, series)));
    return families;
  }

  private void take() {
    for (Series series : group) {
      taken.computeIfAbsent(series.metric, absent -> new ArrayList<>()).add(series);
    }
  }

  private static MetricFamilySamples family(DriftMetric metric, List<Series> series) {
    if (metric.type() == DriftMetric.Type.COUNTER) {
      CounterMetricFamily family =
          new CounterMetricFamily(metric.metricName(), metric.help(), metric.labels());
      series.forEach(one -> family.addMetric(one.labels, one.value));
      return family;
    }
    List<String> names = metric.labels();
    List<MetricFamilySamples.Sample> samples = new ArrayList<>();
    for (Series one : series) {
      samples.add(
          new MetricFamilySamples.Sample(
              metric.metricName(), names.subList(0, one.labels.size()), one.labels, one.value));
    }
    return new MetricFamilySamples(
        metric.metricName(), Collector.Type.GAUGE, metric.help(), samples);
  }

  private record Series(DriftMetric metric, double value, List<String> labels) {}
}
