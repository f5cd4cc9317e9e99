// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.service.clients.CommitPace;
import io.tidemark.service.clients.TrackingClientSupplier;
import io.tidemark.service.config.TidemarkConfig;
import io.tidemark.service.status.ServiceStatus;
import io.tidemark.service.testing.EventProducer;
import io.tidemark.service.testing.EventStream;
import io.tidemark.service.testing.TidemarkCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks ask for commits themselves; the runtime's interval is only the longest. */
class CommitPaceIT {

  @TempDir Path directory;

  @Test
  void results_comeByTheAskedInterval_whenTheRuntimeWouldWaitTenMinutes() throws Exception {
    try (TidemarkCluster cluster = TidemarkCluster.start(2);
        EventProducer producer = cluster.producer()) {
      cluster.publishAll(List.of());
      new EventStream(7, 40).publish(producer);
      TidemarkConfig config = config(cluster);
      TrackingClientSupplier clients = Wiring.clients(config);

      try (KafkaStreams streams = runtime(config, clients, clients, new ServiceStatus())) {
        streams.start();
        assertThat(cluster.reader().until("drift-results", records -> records.size() >= 4))
            .hasSizeGreaterThanOrEqualTo(4);
      }
    }
  }

  @Test
  void taskThatWakes_commitsAtOnce_whoeverWouldCommitLater() throws Exception {
    try (TidemarkCluster cluster = TidemarkCluster.start(1);
        EventProducer producer = cluster.producer()) {
      TidemarkConfig config = config(cluster);
      TrackingClientSupplier clients = Wiring.clients(config);
      ServiceStatus status = new ServiceStatus();

      try (KafkaStreams streams = runtime(config, clients, CommitPace.RUNTIME, status)) {
        streams.start();
        for (int i = 0; i < 1_200 && !isIdle(status); i++) {
          Thread.sleep(50);
        }
        assertThat(isIdle(status)).isTrue();
        new EventStream(7, 1).publish(producer);
        assertThat(
                cluster
                    .reader()
                    .until(
                        config.kafka().applicationId() + "-observe-progress-changelog",
                        records -> !records.isEmpty()))
            .isNotEmpty();
      }
    }
  }

  private static boolean isIdle(ServiceStatus status) {
    return !status.partitions().isEmpty() && status.partitions().get(0).idle();
  }

  private TidemarkConfig config(TidemarkCluster cluster) {
    return cluster.config(
        directory,
        Map.of(
            "kafka.commit.interval.ms", "200",
            "kafka.producer.transaction.timeout.ms", "840000"));
  }

  /** As the service makes it, but for the interval of the runtime. */
  private static KafkaStreams runtime(
      TidemarkConfig config,
      TrackingClientSupplier clients,
      CommitPace pace,
      ServiceStatus status) {
    Properties properties = StreamsProperties.of(config.kafka());
    properties.put("commit.interval.ms", Duration.ofMinutes(10).toMillis());
    return new KafkaStreams(WiredTopology.of(config, clients, pace, status), properties, clients);
  }
}
