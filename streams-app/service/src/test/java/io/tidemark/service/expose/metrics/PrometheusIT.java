// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.service.expose.http.HttpEndpoint;
import io.tidemark.service.expose.http.HttpSettings;
import io.tidemark.service.expose.http.SampleStatus;
import io.tidemark.service.expose.http.StreamsHealth;
import io.tidemark.service.expose.metrics.StreamsFigures.InputLag;
import io.tidemark.service.expose.metrics.StreamsFigures.Restoration;
import io.tidemark.service.status.ServiceStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus scrapes a status filled by hand, in which one model drifts. */
class PrometheusIT {

  private static final Set<String> WANTED =
      Set.of(
          "TidemarkModelDrift",
          "TidemarkFeatureDrift",
          "TidemarkReferenceMissing",
          "TidemarkInsufficientData",
          "TidemarkDeadLetters");

  private static final Map<String, String> SILENT =
      Map.ofEntries(
          Map.entry("TidemarkManyFeaturesDrifted", "half of the features drift, not more"),
          Map.entry("TidemarkSegmentDrift", "the whole of the model drifts too"),
          Map.entry("TidemarkManyModelsDrifted", "one of three judged models drifts"),
          Map.entry("TidemarkSchemaRegistryDown", "the registry answers"),
          Map.entry("TidemarkWindowStalled", "the open windows are young"),
          Map.entry("TidemarkNoData", "needs a counter that grew and then stood for 30 minutes"),
          Map.entry("TidemarkLateRecords", "needs counters that grow"),
          Map.entry("TidemarkUnmatchedRecords", "needs counters that grow"),
          Map.entry("TidemarkJoinFull", "few records wait"),
          Map.entry("TidemarkLagGrowing", "the lag is small"),
          Map.entry("TidemarkTargetDown", "the target is up"),
          Map.entry("TidemarkStreamsNotRunning", "the runtime is running"),
          Map.entry("TidemarkStreamsRebalancing", "the runtime is running"),
          Map.entry("TidemarkStreamThreadsDied", "no thread has died since the first scrape"),
          Map.entry("TidemarkSeriesDropped", "the series fit"));

  @TempDir private static Path directory;

  private static HttpEndpoint endpoint;
  private static PrometheusServer prometheus;

  @BeforeAll
  static void start() throws IOException {
    ServiceStatus status = SampleStatus.at(System.currentTimeMillis());
    StreamsFigures figures =
        new StreamsFigures(
            "RUNNING",
            2,
            0,
            0.25,
            new Restoration(0, 0),
            List.of(new InputLag("ml-features", 0, 17)));
    endpoint =
        HttpEndpoint.start(
            HttpSettings.loopback(0),
            status,
            new MetricsPage(status, () -> figures, MetricsPage.DEFAULT_MAX_SERIES),
            new StreamsHealth(Clock.systemUTC(), StreamsHealth.DEFAULT_TOLERANCE));
    prometheus = PrometheusServer.start(directory, endpoint.url());
  }

  @AfterAll
  static void stop() {
    if (prometheus != null) {
      prometheus.close();
    }
    if (endpoint != null) {
      endpoint.close();
    }
  }

  @Test
  void dashboard_driftingModel_everyExpressionReturns() {
    new WatchingContract(prometheus).everyDashboardExpressionReturns(Map.of());
  }

  @Test
  void alerts_driftingModel_areEvaluable() {
    WatchingContract contract = new WatchingContract(prometheus);
    contract.everyAlertIsEvaluable(WANTED, SILENT, Set.of());
    contract.alertFires("TidemarkModelDrift", SampleStatus.DRIFTING.model());
  }

  @Test
  void scrape_everyMetric_arrives() {
    for (DriftMetric metric : DriftMetric.values()) {
      assertThat(prometheus.await(metric.metricName(), Duration.ofSeconds(20)))
          .as(metric.metricName())
          .isNotEmpty();
    }
  }
}
