// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.core.decide.FeatureVerdict;
import io.tidemark.core.decide.WindowVerdict;
import io.tidemark.core.evaluate.DriftReport;
import io.tidemark.core.evaluate.FeatureComparison;
import io.tidemark.core.evaluate.Statistic;
import io.tidemark.service.cli.shell.StatisticsJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes results as lines of text: JSON for programs, plain words for people. */
enum ResultLines {
  /** One JSON object per window and feature; numbers in full precision, null where undefined. */
  JSON {
    @Override
    String line(WindowVerdict window, FeatureVerdict feature) {
      StringWriter text = new StringWriter();
      try (JsonGenerator json = FACTORY.createGenerator(text)) {
        json.writeStartObject();
        writeWindow(json, window.report());
        writeFeature(json, feature);
        json.writeStringField("reference_id", window.report().referenceId());
        json.writeStringField("close_reason", window.report().closeReason().name());
        json.writeEndObject();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return text.toString();
    }
  },

  /** One sentence per window and feature. */
  TEXT {
    @Override
    String line(WindowVerdict window, FeatureVerdict feature) {
      DriftReport report = window.report();
      FeatureComparison comparison = feature.comparison();
      StringBuilder statistics = new StringBuilder();
      for (Statistic statistic : comparison.statistics()) {
        statistics.append(
            String.format(Locale.ROOT, " %s=%.4g", statistic.key(), statistic.value()));
        if (!Double.isNaN(statistic.pValue())) {
          statistics.append(String.format(Locale.ROOT, " (p=%.3g)", statistic.pValue()));
        }
      }
      return String.format(
          Locale.ROOT,
          "%s %s %s %s n=%d missing=%d%s",
          report.window(),
          report.population(),
          comparison.feature(),
          feature.verdict(),
          comparison.count(),
          comparison.missing(),
          statistics);
    }
  };

  private static final JsonFactory FACTORY = new JsonFactory();

  /** The line of one feature in one window. */
  abstract String line(WindowVerdict window, FeatureVerdict feature);

  /** The lines of one window, in the order of its features. */
  List<String> lines(WindowVerdict window) {
    List<String> lines = new ArrayList<>();
    window.features().forEach(feature -> lines.add(line(window, feature)));
    return lines;
  }

  private static void writeWindow(JsonGenerator json, DriftReport report) throws IOException {
    json.writeStringField("window_start", time(report.window().startMillis()));
    json.writeStringField("window_end", time(report.window().endMillis()));
    json.writeStringField("model", report.modelVersion().model());
    json.writeStringField("version", report.modelVersion().version());
    if (!report.population().isWhole()) {
      json.writeStringField("segment", report.population().segmentText());
    }
  }

  private static void writeFeature(JsonGenerator json, FeatureVerdict feature) throws IOException {
    FeatureComparison comparison = feature.comparison();
    json.writeStringField("feature", comparison.feature());
    json.writeStringField("role", comparison.role().name().toLowerCase(Locale.ROOT));
    json.writeStringField("kind", comparison.kind().name().toLowerCase(Locale.ROOT));
    json.writeStringField("verdict", feature.verdict().name());
    json.writeNumberField("n", comparison.count());
    json.writeNumberField("missing", comparison.missing());
    json.writeNumberField("invalid", comparison.invalid());
    json.writeNumberField("n_ref", comparison.referenceCount());
    StatisticsJson.write(json, comparison.statistics());
    json.writeStringField("reason", feature.reason());
  }

  private static String time(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
