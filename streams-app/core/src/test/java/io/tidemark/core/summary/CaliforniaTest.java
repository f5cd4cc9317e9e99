// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.reference.NumericReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Counts a real stream, column by column and window by window, and compares with values computed by
 * SciPy. Reads {@code ../shared}; skipped where that folder is absent.
 */
class CaliforniaTest {

  private static final Path SHARED =
      Path.of(System.getProperty("tidemark.root")).resolve("../shared");

  private static List<String[]> rows(String file) throws IOException {
    return Files.readAllLines(SHARED.resolve("data").resolve(file)).stream()
        .map(line -> line.split(",", -1))
        .toList();
  }

  private static double[] column(List<String[]> rows, String name) {
    int at = Arrays.asList(rows.get(0)).indexOf(name);
    return rows.stream()
        .skip(1)
        .mapToDouble(row -> row[at].isEmpty() ? Double.NaN : Double.parseDouble(row[at]))
        .toArray();
  }

  private static NumericReference reference(List<String[]> rows, String name) {
    return NumericReference.of(
        name, FeatureRole.FEATURE, column(rows, name), NumericReference.ALL, 0);
  }

  private static long[] seconds(List<String[]> rows) {
    int at = Arrays.asList(rows.get(0)).indexOf("timestamp");
    return rows.stream().skip(1).mapToLong(row -> seconds(row[at].replace(' ', 'T'))).toArray();
  }

  private static long seconds(String time) {
    return LocalDateTime.parse(time).toEpochSecond(ZoneOffset.UTC);
  }

  @Test
  void counts_everyColumnAndWindow_giveTheValuesOfSciPy() throws IOException {
    assumeTrue(Files.isDirectory(SHARED.resolve("data")), "../shared is absent");
    JsonNode expected =
        new ObjectMapper()
            .readTree(SHARED.resolve("conformance/california_housing_windows.json").toFile());
    long windowSeconds = expected.get("window_seconds").asLong();
    List<String[]> reference = rows("california_housing_reference.csv");
    List<String[]> analysis = rows("california_housing_analysis.csv");
    long[] seconds = seconds(analysis);
    Map<String, NumericReference> references = new HashMap<>();
    Map<String, double[]> columns = new HashMap<>();
    int compared = 0;
    for (JsonNode window : expected.get("windows")) {
      long from = seconds(window.get("window_start").asText().replace("Z", ""));
      for (Map.Entry<String, JsonNode> field : window.get("features").properties()) {
        NumericReference against =
            references.computeIfAbsent(field.getKey(), name -> reference(reference, name));
        double[] values = columns.computeIfAbsent(field.getKey(), name -> column(analysis, name));
        NumericSummary summary = new NumericSummary(against);
        for (int i = 0; i < values.length; i++) {
          if (seconds[i] >= from && seconds[i] < from + windowSeconds) {
            summary.accept(values[i]);
          }
        }
        check(field.getValue(), against, summary);
        compared++;
      }
    }
    assertThat(compared).isEqualTo(13 * 10);
  }

  private static void check(JsonNode expected, NumericReference reference, NumericSummary summary) {
    assertThat(summary.count()).isEqualTo(expected.get("n_cur").asLong());
    assertThat(supremum(reference, summary))
        .isCloseTo(expected.get("ks").asDouble(), within(1e-12));
    assertThat(psi(reference, summary))
        .isCloseTo(expected.get("psi_floor_1e-4").asDouble(), within(1e-12));
    double mean = expected.get("mean").asDouble();
    assertThat(summary.mean()).isCloseTo(mean, within(1e-12 * Math.abs(mean)));
    assertThat(summary.min()).isEqualTo(expected.get("min").asDouble());
    assertThat(summary.max()).isEqualTo(expected.get("max").asDouble());
  }

  private static double supremum(NumericReference reference, NumericSummary summary) {
    long[] current = summary.cellCounts();
    double below = 0;
    double belowReference = 0;
    double largest = 0;
    for (int cell = 0; cell < current.length; cell++) {
      below += current[cell];
      belowReference += reference.cellCount(cell);
      double distance = Math.abs(below / summary.count() - belowReference / reference.count());
      largest = Math.max(largest, distance);
    }
    return largest;
  }

  private static double psi(NumericReference reference, NumericSummary summary) {
    double[] edges = reference.edges(10);
    double[] p = new double[edges.length + 1];
    double[] q = new double[edges.length + 1];
    long[] current = summary.cellCounts();
    int bin = 0;
    for (int cell = 0; cell < current.length; cell++) {
      p[bin] += (double) reference.cellCount(cell) / reference.count();
      q[bin] += (double) current[cell] / summary.count();
      if (cell % 2 == 1 && bin < edges.length && reference.point(cell / 2) == edges[bin]) {
        bin++;
      }
    }
    double psi = 0;
    for (int i = 0; i < p.length; i++) {
      double expected = Math.max(p[i], 1e-4);
      double found = Math.max(q[i], 1e-4);
      psi += (found - expected) * Math.log(found / expected);
    }
    return psi;
  }
}
