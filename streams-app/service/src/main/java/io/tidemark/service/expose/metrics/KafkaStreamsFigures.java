// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.metrics;

import io.tidemark.service.expose.metrics.StreamsFigures.InputLag;
import io.tidemark.service.expose.metrics.StreamsFigures.Restoration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;

/** Reads {@link StreamsFigures} from Kafka Streams' own metrics, at the time of asking. */
public final class KafkaStreamsFigures implements Supplier<StreamsFigures> {

  private static final double MILLIS_A_SECOND = 1e3;

  private final Supplier<KafkaStreams.State> state;
  private final Supplier<? extends Map<MetricName, ? extends Metric>> metrics;

  /**
   * Figures of a runtime.
   *
   * @param streams the runtime, started or not
   */
  public KafkaStreamsFigures(KafkaStreams streams) {
    this(streams::state, streams::metrics);
  }

  KafkaStreamsFigures(
      Supplier<KafkaStreams.State> state,
      Supplier<? extends Map<MetricName, ? extends Metric>> metrics) {
    this.state = state;
    this.metrics = metrics;
  }

  @Override
  public StreamsFigures get() {
    double alive = Double.NaN;
    double failed = Double.NaN;
    double commitMillis = Double.NaN;
    double tasks = Double.NaN;
    double records = Double.NaN;
    List<InputLag> lags = new ArrayList<>();
    for (Metric metric : metrics.get().values()) {
      MetricName name = metric.metricName();
      switch (name.group() + "/" + name.name()) {
        case "stream-metrics/alive-stream-threads" -> alive = number(metric);
        case "stream-metrics/failed-stream-threads" -> failed = number(metric);
        case "stream-thread-metrics/commit-latency-max" ->
            commitMillis = larger(commitMillis, number(metric));
        case "stream-state-updater-metrics/active-restoring-tasks" ->
            tasks = sum(tasks, number(metric));
        case "stream-task-metrics/restore-remaining-records-total" ->
            records = sum(records, number(metric));
        case "consumer-fetch-manager-metrics/records-lag" -> {
          if (isOfAnInput(name)) {
            lags.add(lag(name, metric));
          }
        }
        default -> {
          // One of the hundreds that are not exported.
        }
      }
    }
    return new StreamsFigures(
        state.get().name(),
        alive,
        failed,
        commitMillis / MILLIS_A_SECOND,
        // What stays when all is restored are marks of transactions, which nobody reads.
        new Restoration(tasks, tasks == 0 ? 0 : records),
        withoutTwins(lags));
  }

  /** Restore and global consumers read changelogs and references, which are no input. */
  private static boolean isOfAnInput(MetricName name) {
    String client = name.tags().getOrDefault("client-id", "");
    return name.tags().containsKey("topic")
        && name.tags().containsKey("partition")
        && !client.endsWith("restore-consumer")
        && !client.endsWith("global-consumer");
  }

  private static InputLag lag(MetricName name, Metric metric) {
    return new InputLag(
        name.tags().get("topic"), Integer.parseInt(name.tags().get("partition")), number(metric));
  }

  /** Consumers report a topic with dots twice, once with underscores for old dashboards. */
  private static List<InputLag> withoutTwins(List<InputLag> lags) {
    Set<String> twins = new HashSet<>();
    for (InputLag lag : lags) {
      if (lag.topic().contains(".")) {
        twins.add(lag.topic().replace('.', '_'));
      }
    }
    return lags.stream()
        .filter(lag -> !twins.contains(lag.topic()))
        .sorted(Comparator.comparing(InputLag::topic).thenComparingInt(InputLag::partition))
        .toList();
  }

  private static double sum(double a, double b) {
    return Double.isNaN(a) ? b : Double.isNaN(b) ? a : a + b;
  }

  private static double larger(double a, double b) {
    return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.max(a, b);
  }

  private static double number(Metric metric) {
    return metric.metricValue() instanceof Number number ? number.doubleValue() : Double.NaN;
  }
}
