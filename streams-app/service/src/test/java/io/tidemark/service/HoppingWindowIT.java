// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.schemas.DriftResult;
import io.tidemark.schemas.FeatureResult;
import io.tidemark.service.testing.EventProducer;
import io.tidemark.service.testing.EventStream;
import io.tidemark.service.testing.NaiveOracle;
import io.tidemark.service.testing.NaiveOracle.Expected;
import io.tidemark.service.testing.NaiveOracle.Window;
import io.tidemark.service.testing.TidemarkCluster;
import io.tidemark.service.testing.TopicReader;
import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Windows of ten seconds every five seconds on a real broker, against the raw values that a naive
 * recomputation finds.
 */
class HoppingWindowIT {

  private static final long SIZE_MILLIS = 10_000;
  private static final long ADVANCE_MILLIS = 5_000;

  @TempDir Path stateDir;

  @Test
  void results_equalTheRawValuesOfOverlappingWindows() throws Exception {
    EventStream stream = new EventStream(7, 30);
    List<Double> incomes = new ArrayList<>();
    try (TidemarkCluster cluster = TidemarkCluster.start(2)) {
      cluster.publishAll(List.of(stream.reference(EventStream.DRIFTING, incomes)));
      try (EventProducer producer = cluster.producer()) {
        stream.publish(producer);
      }
      TopicReader reader = cluster.reader();
      Map<Window, Expected> expected =
          new NaiveOracle(SIZE_MILLIS, ADVANCE_MILLIS, 2_000, 5_000).recompute(reader).windows();
      try (TidemarkService service =
          new TidemarkService(cluster.config(stateDir, Map.of("windows.advance", "5s")))) {
        service.start();
        assertThat(service.awaitRunning(Duration.ofSeconds(60))).isTrue();
        reader.until("drift-results", records -> records.size() >= expected.size());
      }

      Map<Window, DriftResult> results = results(reader);
      assertThat(results.keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
      expected.forEach(
          (window, values) -> {
            if (window.model().equals(EventStream.DRIFTING.model())) {
              assertIncome(results.get(window), incomes, values.numbers.get("income"));
            }
          });
    }
  }

  private static Map<Window, DriftResult> results(TopicReader reader) {
    Map<Window, DriftResult> results = new HashMap<>();
    reader
        .all("drift-results")
        .forEach(
            record -> {
              DriftResult result = TopicReader.decode(record.value(), DriftResult.class);
              long start = result.getWindowStart().toEpochMilli();
              assertThat(result.getWindowEnd().toEpochMilli()).isEqualTo(start + SIZE_MILLIS);
              Window window = new Window(result.getModel(), result.getModelVersion(), start);
              assertThat(results.put(window, result)).as("a second result of %s", window).isNull();
            });
    return results;
  }

  private static void assertIncome(
      DriftResult result, List<Double> reference, DoubleArrayList expected) {
    FeatureResult income =
        result.getFeatures().stream()
            .filter(feature -> feature.getFeature().equals("income"))
            .findFirst()
            .orElseThrow();
    assertThat(income.getN()).isEqualTo(expected.size());
    assertThat(income.getStatistics().get("ks").getValue())
        .isCloseTo(
            NaiveOracle.ks(reference.stream().mapToDouble(Double::doubleValue).toArray(), expected),
            within(1e-12));
  }
}
