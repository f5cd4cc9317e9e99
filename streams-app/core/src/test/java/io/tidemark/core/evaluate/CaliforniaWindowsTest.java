// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.core.reference.NumericReference;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.reference.ReferenceProfileBuilder;
import io.tidemark.core.summary.NumericSummary;
import io.tidemark.core.summary.WindowSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A year of a published stream, window by window, against what SciPy says of the raw values. */
class CaliforniaWindowsTest {

  private static final ModelVersion MODEL = new ModelVersion("california", "1");
  private static final List<String> PREDICTIONS = List.of("y_pred_proba", "y_pred");
  private static final List<String> NOT_FEATURES = List.of("id", "timestamp", "clf_target");

  private final SoftAssertions softly = new SoftAssertions();

  private static Path shared(String name) {
    Path file = Path.of(System.getProperty("tidemark.root")).resolve("../shared").resolve(name);
    Assumptions.assumeTrue(Files.exists(file), "no shared data at " + file.normalize());
    return file;
  }

  /** A table without quotes, read by columns that have names. */
  private record Table(List<String> columns, List<String[]> rows) {

    static Table read(String name) throws IOException {
      List<String> lines = Files.readAllLines(shared(name));
      List<String> columns = Arrays.asList(lines.get(0).split(",", -1));
      return new Table(columns, lines.stream().skip(1).map(l -> l.split(",", -1)).toList());
    }

    String value(String[] row, String column) {
      return row[columns.indexOf(column)];
    }

    List<String> features() {
      return columns.stream()
          .filter(c -> !NOT_FEATURES.contains(c) && !PREDICTIONS.contains(c))
          .toList();
    }

    ObservedValues values(String[] row, List<String> names) {
      ObservedValues.Builder values =
          ObservedValues.builder(ValueLayout.of(names.toArray(String[]::new)));
      for (int slot = 0; slot < names.size(); slot++) {
        String text = value(row, names.get(slot));
        if (!text.isEmpty()) {
          values.number(slot, Double.parseDouble(text));
        }
      }
      return values.build();
    }
  }

  private static ReferenceProfile profile() throws IOException {
    Table table = Table.read("data/california_housing_reference.csv");
    ReferenceProfileBuilder builder =
        new ReferenceProfileBuilder(MODEL, "reference", 0).resolution(NumericReference.ALL);
    for (String[] row : table.rows()) {
      builder.accept(table.values(row, table.features()), table.values(row, PREDICTIONS));
    }
    return builder.build();
  }

  private static Map<Long, WindowSummary> windows(ReferenceProfile profile, long size)
      throws IOException {
    Table table = Table.read("data/california_housing_analysis.csv");
    Map<Long, WindowSummary> windows = new TreeMap<>();
    for (String[] row : table.rows()) {
      String time = table.value(row, "timestamp").replace(' ', 'T');
      long millis = LocalDateTime.parse(time).toInstant(ZoneOffset.UTC).toEpochMilli();
      windows
          .computeIfAbsent(millis - Math.floorMod(millis, size), w -> WindowSummary.of(profile))
          .accept(
              new Observation(
                  MODEL,
                  millis,
                  table.values(row, table.features()),
                  table.values(row, PREDICTIONS)));
    }
    return windows;
  }

  @Test
  void evaluate_everyWindowAndColumn_equalsScipy() throws IOException {
    JsonNode expected =
        new ObjectMapper().readTree(shared("conformance/california_housing_windows.json").toFile());
    long size = expected.get("window_seconds").asLong() * 1000;
    ReferenceProfile profile = profile();
    Map<Long, WindowSummary> windows = windows(profile, size);
    assertThat(windows).hasSize(expected.get("windows").size()).hasSize(13);
    DriftEvaluator evaluator = new DriftEvaluator(EvaluationOptions.withDefaults());
    for (JsonNode node : expected.get("windows")) {
      long start = Instant.parse(node.get("window_start").asText()).toEpochMilli();
      WindowSummary summary = windows.get(start);
      EvaluationWindow window = new EvaluationWindow(start, start + size);
      DriftReport report = evaluator.evaluate(window, CloseReason.WATERMARK, summary, 0);
      assertThat(report.observations()).isEqualTo(node.get("rows").asLong());
      assertThat(report.features()).hasSize(10);
      for (int i = 0; i < 10; i++) {
        FeatureComparison feature = report.features().get(i);
        JsonNode values = node.get("features").get(feature.feature());
        softly.assertThat(feature.count()).isEqualTo(values.get("n_cur").asLong());
        softly.assertThat(feature.missing()).isEqualTo(values.get("missing").asLong());
        verify(feature, values, (NumericSummary) summary.feature(i));
      }
    }
    softly.assertAll();
  }

  private void verify(FeatureComparison feature, JsonNode values, NumericSummary summary) {
    Statistic ks = feature.statistic("ks");
    near("ks", ks.value(), values.get("ks").asDouble(), 1e-12);
    near("psi", value(feature, "psi"), values.get("psi_floor_1e-4").asDouble(), 1e-12);
    double pValue = values.get("ks_p").asDouble();
    // Below 1e-300 SciPy's exact sum ends in subnormal noise; the true values there are 0.
    near("ks_p", ks.pValue(), pValue, 1e-9 * pValue + 1e-300);
    near(
        "jensen_shannon",
        value(feature, "jensen_shannon"),
        values.get("js_distance_base2").asDouble(),
        1e-12);
    Statistic wasserstein = feature.statistic("wasserstein");
    double moved = values.get("wasserstein").asDouble();
    near("wasserstein", wasserstein.value(), moved, wasserstein.errorBound() + 1e-9 * moved);
    double mean = values.get("mean").asDouble();
    near("mean", summary.mean(), mean, 1e-12 * Math.abs(mean));
    near("min", summary.min(), values.get("min").asDouble(), 0);
    near("max", summary.max(), values.get("max").asDouble(), 0);
    assertThat(ks.errorBound()).isZero();
  }

  private static double value(FeatureComparison feature, String key) {
    return feature.statistic(key).value();
  }

  private void near(String key, double actual, double expected, double tolerance) {
    softly.assertThat(actual).as(key).isCloseTo(expected, Offset.offset(tolerance));
  }
}
