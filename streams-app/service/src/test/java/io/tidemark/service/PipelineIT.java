// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.schemas.CloseReason;
import io.tidemark.schemas.DriftAlert;
import io.tidemark.schemas.DriftResult;
import io.tidemark.schemas.DriftVerdict;
import io.tidemark.schemas.FeatureResult;
import io.tidemark.service.testing.EventProducer;
import io.tidemark.service.testing.EventStream;
import io.tidemark.service.testing.NaiveOracle;
import io.tidemark.service.testing.NaiveOracle.Expected;
import io.tidemark.service.testing.NaiveOracle.Window;
import io.tidemark.service.testing.TidemarkCluster;
import io.tidemark.service.testing.TopicReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole pipeline on a real broker with three partitions, against a naive recomputation from its
 * input topics.
 */
@TestInstance(Lifecycle.PER_CLASS)
class PipelineIT {

  @TempDir static Path stateDir;

  private final EventStream stream = new EventStream(20_261_121L, 60);
  private final List<Double> incomes = new ArrayList<>();
  private final NaiveOracle oracle = new NaiveOracle(10_000, 2_000, 5_000);
  private TidemarkCluster cluster;
  private Map<Window, DriftResult> results;

  @BeforeAll
  void runOnce() throws Exception {
    cluster = TidemarkCluster.start(3);
    cluster.publishAll(
        List.of(
            stream.reference(EventStream.DRIFTING, incomes),
            stream.reference(EventStream.HEALTHY)));
    try (EventProducer producer = cluster.producer()) {
      stream.publish(producer);
    }
    TopicReader reader = cluster.reader();
    oracle.recompute(reader);
    try (TidemarkService service = new TidemarkService(cluster.config(stateDir, Map.of()))) {
      service.start();
      assertThat(service.awaitRunning(Duration.ofSeconds(60))).isTrue();
      reader.until("drift-results", records -> records.size() >= oracle.windows().size());
    }
    results =
        reader.all("drift-results").stream()
            .map(PipelineIT::result)
            .collect(
                toMap(
                    result ->
                        new Window(
                            result.getModel(),
                            result.getModelVersion(),
                            result.getWindowStart().toEpochMilli()),
                    result -> result));
  }

  @AfterAll
  void stop() {
    cluster.close();
  }

  private static DriftResult result(ConsumerRecord<byte[], byte[]> record) {
    return TopicReader.decode(record.value(), DriftResult.class);
  }

  @Test
  void results_oneForEachWindow() {
    assertThat(results.keySet()).containsExactlyInAnyOrderElementsOf(oracle.windows().keySet());
    assertThat(oracle.counted().late).isPositive();
    assertThat(oracle.counted().unmatchedPredictions).isPositive();
  }

  @Test
  void results_countWhatTheRecomputationCounts() {
    oracle
        .windows()
        .forEach(
            (window, expected) -> {
              DriftResult result = results.get(window);
              assertThat(result.getObservations())
                  .as("observations of %s", window)
                  .isEqualTo(expected.observations);
              for (String column : List.of("income", "age", "score")) {
                assertThat(feature(result, column).getN())
                    .as("%s of %s", column, window)
                    .isEqualTo(expected.numbers.get(column).size());
              }
              assertThat(feature(result, "region").getN()).isEqualTo(expected.observations);
              assertThat(feature(result, "age").getMissing())
                  .isEqualTo(expected.observations - expected.numbers.get("age").size());
            });
  }

  @Test
  void results_ksOfDriftingModel_equalsTheOneOfTheRawSamples() {
    double[] reference = incomes.stream().mapToDouble(Double::doubleValue).toArray();
    oracle
        .windows()
        .forEach(
            (window, expected) -> {
              if (window.model().equals(EventStream.DRIFTING.model())) {
                assertKs(reference, window, expected);
              }
            });
  }

  private void assertKs(double[] reference, Window window, Expected expected) {
    assertThat(feature(results.get(window), "income").getStatistics().get("ks").getValue())
        .as("ks of %s", window)
        .isCloseTo(NaiveOracle.ks(reference, expected.numbers.get("income")), within(1e-12));
  }

  @Test
  void verdicts_driftWhereTheStreamDrifts_andNowhereElse() {
    results.forEach(
        (window, result) -> {
          boolean drifts =
              window.model().equals(EventStream.DRIFTING.model())
                  && window.startMillis() >= EventStream.START_MILLIS + 20_000;
          assertThat(feature(result, "income").getVerdict() == DriftVerdict.DRIFT)
              .as("income of %s", window)
              .isEqualTo(drifts);
        });
  }

  @Test
  void alerts_onceForTheDriftingModel() {
    List<DriftAlert> alerts =
        cluster.reader().all("drift-alerts").stream()
            .map(r -> TopicReader.decode(r.value(), DriftAlert.class))
            .toList();

    assertThat(alerts).isNotEmpty();
    assertThat(alerts).allMatch(alert -> alert.getModel().equals("credit"));
  }

  @Test
  void triggers_onceForTheDriftingModel_asCloudEvent() throws Exception {
    List<ConsumerRecord<byte[], byte[]>> triggers = cluster.reader().all("retraining-triggers");

    assertThat(triggers).hasSize(1);
    ConsumerRecord<byte[], byte[]> trigger = triggers.get(0);
    JsonNode body = new ObjectMapper().readTree(trigger.value());
    assertThat(body.get("model").asText()).isEqualTo("credit");
    assertThat(body.get("model_version").asText()).isEqualTo("7");
    assertThat(header(trigger, "ce_id")).isEqualTo(body.get("trigger_id").asText());
    assertThat(header(trigger, "ce_specversion")).isEqualTo("1.0");
    assertThat(header(trigger, "content-type")).startsWith("application/json");
    assertThat(body.get("drifted_features").get(0).get("name").asText()).isEqualTo("income");
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  @Test
  void closeReason_lastWindowsIdle_earlierByWatermark() {
    long lastStart = results.keySet().stream().mapToLong(Window::startMillis).max().orElseThrow();
    results.forEach(
        (window, result) -> {
          if (window.startMillis() < lastStart - 10_000) {
            assertThat(result.getCloseReason()).as("%s", window).isEqualTo(CloseReason.WATERMARK);
          } else if (window.startMillis() == lastStart) {
            assertThat(result.getCloseReason()).as("%s", window).isEqualTo(CloseReason.IDLE);
          }
        });
  }

  private static FeatureResult feature(DriftResult result, String name) {
    return result.getFeatures().stream()
        .filter(feature -> feature.getFeature().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " in " + result));
  }
}
