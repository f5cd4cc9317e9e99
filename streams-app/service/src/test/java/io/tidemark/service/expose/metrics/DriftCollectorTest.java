// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.metrics;

import static io.tidemark.service.status.SampleDecisions.WINDOW;
import static io.tidemark.service.status.SampleDecisions.alert;
import static io.tidemark.service.status.SampleDecisions.categorical;
import static io.tidemark.service.status.SampleDecisions.insufficient;
import static io.tidemark.service.status.SampleDecisions.numeric;
import static io.tidemark.service.status.SampleDecisions.trigger;
import static io.tidemark.service.status.SampleDecisions.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import io.tidemark.core.decide.AlertEvent.Severity;
import io.tidemark.core.decide.AlertEvent.State;
import io.tidemark.core.decide.DriftVerdict;
import io.tidemark.core.decide.FeatureVerdict;
import io.tidemark.core.decide.WindowVerdict;
import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Segment;
import io.tidemark.service.expose.metrics.StreamsFigures.InputLag;
import io.tidemark.service.expose.metrics.StreamsFigures.Restoration;
import io.tidemark.service.status.PartitionStatus;
import io.tidemark.service.status.SampleDecisions;
import io.tidemark.service.status.ServiceStatus;
import io.tidemark.service.status.TaskStatus;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DriftCollectorTest {

  private static final ModelVersion FRAUD = new ModelVersion("fraud", "1");
  private static final ModelVersion CHURN = new ModelVersion("churn", "7");
  private static final int PLENTY = 10_000;

  private final ServiceStatus service = new ServiceStatus();
  private StreamsFigures figures = StreamsFigures.unknown();

  @Test
  void collect_driftedModel_exportsFeaturesAndModel() {
    TaskStatus task = service.open("1_0");
    WindowVerdict verdict = drifting(FRAUD);
    task.windowClosed(verdict);
    task.alert(alert(FRAUD, WINDOW, State.FIRING, Severity.CRITICAL));
    task.trigger(trigger(verdict));
    task.openWindows(FRAUD, 2, 3 * WINDOW);
    task.observed(FRAUD, 1000);
    task.late(FRAUD, 5);

    Scrape scrape = scrape(PLENTY);
    String amount = "fraud/1/amount/feature";
    assertThat(scrape.value("tidemark_drift_psi", amount)).isEqualTo(0.6);
    assertThat(scrape.value("tidemark_drift_ks", amount)).isEqualTo(0.4);
    assertThat(scrape.value("tidemark_drift_p_value", amount)).isEqualTo(1e-12);
    assertThat(scrape.value("tidemark_drift_threshold", amount + "/ks")).isEqualTo(0.1);
    assertThat(scrape.value("tidemark_drift_effect_ratio", amount)).isEqualTo(4);
    assertThat(scrape.value("tidemark_drift_missing_share", amount)).isEqualTo(0.05);
    assertThat(scrape.value("tidemark_drift_window_samples", amount)).isEqualTo(950);
    assertThat(scrape.value("tidemark_drift_feature_verdict", amount)).isEqualTo(2);
    assertThat(scrape.value("tidemark_drift_psi", "fraud/1/score/prediction")).isEqualTo(0.01);

    assertThat(scrape.value("tidemark_drift_model_verdict", "fraud/1")).isEqualTo(2);
    assertThat(scrape.value("tidemark_drift_drifted_share", "fraud/1")).isEqualTo(0.25);
    assertThat(scrape.value("tidemark_drift_window_observations", "fraud/1")).isEqualTo(1000);
    assertThat(scrape.value("tidemark_drift_window_end_timestamp_seconds", "fraud/1"))
        .isEqualTo(10);
    assertThat(scrape.value("tidemark_open_windows", "fraud/1")).isEqualTo(2);
    assertThat(scrape.value("tidemark_oldest_open_window_end_timestamp_seconds", "fraud/1"))
        .isEqualTo(30);
    assertThat(scrape.value("tidemark_alert_firing", "fraud/1/critical")).isEqualTo(1);
    assertThat(scrape.value("tidemark_alert_firing", "fraud/1/warning")).isZero();
    assertThat(scrape.value("tidemark_reference_info", "fraud/1/0123456789abcdef")).isEqualTo(1);
    assertThat(scrape.value("tidemark_observations_total", "fraud/1")).isEqualTo(1000);
    assertThat(scrape.value("tidemark_late_records_total", "fraud/1")).isEqualTo(5);
    assertThat(scrape.value("tidemark_windows_closed_total", "fraud/1/watermark")).isEqualTo(1);
    assertThat(scrape.value("tidemark_windows_closed_total", "fraud/1/idle")).isZero();
    assertThat(scrape.value("tidemark_alerts_total", "fraud/1/critical/firing")).isEqualTo(1);
    assertThat(scrape.value("tidemark_retraining_triggers_total", "fraud/1")).isEqualTo(1);
    assertThat(scrape.value("tidemark_series_dropped", "")).isZero();
    assertThat(scrape.value("tidemark_collect_duration_seconds", "")).isPositive();
  }

  @Test
  void collect_valuesThatAreNotNumbers_exportsNoSeries() {
    service.open("1_0").windowClosed(drifting(FRAUD));
    Scrape scrape = scrape(PLENTY);
    assertThat(scrape.value("tidemark_drift_ks", "fraud/1/country/feature")).isNull();
    assertThat(scrape.value("tidemark_drift_psi", "fraud/1/empty/feature")).isNull();
    assertThat(scrape.value("tidemark_drift_p_value", "fraud/1/empty/feature")).isNull();
    assertThat(scrape.value("tidemark_drift_window_samples", "fraud/1/empty/feature")).isZero();
    assertThat(scrape.value("tidemark_drift_feature_verdict", "fraud/1/empty/feature"))
        .isEqualTo(3);
    assertThat(scrape.value("tidemark_streams_alive_threads", "")).isNull();
    assertThat(scrape.samples()).noneMatch(sample -> Double.isNaN(sample.value));
  }

  @Test
  void collect_segments_haveTheLabelAndFewerSeries() {
    Segment german = Segment.of("country", "DE");
    TaskStatus task = service.open("1_0");
    task.windowClosed(window(FRAUD, WINDOW, DriftVerdict.STABLE));
    task.windowClosed(SampleDecisions.of(german, drifting(FRAUD)));
    task.alert(SampleDecisions.of(german, alert(FRAUD, WINDOW, State.FIRING, Severity.CRITICAL)));

    Scrape scrape = scrape(PLENTY);

    assertThat(scrape.value("tidemark_drift_model_verdict", "fraud/1")).isZero();
    assertThat(scrape.value("tidemark_drift_model_verdict", "fraud/1/country=DE")).isEqualTo(2);
    assertThat(scrape.value("tidemark_alert_firing", "fraud/1/critical")).isZero();
    assertThat(scrape.value("tidemark_alert_firing", "fraud/1/critical/country=DE")).isEqualTo(1);
    assertThat(scrape.value("tidemark_alerts_total", "fraud/1/critical/firing")).isZero();
    assertThat(scrape.value("tidemark_drift_feature_verdict", "fraud/1/amount/feature/country=DE"))
        .isEqualTo(2);
    assertThat(scrape.value("tidemark_drift_effect_ratio", "fraud/1/amount/feature/country=DE"))
        .isEqualTo(4);
    assertThat(scrape.family("tidemark_drift_ks")).isNull();
    assertThat(scrape.samples())
        .allSatisfy(sample -> assertThat(sample.labelNames).hasSameSizeAs(sample.labelValues));
  }

  @Test
  void collect_noReference_saysSoAndNamesNone() {
    service.open("1_0").windowClosed(window(CHURN, WINDOW, DriftVerdict.NO_REFERENCE));
    Scrape scrape = scrape(PLENTY);
    assertThat(scrape.value("tidemark_drift_model_verdict", "churn/7")).isEqualTo(4);
    assertThat(scrape.family("tidemark_reference_info")).isNull();
  }

  @Test
  void collect_nothingYet_startsKnownCountersAtZero() {
    Scrape scrape = scrape(PLENTY);
    assertThat(scrape.value("tidemark_unmatched_records_total", "features")).isZero();
    assertThat(scrape.value("tidemark_unmatched_records_total", "predictions")).isZero();
    assertThat(scrape.value("tidemark_duplicate_records_total", "")).isZero();
    assertThat(scrape.value("tidemark_given_up_records_total", "features")).isZero();
    assertThat(scrape.value("tidemark_given_up_records_total", "predictions")).isZero();
    assertThat(scrape.value("tidemark_forgotten_ids_total", "")).isZero();
  }

  @Test
  void collect_whatTheBoundsCost_isExported() {
    TaskStatus task = service.open("0_0");
    task.givenUp(TaskStatus.FEATURES, 5);
    task.forgottenIds(3);
    task.forgottenIds(4);

    Scrape scrape = scrape(PLENTY);
    assertThat(scrape.value("tidemark_given_up_records_total", "features")).isEqualTo(5);
    assertThat(scrape.value("tidemark_given_up_records_total", "predictions")).isZero();
    assertThat(scrape.value("tidemark_forgotten_ids_total", "")).isEqualTo(7);
  }

  @Test
  void collect_inputs_exportsWatermarksLagAndDeadLetters() {
    TaskStatus task = service.open("0_0");
    task.inputWatermark(0, 5000, false);
    task.inputWatermark(1, PartitionStatus.NO_WATERMARK, true);
    task.deadLetter("ml-features", "not-avro");
    figures =
        new StreamsFigures(
            "RUNNING",
            2,
            1,
            0.25,
            new Restoration(3, 400),
            List.of(new InputLag("ml-features", 0, 17)));
    Scrape scrape = scrape(PLENTY);
    assertThat(scrape.value("tidemark_input_watermark_timestamp_seconds", "0")).isEqualTo(5);
    assertThat(scrape.value("tidemark_input_watermark_timestamp_seconds", "1")).isNull();
    assertThat(scrape.value("tidemark_input_idle", "0")).isZero();
    assertThat(scrape.value("tidemark_input_idle", "1")).isEqualTo(1);
    assertThat(scrape.value("tidemark_dead_letters_total", "ml-features/not-avro")).isEqualTo(1);
    assertThat(scrape.value("tidemark_input_lag_records", "ml-features/0")).isEqualTo(17);
    assertThat(scrape.value("tidemark_streams_state", "running")).isEqualTo(1);
    assertThat(scrape.value("tidemark_streams_state", "rebalancing")).isZero();
    assertThat(scrape.value("tidemark_streams_alive_threads", "")).isEqualTo(2);
    assertThat(scrape.value("tidemark_streams_failed_threads_total", "")).isEqualTo(1);
    assertThat(scrape.value("tidemark_streams_commit_max_seconds", "")).isEqualTo(0.25);
    assertThat(scrape.value("tidemark_streams_restoring_tasks", "")).isEqualTo(3);
    assertThat(scrape.value("tidemark_streams_restore_remaining_records", "")).isEqualTo(400);
  }

  @Test
  void collect_taskClosed_exportsCountersOnly() {
    TaskStatus task = service.open("1_0");
    task.windowClosed(drifting(FRAUD));
    task.observed(FRAUD, 3);
    task.close();
    Scrape scrape = scrape(PLENTY);
    assertThat(scrape.family("tidemark_drift_psi")).isNull();
    assertThat(scrape.family("tidemark_drift_model_verdict")).isNull();
    assertThat(scrape.value("tidemark_observations_total", "fraud/1")).isEqualTo(3);
  }

  @Test
  void collect_moreSeriesThanTheBound_keepsTheWorstAndCountsTheRest() {
    TaskStatus task = service.open("1_0");
    FeatureVerdict[] features =
        IntStream.range(0, 200)
            .mapToObj(
                i ->
                    numeric(
                        "feature-" + i,
                        i == 150 ? DriftVerdict.DRIFT : DriftVerdict.STABLE,
                        i == 150 ? 0.5 : i / 10_000.0,
                        0.01))
            .toArray(FeatureVerdict[]::new);
    task.windowClosed(window(CHURN, WINDOW, DriftVerdict.WARNING, features));
    task.windowClosed(drifting(FRAUD));

    long all = scrape(PLENTY).samples().size();
    Scrape bounded = scrape(100);
    double dropped = bounded.value("tidemark_series_dropped", "");
    assertThat(bounded.samples().size() + (long) dropped).isEqualTo(all);
    assertThat(bounded.samples().size()).isBetween(90, 110);
    assertThat(bounded.value("tidemark_drift_ks", "fraud/1/amount/feature")).isNotNull();
    assertThat(bounded.value("tidemark_drift_ks", "churn/7/feature-150/feature")).isEqualTo(0.5);
    assertThat(bounded.value("tidemark_drift_ks", "churn/7/feature-199/feature")).isNotNull();
    assertThat(bounded.value("tidemark_drift_ks", "churn/7/feature-0/feature")).isNull();
  }

  @Test
  void constructor_noSeriesAllowed_namesTheSetting() {
    assertThatThrownBy(() -> new DriftCollector(service, StreamsFigures::unknown, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("metrics.max.series")
        .hasMessageContaining("got 0");
  }

  private static WindowVerdict drifting(ModelVersion modelVersion) {
    return window(
        modelVersion,
        WINDOW,
        DriftVerdict.DRIFT,
        numeric("amount", DriftVerdict.DRIFT, 0.4, 0.6),
        categorical("country", DriftVerdict.STABLE, 0.03),
        insufficient("empty"),
        numeric("score", FeatureRole.PREDICTION, DriftVerdict.STABLE, 0.02, 0.01));
  }

  private Scrape scrape(int maxSeries) {
    return new Scrape(new DriftCollector(service, () -> figures, maxSeries).collect());
  }

  private record Scrape(List<MetricFamilySamples> families) {

    List<Sample> samples() {
      return families.stream().flatMap(family -> family.samples.stream()).toList();
    }

    MetricFamilySamples family(String name) {
      return families.stream().filter(f -> f.name.equals(name)).findFirst().orElse(null);
    }

    /** Finds a sample by its label values, joined by slashes. */
    Double value(String name, String labels) {
      List<Double> found =
          samples().stream()
              .filter(s -> s.name.equals(name) && String.join("/", s.labelValues).equals(labels))
              .map(s -> s.value)
              .toList();
      assertThat(found).as(name + " " + labels).hasSizeLessThanOrEqualTo(1);
      return found.isEmpty() ? null : found.get(0);
    }
  }
}
