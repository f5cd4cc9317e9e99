// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.service.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every case of the shared vectors through the command: files in, JSON out, each key at the
 * tolerance that its definition states.
 *
 * <p>Where SciPy sees ties that counts between two reference values do not show, the statistics of
 * ranks are held to the bound they state themselves: Cramér–von Mises, Anderson–Darling; and the
 * p-value of Mann–Whitney, which has no bound, to nothing. Wasserstein and energy are held to 1e-9
 * and the bound they state, which is 0 for Wasserstein wherever the gap keeps its sign between two
 * reference values.
 */
class CompareConformanceTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CASES = 34;

  @TempDir private Path directory;

  static List<Named<JsonNode>> cases() throws IOException {
    Path file =
        Path.of(System.getProperty("tidemark.root"))
            .resolve("../shared/conformance/scipy.json")
            .normalize();
    Assumptions.assumeTrue(Files.exists(file), "no shared conformance vectors at " + file);
    List<Named<JsonNode>> cases = new ArrayList<>();
    JSON.readTree(file.toFile())
        .get("cases")
        .forEach(node -> cases.add(Named.of(node.get("name").asText(), node)));
    assertThat(cases).hasSize(CASES);
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void compare_everyCase_printsScipysValues(JsonNode conformanceCase) throws IOException {
    JsonNode line = compare(conformanceCase);
    JsonNode expected = conformanceCase.get("expected");
    assertThat(line.get("feature").asText()).isEqualTo("x");
    assertThat(line.get("type").asText()).isEqualTo(conformanceCase.get("type").asText());
    assertThat(line.get("n_ref").asLong()).isEqualTo(expected.get("n_ref").asLong());
    assertThat(line.get("n").asLong()).isEqualTo(expected.get("n_cur").asLong());
    assertThat(line.get("missing").asLong()).isZero();
    Printed printed = new Printed(line.get("statistics"), expected);
    assertBinned(printed);
    if (line.get("type").asText().equals("numeric")) {
      assertOrdered(printed);
    } else {
      assertThat(printed.statistics.has("ks")).isFalse();
    }
  }

  private static void assertBinned(Printed printed) {
    printed.value("psi", "psi_floor_1e-4", 1e-12);
    printed.value("jensen_shannon", "js_distance_base2", 1e-12);
    printed.value("hellinger", "hellinger", 1e-12);
    printed.value("total_variation", "total_variation", 1e-12);
    printed.value("l_infinity", "l_infinity", 1e-12);
    printed.relative("chi_square", "value", "chi2", 1e-9);
    printed.relative("chi_square", "p_value", "chi2_p", 1e-9);
    printed.relative("g", "value", "g", 1e-9);
    printed.relative("g", "p_value", "g_p", 1e-9);
  }

  private static void assertOrdered(Printed printed) {
    printed.value("ks", "ks", 1e-12);
    printed.relative("ks", "p_value", "ks_p", 1e-9);
    assertThat(printed.of("ks", "method").asText()).isEqualTo("exact");
    printed.value("kuiper", "kuiper", 1e-12);
    printed.relative("mann_whitney", "value", "mann_whitney_u_ref", 1e-12);
    printed.withinBound("wasserstein", "wasserstein");
    printed.withinBound("energy", "energy");
    if (printed.expected.get("ties_off_reference").asInt() > 0) {
      printed.withinBound("cramer_von_mises", "cvm");
      printed.withinBound("anderson_darling", "anderson_darling_ksamp");
      return;
    }
    printed.value("cramer_von_mises", "cvm", 1e-9);
    // SciPy stops its series at terms of 1e-7.
    printed.pValue("cramer_von_mises", "cvm_p_asymptotic", 1e-7);
    printed.value("anderson_darling", "anderson_darling_ksamp", 1e-9);
    printed.relative("mann_whitney", "p_value", "mann_whitney_p", 1e-9);
  }

  private JsonNode compare(JsonNode conformanceCase) throws IOException {
    List<String> args = new ArrayList<>(List.of("compare"));
    args.add(write("ref.csv", conformanceCase.get("reference")).toString());
    args.add(write("cur.csv", conformanceCase.get("current")).toString());
    args.addAll(List.of("--format", "json", "--resolution", "all"));
    if (conformanceCase.has("bins")) {
      args.addAll(List.of("--bins", conformanceCase.get("bins").asText()));
    }
    CommandRun run = CommandRun.of(args.toArray(String[]::new));
    assertThat(run.outLines()).as(run.err()).hasSize(1);
    JsonNode line = JSON.readTree(run.out());
    assertThat(run.exitCode()).isEqualTo(line.get("verdict").asText().equals("DRIFT") ? 3 : 0);
    return line;
  }

  private Path write(String name, JsonNode values) throws IOException {
    String rows =
        StreamSupport.stream(values.spliterator(), false)
            .map(value -> value.isNumber() ? value.asText() : quoted(value.asText()))
            .collect(Collectors.joining("\n"));
    return Files.writeString(directory.resolve(name), "x\n" + rows + "\n");
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  /** What the command printed beside what SciPy computed; a key that SciPy has not is passed. */
  private record Printed(JsonNode statistics, JsonNode expected) {

    JsonNode of(String key, String field) {
      assertThat(statistics.has(key)).as(key).isTrue();
      return statistics.get(key).get(field);
    }

    void value(String key, String expectedKey, double tolerance) {
      close(key, "value", expectedKey, tolerance);
    }

    void pValue(String key, String expectedKey, double tolerance) {
      close(key, "p_value", expectedKey, tolerance);
    }

    private void close(String key, String field, String expectedKey, double tolerance) {
      if (expected.hasNonNull(expectedKey)) {
        assertThat(of(key, field).asDouble())
            .as(key)
            .isCloseTo(expected.get(expectedKey).asDouble(), Offset.offset(tolerance));
      }
    }

    void relative(String key, String field, String expectedKey, double tolerance) {
      if (expected.hasNonNull(expectedKey)) {
        double value = expected.get(expectedKey).asDouble();
        close(key, field, expectedKey, Math.max(tolerance * Math.abs(value), 1e-300));
      }
    }

    void withinBound(String key, String expectedKey) {
      if (expected.hasNonNull(expectedKey)) {
        double rounding = 1e-9 * Math.max(1, Math.abs(expected.get(expectedKey).asDouble()));
        value(key, expectedKey, of(key, "error_bound").asDouble() + rounding);
      }
    }
  }
}
