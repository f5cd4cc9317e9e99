// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.metrics;

import static io.tidemark.service.status.SampleDecisions.WINDOW;
import static io.tidemark.service.status.SampleDecisions.numeric;
import static io.tidemark.service.status.SampleDecisions.window;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.decide.DriftVerdict;
import io.tidemark.core.decide.WindowVerdict;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Segment;
import io.tidemark.service.status.SampleDecisions;
import io.tidemark.service.status.ServiceStatus;
import io.tidemark.service.status.TaskStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/metrics.md} equal to the table in {@link DriftMetric}. */
class MetricsDocumentTest {

  private static final String COMMAND =
      "./mvnw -pl streams-app/service -am test -Dtest=MetricsDocumentTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dtidemark.regenerate=true";

  @Test
  void metricsDocument_isGeneratedFromTheTable() throws IOException {
    Path document = Path.of(System.getProperty("tidemark.root")).resolve("docs/metrics.md");
    if (Boolean.getBoolean("tidemark.regenerate")) {
      Files.createDirectories(document.getParent());
      Files.writeString(document, markdown());
    }
    assertThat(document).as("docs/metrics.md is stale; run: " + COMMAND).hasContent(markdown());
  }

  private static String markdown() {
    StringBuilder out = new StringBuilder();
    out.append(
        """
        # Metrics

        Generated from `DriftMetric`; do not edit. To write it anew: `%s`

        Served at `/metrics`, as Prometheus text or OpenMetrics, by `Accept`. Values are read from what the
        instance owns at the moment of the scrape: after a rebalance a model's gauges come from its new owner
        only. A gauge without a value is absent, never NaN. Counters start at 0 with the process, and count
        work that a rolled-back transaction repeats twice; the output topics do not.

        ## Verdict codes

        `tidemark_drift_model_verdict` and `tidemark_drift_feature_verdict` are one of:

        | code | verdict |
        | --- | --- |
        """
            .formatted(COMMAND));
    for (DriftVerdict verdict : DriftVerdict.values()) {
      out.append("| %d | %s |%n".formatted(VerdictCode.of(verdict), verdict));
    }
    out.append(
        """

        ## How many series

        A feature takes %d series, a model version %d. A segment, of which the reference says which are
        watched, takes %d and each of its features %d: only metrics with the label `segment` have them, and
        the series of the whole do not have that label, so `segment=""` selects the whole. Series that carry names from outside are bounded by
        `metrics.max.series` (default %d): the worst drift is kept, the rest is counted in
        `tidemark_series_dropped`. After %d model versions, counters of further ones are summed under the model
        `_other`.

        ## Tidemark

        | metric | type | labels | meaning |
        | --- | --- | --- | --- |
        """
            .formatted(
                seriesWithLabels("feature"),
                seriesWithLabels("model") - seriesWithLabels("feature"),
                seriesWithLabels("segment") - seriesWithLabels("segment", "feature"),
                seriesWithLabels("segment", "feature"),
                MetricsPage.DEFAULT_MAX_SERIES,
                ServiceStatus.MODEL_LIMIT));
    for (DriftMetric metric : DriftMetric.values()) {
      out.append(
          "| `%s` | %s | %s | %s |%n"
              .formatted(
                  metric.metricName(),
                  metric.type().name().toLowerCase(Locale.ROOT),
                  metric.labels().isEmpty()
                      ? "–"
                      : "`" + String.join("`, `", metric.labels()) + "`",
                  metric.help()));
    }
    out.append(
        """

        `role` is `feature` or `prediction`; `severity` is `warning` or `critical`; `state` of an alert is
        `pending`, `firing` or `resolved`; `reason` of a closed window is `watermark` or `idle`; `side` is
        `features` or `predictions`.

        ## The JVM

        The usual metrics of the Prometheus Java client: `jvm_memory_bytes_used`, `jvm_gc_collection_seconds`,
        `jvm_threads_current`, `process_cpu_seconds_total`, `process_resident_memory_bytes` and others.
        """);
    return out.toString();
  }

  /** How many series carry a label when one model with one numeric feature is watched. */
  private static long seriesWithLabels(String... labels) {
    ServiceStatus service = new ServiceStatus();
    ModelVersion model = new ModelVersion("model", "1");
    TaskStatus task = service.open("1_0");
    task.openWindows(model, 1, WINDOW);
    WindowVerdict verdict =
        window(model, WINDOW, DriftVerdict.STABLE, numeric("x", DriftVerdict.STABLE, 0.1, 0.1));
    task.windowClosed(verdict);
    task.windowClosed(SampleDecisions.of(Segment.of("country", "DE"), verdict));
    return new DriftCollector(service, StreamsFigures::unknown, 100)
        .collect().stream()
            .flatMap(family -> family.samples.stream())
            .filter(
                sample ->
                    sample.labelNames.containsAll(List.of(labels))
                        && (labels[0].equals("segment") ^ !sample.labelNames.contains("segment")))
            .count();
  }
}
