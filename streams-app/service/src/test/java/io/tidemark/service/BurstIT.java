// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.schemas.DriftResult;
import io.tidemark.service.testing.EventProducer;
import io.tidemark.service.testing.EventStream;
import io.tidemark.service.testing.ServiceProcess;
import io.tidemark.service.testing.TidemarkCluster;
import io.tidemark.service.testing.TopicReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service that has read everything is sent many join windows of events at once. Both inputs are
 * then in the consumer's buffer, which hands over one of them first and knows nothing of the other.
 */
@Timeout(120)
class BurstIT {

  private static final String APPLICATION = "burst";
  private static final int PAIRS = 6_000;
  private static final int PARTITIONS = 3;
  private static final int BACKLOG = 12_000;
  private static final int LIVE = 28_000;
  private static final long HOUR_MILLIS = 3_600_000;

  @TempDir private Path directory;

  @Test
  void burst_manyJoinWindowsLong_losesNoPair() throws Exception {
    try (TidemarkCluster cluster = TidemarkCluster.start(1);
        EventProducer producer = cluster.producer()) {
      cluster.publishAll(List.of());
      Map<String, String> settings =
          cluster.settings(
              directory.resolve("state"),
              Map.of(
                  "kafka.application.id", APPLICATION, "join.window", "10s", "windows.size", "1h"));
      try (ServiceProcess service = ServiceProcess.start(directory, settings)) {
        service.awaitRunning();
        publish(producer, 0);
        awaitReadAll(cluster, service);

        service.pause();
        for (int i = 1; i < PAIRS; i++) {
          publish(producer, i);
        }
        producer.flush();
        service.resume();
        awaitReadAll(cluster, service);
        publish(producer, PAIRS + 3 * (int) (HOUR_MILLIS / 1_000));
        producer.flush();

        List<Long> observations =
            cluster.reader().until("drift-results", results -> results.size() >= 2).stream()
                .map(record -> TopicReader.decode(record.value(), DriftResult.class))
                .map(DriftResult::getObservations)
                .toList();
        assertThat(observations.get(0) + observations.get(1)).isEqualTo(PAIRS);
      }
    }
  }

  @Test
  void burst_whileABacklogOfSeveralPartitionsIsRead_losesNoPair() throws Exception {
    try (TidemarkCluster cluster = TidemarkCluster.start(PARTITIONS);
        EventProducer producer = cluster.producer()) {
      cluster.publishAll(List.of());
      Map<String, String> settings =
          cluster.settings(
              directory.resolve("state"),
              Map.of(
                  "kafka.application.id", APPLICATION, "join.window", "2m", "windows.size", "1h"));
      for (int i = 0; i < BACKLOG; i++) {
        publishOften(producer, i);
      }
      producer.flush();
      try (ServiceProcess service = ServiceProcess.start(directory, settings)) {
        service.awaitRunning();
        for (int i = BACKLOG; i < BACKLOG + LIVE; i++) {
          publishOften(producer, i);
        }
        producer.flush();
        awaitReadAll(cluster, service);
        for (int i = 0; i < PARTITIONS; i++) {
          publishOften(producer, 100L * HOUR_MILLIS + i);
        }
        producer.flush();

        List<DriftResult> results =
            cluster.reader().until("drift-results", all -> !all.isEmpty()).stream()
                .map(record -> TopicReader.decode(record.value(), DriftResult.class))
                .toList();
        assertThat(results)
            .extracting(DriftResult::getObservations)
            .containsExactly((long) BACKLOG + LIVE);
      }
    }
  }

  /** A hundred pairs a second of event time, in all partitions in turn. */
  private static void publishOften(EventProducer producer, long number) {
    long time = EventStream.START_MILLIS + number * 10;
    producer.inPartition((int) (number % PARTITIONS), time);
    producer.features("id-" + number, time, new HashMap<>(Map.of("x", 1.0)));
    producer.prediction("id-" + number, "m", "1", time, new HashMap<>(Map.of("score", 0.5)));
  }

  /** One pair a second of event time. */
  private static void publish(EventProducer producer, int second) {
    long time = EventStream.START_MILLIS + second * 1_000L;
    producer.features("id-" + second, time, new HashMap<>(Map.of("x", 1.0)));
    producer.prediction("id-" + second, "m", "1", time, new HashMap<>(Map.of("score", 0.5)));
  }

  private static void awaitReadAll(TidemarkCluster cluster, ServiceProcess service)
      throws InterruptedException {
    while (cluster.unread(APPLICATION) > 0) {
      service.live(Duration.ofMillis(100));
    }
  }
}
