// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.metrics;

import io.tidemark.service.expose.metrics.StreamsFigures.InputLag;
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

  private static final String CLIENT_GROUP = "stream-metrics";
  private static final String CONSUMER_GROUP = "consumer-fetch-manager-metrics";

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
    List<InputLag> lags = new ArrayList<>();
    for (Metric metric : metrics.get().values()) {
      MetricName name = metric.metricName();
      if (name.group().equals(CLIENT_GROUP) && name.name().equals("alive-stream-threads")) {
        alive = number(metric);
      } else if (name.group().equals(CLIENT_GROUP) && name.name().equals("failed-stream-threads")) {
        failed = number(metric);
      } else if (isInputLag(name)) {
        lags.add(
            new InputLag(
                name.tags().get("topic"),
                Integer.parseInt(name.tags().get("partition")),
                number(metric)));
      }
    }
    return new StreamsFigures(state.get().name(), alive, failed, withoutTwins(lags));
  }

  /** Restore and global consumers read changelogs and references, which are no input. */
  private static boolean isInputLag(MetricName name) {
    String client = name.tags().getOrDefault("client-id", "");
    return name.group().equals(CONSUMER_GROUP)
        && name.name().equals("records-lag")
        && name.tags().containsKey("topic")
        && name.tags().containsKey("partition")
        && !client.endsWith("restore-consumer")
        && !client.endsWith("global-consumer");
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

  private static double number(Metric metric) {
    return metric.metricValue() instanceof Number number ? number.doubleValue() : Double.NaN;
  }
}
