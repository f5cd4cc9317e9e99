// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.schemas.DriftResult;
import io.tidemark.service.testing.EventProducer;
import io.tidemark.service.testing.EventStream;
import io.tidemark.service.testing.NaiveOracle;
import io.tidemark.service.testing.NaiveOracle.Window;
import io.tidemark.service.testing.ServiceProcess;
import io.tidemark.service.testing.TidemarkCluster;
import io.tidemark.service.testing.TopicReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service is killed again and again while events flow, in the middle of work and of restoring.
 * Under exactly-once every observation is counted in its window once all the same, and every window
 * has one result.
 */
class RecoveryIT {

  private static final int KILLS = 4;
  private static final long SEED = 42;

  @TempDir Path directory;

  @Test
  void results_afterKills_equalTheRecomputation() throws Exception {
    Random random = new Random(SEED);
    EventStream stream = new EventStream(SEED, 80);
    NaiveOracle oracle = new NaiveOracle(10_000, 2_000);
    List<Double> incomes = new ArrayList<>();
    try (TidemarkCluster cluster = TidemarkCluster.start(3);
        EventProducer producer = cluster.producer()) {
      cluster.publishAll(
          List.of(
              stream.reference(EventStream.DRIFTING, incomes),
              stream.reference(EventStream.HEALTHY)));
      // Short timeouts let the group and the brokers notice a death soon.
      Map<String, String> settings =
          cluster.settings(
              directory.resolve("state"),
              Map.of(
                  "kafka.session.timeout.ms", "6000",
                  "kafka.producer.transaction.timeout.ms", "5000",
                  "windows.idle.timeout", "10s"));
      for (int kill = 0; kill < KILLS; kill++) {
        stream.publish(producer, kill * 20, (kill + 1) * 20);
        ServiceProcess service = ServiceProcess.start(directory, settings);
        service.live(Duration.ofMillis(4_000 + random.nextInt(6_000)));
        service.kill();
      }
      TopicReader reader = cluster.reader();
      oracle.recompute(reader.all("ml-features"), reader.all("ml-predictions"));
      try (ServiceProcess last = ServiceProcess.start(directory, settings)) {
        reader.until("drift-results", records -> records.size() >= oracle.windows().size());
        assertThat(last.isAlive()).isTrue();
      }
      assertOnePerWindow(reader, oracle);
    }
  }

  private static void assertOnePerWindow(TopicReader reader, NaiveOracle oracle) {
    Map<Window, List<Long>> observations = new TreeMap<>();
    reader
        .all("drift-results")
        .forEach(
            record -> {
              DriftResult result = TopicReader.decode(record.value(), DriftResult.class);
              observations
                  .computeIfAbsent(
                      new Window(
                          result.getModel(),
                          result.getModelVersion(),
                          result.getWindowStart().toEpochMilli()),
                      window -> new ArrayList<>())
                  .add(result.getObservations());
            });
    Map<Window, List<Long>> expected = new TreeMap<>();
    oracle.windows().forEach((window, e) -> expected.put(window, List.of(e.observations)));

    assertThat(observations).isEqualTo(expected);
  }
}
