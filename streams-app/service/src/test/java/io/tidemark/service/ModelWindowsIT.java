// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.schemas.DriftResult;
import io.tidemark.service.testing.EventProducer;
import io.tidemark.service.testing.EventStream;
import io.tidemark.service.testing.NaiveOracle;
import io.tidemark.service.testing.NaiveOracle.Window;
import io.tidemark.service.testing.TidemarkCluster;
import io.tidemark.service.testing.TopicReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Models with windows of their own on a real broker, each against a naive recomputation with its
 * windows: what is late depends on them too.
 */
class ModelWindowsIT {

  private static final long USUAL_MILLIS = 10_000;
  private static final long OWN_MILLIS = 20_000;
  private static final String OWN = EventStream.DRIFTING.model();

  @TempDir Path stateDir;

  @Test
  void results_ofEachModel_areThoseOfItsOwnWindows() throws Exception {
    EventStream stream = new EventStream(11, 30);
    try (TidemarkCluster cluster = TidemarkCluster.start(2)) {
      cluster.publishAll(List.of());
      try (EventProducer producer = cluster.producer()) {
        stream.publish(producer);
      }
      TopicReader reader = cluster.reader();
      Map<String, Long> expected = new TreeMap<>();
      expect(expected, reader, USUAL_MILLIS, false);
      expect(expected, reader, OWN_MILLIS, true);
      Map<String, String> settings =
          Map.of("model." + OWN + ".windows.size", OWN_MILLIS / 1_000 + "s");
      try (TidemarkService service = new TidemarkService(cluster.config(stateDir, settings))) {
        service.start();
        assertThat(service.awaitRunning(Duration.ofSeconds(60))).isTrue();
        reader.until("drift-results", records -> records.size() >= expected.size());
      }

      Map<String, Long> results = new TreeMap<>();
      reader
          .all("drift-results")
          .forEach(
              record -> {
                DriftResult result = TopicReader.decode(record.value(), DriftResult.class);
                long start = result.getWindowStart().toEpochMilli();
                long size = result.getWindowEnd().toEpochMilli() - start;
                String window = name(result.getModel(), result.getModelVersion(), start, size);
                assertThat(results.put(window, result.getObservations())).as(window).isNull();
              });
      assertThat(results).isEqualTo(expected);
      assertThat(results.keySet()).anyMatch(w -> w.startsWith(OWN + '/'));
      assertThat(results.keySet()).anyMatch(w -> !w.startsWith(OWN + '/'));
    }
  }

  private static void expect(
      Map<String, Long> expected, TopicReader reader, long sizeMillis, boolean own) {
    new NaiveOracle(sizeMillis, 2_000, 5_000)
        .recompute(reader)
        .windows()
        .forEach(
            (window, values) -> {
              if (window.model().equals(OWN) == own) {
                expected.put(name(window, sizeMillis), values.observations);
              }
            });
  }

  private static String name(Window window, long sizeMillis) {
    return name(window.model(), window.version(), window.startMillis(), sizeMillis);
  }

  private static String name(String model, String version, long startMillis, long sizeMillis) {
    return "%s/%s from %d for %d".formatted(model, version, startMillis, sizeMillis);
  }
}
