// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.service.expose.metrics.PrometheusServer;
import io.tidemark.service.expose.metrics.WatchingContract;
import io.tidemark.service.testing.EventProducer;
import io.tidemark.service.testing.EventStream;
import io.tidemark.service.testing.TidemarkCluster;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * A running service, scraped by a real Prometheus that loads the shipped rules: every expression of
 * the dashboard returns something for a drifting model, and the alerts that should fire do.
 */
@TestInstance(Lifecycle.PER_CLASS)
class WatchedServiceIT {

  private static final Set<String> WANTED =
      Set.of(
          "TidemarkModelDrift",
          "TidemarkFeatureDrift",
          "TidemarkReferenceMissing",
          "TidemarkDeadLetters");

  private static final Map<String, String> SILENT =
      Map.ofEntries(
          Map.entry("TidemarkInsufficientData", "the windows judged last have enough data"),
          Map.entry("TidemarkManyFeaturesDrifted", "one of three features drifts"),
          Map.entry("TidemarkSegmentDrift", "no reference has segments"),
          Map.entry("TidemarkManyModelsDrifted", "one of two judged models drifts"),
          Map.entry("TidemarkSchemaRegistryDown", "the registry answers"),
          Map.entry("TidemarkWindowStalled", "the open window ends in the future"),
          Map.entry("TidemarkNoData", "data came within the last 30 minutes"),
          Map.entry("TidemarkLateRecords", "all came before the first scrape"),
          Map.entry("TidemarkUnmatchedRecords", "all came before the first scrape"),
          Map.entry("TidemarkJoinFull", "few records wait"),
          Map.entry("TidemarkLagGrowing", "everything has been read"),
          Map.entry("TidemarkTargetDown", "the target is up"),
          Map.entry("TidemarkStreamsNotRunning", "the runtime is running"),
          Map.entry("TidemarkStreamsRebalancing", "the runtime is running"),
          Map.entry("TidemarkStreamThreadsDied", "no thread died"),
          Map.entry("TidemarkSeriesDropped", "the series fit"));

  private static final Map<String, String> OF_SEGMENTS =
      Stream.of(
              "Segments, the worst first A",
              "Segments, the worst first B",
              "Segments, the worst first C",
              "Segments, the worst first D",
              "Segments, the worst first E",
              "Verdict of each segment A")
          .collect(toMap(place -> place, place -> "no reference has segments"));

  @TempDir static Path directory;

  private TidemarkCluster cluster;
  private TidemarkService service;
  private PrometheusServer prometheus;

  @BeforeAll
  void start() throws Exception {
    EventStream stream = new EventStream(7, 60);
    cluster = TidemarkCluster.start(3);
    cluster.publishAll(
        List.of(stream.reference(EventStream.DRIFTING), stream.reference(EventStream.HEALTHY)));
    try (EventProducer producer = cluster.producer()) {
      stream.publish(producer);
      producer.raw("ml-features", "text", "no avro at all".getBytes(StandardCharsets.UTF_8));
      publish(producer, "stranger", "unheard-of", EventStream.START_MILLIS + 58_000);
      // Opens a window that no wall clock closes during the test.
      publish(
          producer,
          "ahead",
          "unheard-of",
          System.currentTimeMillis() + Duration.ofMinutes(50).toMillis());
      producer.flush();
    }
    service =
        new TidemarkService(
            cluster.config(directory.resolve("state"), Map.of("ingest.max.future", "1h")));
    service.start();
    assertThat(service.awaitRunning(Duration.ofSeconds(60))).isTrue();
    cluster.reader().until("drift-results", records -> records.size() >= 13);
    prometheus = PrometheusServer.start(directory, service.url());
  }

  private static void publish(EventProducer producer, String id, String model, long time) {
    producer.features(id, time, new HashMap<>(Map.of("income", 1.0)));
    producer.prediction(id, model, "1", time, Map.of("score", 0.5));
  }

  @AfterAll
  void stop() {
    if (prometheus != null) {
      prometheus.close();
    }
    service.close();
    cluster.close();
  }

  @Test
  void dashboard_everyExpressionReturns() {
    new WatchingContract(prometheus).everyDashboardExpressionReturns(OF_SEGMENTS);
  }

  @Test
  void alerts_thoseThatShouldFire_do() {
    WatchingContract contract = new WatchingContract(prometheus);
    contract.everyAlertIsEvaluable(WANTED, SILENT, Set.of("tidemark_alert_firing"));
    contract.alertFires("TidemarkModelDrift", EventStream.DRIFTING.model());
  }
}
