// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.service.expose.metrics.StreamsFigures.InputLag;
import io.tidemark.service.expose.metrics.StreamsFigures.Restoration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;

class KafkaStreamsFiguresTest {

  private static final String CONSUMER = "consumer-fetch-manager-metrics";

  private final Map<MetricName, Metric> metrics = new LinkedHashMap<>();

  @Test
  void get_runtimeMetrics_readsThreadsAndLag() {
    add("stream-metrics", "alive-stream-threads", Map.of("client-id", "app"), 2);
    add("stream-metrics", "failed-stream-threads", Map.of("client-id", "app"), 1.0);
    add("stream-metrics", "version", Map.of("client-id", "app"), "4.3.1");
    lag("app-StreamThread-1-consumer", "ml-features", "1", 5.0);
    lag("app-StreamThread-1-consumer", "ml-features", "0", 4.0);
    lag("app-StreamThread-1-restore-consumer", "app-store-changelog", "0", 99.0);
    lag("app-global-consumer", "reference-profiles", "0", 98.0);

    StreamsFigures figures = figures();
    assertThat(figures.state()).isEqualTo("RUNNING");
    assertThat(figures.aliveThreads()).isEqualTo(2);
    assertThat(figures.failedThreads()).isEqualTo(1);
    assertThat(figures.lags())
        .containsExactly(new InputLag("ml-features", 0, 4), new InputLag("ml-features", 1, 5));
  }

  @Test
  void get_severalThreads_tellsTheSlowestCommitAndSumsWhatIsRestored() {
    add("stream-thread-metrics", "commit-latency-max", thread(1), 20.0);
    add("stream-thread-metrics", "commit-latency-max", thread(2), 250.0);
    add("stream-thread-metrics", "commit-latency-max", thread(3), Double.NaN);
    add("stream-state-updater-metrics", "active-restoring-tasks", thread(1), 2);
    add("stream-state-updater-metrics", "active-restoring-tasks", thread(2), 1);
    add("stream-task-metrics", "restore-remaining-records-total", Map.of("task-id", "0_0"), 300.0);
    add("stream-task-metrics", "restore-remaining-records-total", Map.of("task-id", "1_0"), 4.0);

    assertThat(figures().slowestCommitSeconds()).isEqualTo(0.25);
    assertThat(figures().restoration()).isEqualTo(new Restoration(3, 304));
    assertThat(figures().restoration().inWords())
        .isEqualTo("3 tasks restore their state, 304 records to go");
  }

  private static Map<String, String> thread(int number) {
    return Map.of("thread-id", "app-StreamThread-" + number);
  }

  @Test
  void get_topicWithDots_isReportedOnce() {
    lag("app-StreamThread-1-consumer", "ml.features", "0", 4.0);
    lag("app-StreamThread-1-consumer", "ml_features", "0", 4.0);
    assertThat(figures().lags()).containsExactly(new InputLag("ml.features", 0, 4));
  }

  @Test
  void get_noMetricsYet_isNotANumber() {
    assertThat(figures().aliveThreads()).isNaN();
    assertThat(figures().slowestCommitSeconds()).isNaN();
    assertThat(figures().restoration().inWords()).isEmpty();
    assertThat(figures().lags()).isEmpty();
  }

  private StreamsFigures figures() {
    return new KafkaStreamsFigures(() -> KafkaStreams.State.RUNNING, () -> metrics).get();
  }

  private void lag(String client, String topic, String partition, double value) {
    Map<String, String> tags = Map.of("client-id", client, "topic", topic, "partition", partition);
    add(CONSUMER, "records-lag", tags, value);
  }

  private void add(String group, String name, Map<String, String> tags, Object value) {
    MetricName metricName = new MetricName(name, group, "", tags);
    metrics.put(
        metricName,
        new Metric() {
          @Override
          public MetricName metricName() {
            return metricName;
          }

          @Override
          public Object metricValue() {
            return value;
          }
        });
  }
}
