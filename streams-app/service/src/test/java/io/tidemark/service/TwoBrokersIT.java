// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.schemas.DriftResult;
import io.tidemark.service.testing.BrokerProcess;
import io.tidemark.service.testing.EventProducer;
import io.tidemark.service.testing.EventStream;
import io.tidemark.service.testing.JoinedBroker;
import io.tidemark.service.testing.ServiceProcess;
import io.tidemark.service.testing.TidemarkCluster;
import io.tidemark.service.testing.TopicReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Inputs that two brokers lead. What one of them answers says nothing of what the other holds: a
 * partition whose broker is away is not idle, and an input is known to have nothing only when its
 * own broker has said so.
 */
@Timeout(240)
class TwoBrokersIT {

  private static final String APPLICATION = "two-brokers";
  private static final int PARTITIONS = 2;
  private static final long SECOND_MILLIS = 1_000;

  /** Some times the idle timeout, and beyond the time in which a cluster misses a broker. */
  private static final Duration AWAY = Duration.ofSeconds(20);

  private static final int BACKLOG = 12_000;
  private static final int LIVE = 28_000;

  @TempDir private Path directory;
  private BrokerProcess first;
  private TidemarkCluster cluster;
  private EventProducer producer;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    first = BrokerProcess.start(directory.resolve("first"));
    cluster = TidemarkCluster.on(first, PARTITIONS);
    cluster.publishAll(List.of());
    producer = cluster.producer();
  }

  @AfterEach
  void close() {
    producer.close();
    cluster.close();
    first.close();
  }

  @Test
  void partitionWhoseBrokerIsAway_isNotIdle_andItsPartOfTheWindowsIsWaitedFor() throws Exception {
    try (ServiceProcess service = service(Map.of("windows.idle.timeout", "5s"));
        JoinedBroker second = JoinedBroker.start(directory.resolve("second"), first)) {
      cluster.move(new TopicPartition("ml-features", 1), second.id());
      cluster.move(new TopicPartition("ml-predictions", 1), second.id());
      publish(0, 1, SECOND_MILLIS);
      publish(1, 1, SECOND_MILLIS);
      awaitReadAll(service);

      service.pause();
      publish(1, 2, SECOND_MILLIS);
      producer.flush();
      second.kill();
      service.resume();
      for (int at = 2; at <= 60; at++) {
        publish(0, at, SECOND_MILLIS);
        producer.flush();
        service.live(AWAY.dividedBy(60));
      }
      assertThat(cluster.reader().all("drift-results")).isEmpty();

      second.startAgain();
      publish(1, 60, SECOND_MILLIS);
      producer.flush();
      assertThat(observations(2)).containsExactly(9L + 2, 10L);
    }
  }

  @Test
  void burst_ofInputsThatDifferentBrokersLead_losesNoPair() throws Exception {
    Map<String, String> longWindows =
        Map.of("join.window", "2m", "windows.size", "1h", "windows.idle.timeout", "1h");
    try (ServiceProcess service = service(longWindows);
        JoinedBroker second = JoinedBroker.start(directory.resolve("second"), first)) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        cluster.move(new TopicPartition("ml-predictions", partition), second.id());
      }
      service.pause();
      publishOften(0, BACKLOG);
      service.resume();
      publishOften(BACKLOG, BACKLOG + LIVE);
      awaitReadAll(service);
      for (int partition = 0; partition < PARTITIONS; partition++) {
        publish(partition, 1_000_000, SECOND_MILLIS);
      }
      producer.flush();
      assertThat(observations(1)).containsExactly((long) BACKLOG + LIVE);
    }
  }

  private ServiceProcess service(Map<String, String> changes) throws Exception {
    Map<String, String> settings = new HashMap<>(changes);
    settings.put("kafka.application.id", APPLICATION);
    ServiceProcess service =
        ServiceProcess.start(directory, cluster.settings(directory.resolve("state"), settings));
    service.awaitRunning(); // Now every topic exists, on the first broker.
    return service;
  }

  /** A hundred pairs a second of event time, in all partitions in turn. */
  private void publishOften(int from, int to) {
    for (int i = from; i < to; i++) {
      publish(i % PARTITIONS, 100 + i, 10);
    }
    producer.flush();
  }

  /** One pair. */
  private void publish(int partition, long number, long stepMillis) {
    long time = EventStream.START_MILLIS + number * stepMillis;
    String id = partition + "-" + number;
    producer.inPartition(partition, time);
    producer.features(id, time, new HashMap<>(Map.of("x", 1.0)));
    producer.prediction(id, "m", "1", time, new HashMap<>(Map.of("score", 0.5)));
  }

  private List<Long> observations(int windows) {
    return cluster.reader().until("drift-results", all -> all.size() >= windows).stream()
        .limit(windows)
        .map(record -> TopicReader.decode(record.value(), DriftResult.class))
        .map(DriftResult::getObservations)
        .toList();
  }

  private void awaitReadAll(ServiceProcess service) throws InterruptedException {
    producer.flush();
    while (cluster.unread(APPLICATION) > 0) {
      service.live(Duration.ofMillis(100));
    }
  }
}
