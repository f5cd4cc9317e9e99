// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.service.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The values that the systems themselves print for two golden pairs, through the command. */
class CompatibilityModesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory;

  private Path numbers(String name, IntToDoubleFunction value) throws IOException {
    return write(name, IntStream.range(0, 2000).mapToObj(i -> "" + value.applyAsDouble(i)));
  }

  private Path write(String name, Stream<String> values) throws IOException {
    String text = values.collect(Collectors.joining("\n", "x\n", "\n"));
    return Files.writeString(directory.resolve(name), text);
  }

  private static Stream<String> letters(int a, int b, int c, int d) {
    return ("a".repeat(a) + "b".repeat(b) + "c".repeat(c) + "d".repeat(d))
        .chars()
        .mapToObj(letter -> String.valueOf((char) letter));
  }

  private JsonNode compare(Path reference, Path current, String mode) throws IOException {
    CommandRun run =
        CommandRun.of(
            "compare",
            reference.toString(),
            current.toString(),
            "--mode",
            mode,
            "--format",
            "json",
            "--resolution",
            "all");
    assertThat(run.outLines()).as(run.err()).hasSize(1);
    JsonNode compatibility = JSON.readTree(run.out()).get("compatibility");
    assertThat(compatibility.get("mode").asText()).isEqualTo(mode);
    return compatibility;
  }

  @ParameterizedTest
  @CsvSource({
    "evidently, psi, 0.09604619501872926",
    "evidently, jensen_shannon, 0.10753880929771521",
    "evidently, wasserstein, 0.1732051024075268",
    "nannyml, jensen_shannon, 0.18154975090957898",
    "nannyml, wasserstein, 0.1"
  })
  void compare_numbers_printsTheGoldenValue(String mode, String key, double golden)
      throws IOException {
    Path reference = numbers("ref.csv", i -> i / 1000.0);
    Path current = numbers("cur.csv", i -> (i + 100) / 1000.0);
    JsonNode statistic = compare(reference, current, mode).get("statistics").get(key);
    assertThat(statistic.get("value").asDouble())
        .isCloseTo(golden, Offset.offset(1e-9 + statistic.get("error_bound").asDouble()));
    assertThat(statistic.get("error_bound").asDouble()).isLessThan(1e-3);
  }

  @ParameterizedTest
  @CsvSource({
    "evidently, 0.0505, 0.01217650945050772",
    "nannyml, 0.0505, NaN",
    "whylogs, 0.0505, 0.011762929678959175",
    "deequ, 0.0, NaN"
  })
  void compare_ks_printsTheGoldenValueAndPValue(String mode, double golden, double p)
      throws IOException {
    Path reference = numbers("ref.csv", i -> i / 1000.0);
    Path current = numbers("cur.csv", i -> i / 1000.0 + 0.1);
    JsonNode ks = compare(reference, current, mode).get("statistics").get("ks");
    assertThat(ks.get("value").asDouble()).isCloseTo(golden, Offset.offset(1e-12));
    if (Double.isNaN(p)) {
      assertThat(ks.get("p_value").isNull()).isTrue();
    } else {
      assertThat(ks.get("p_value").asDouble()).isCloseTo(p, Offset.offset(1e-11));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "evidently, psi, 0.34358047680839876",
    "evidently, jensen_shannon, 0.1466422933152931",
    "nannyml, jensen_shannon, 0.17613534457683394"
  })
  void compare_categories_printsTheGoldenValue(String mode, String key, double golden)
      throws IOException {
    Path reference = write("ref.csv", letters(500, 300, 200, 0));
    Path current = write("cur.csv", letters(400, 300, 250, 50));
    JsonNode compatibility = compare(reference, current, mode);
    assertThat(compatibility.get("statistics").get(key).get("value").asDouble())
        .isCloseTo(golden, Offset.offset(1e-12));
    assertThat(compatibility.get("refused").get("ks").asText()).isEqualTo("ks needs numbers");
  }

  @Test
  void compare_whatCountsDoNotDecide_isRefusedWithTheReason() throws IOException {
    Path reference = write("ref.csv", letters(500, 300, 200, 0));
    Path current = write("cur.csv", letters(400, 300, 250, 50));
    JsonNode refused = compare(reference, current, "deequ").get("refused");
    assertThat(refused.get("psi").asText()).contains("empty bin");
    assertThat(refused.get("wasserstein").asText()).isEqualTo("Deequ has no wasserstein");
  }

  @Test
  void compare_table_addsTheOtherSystemsColumnsAndReasons() throws IOException {
    Path reference = numbers("ref.csv", i -> i / 1000.0);
    Path current = numbers("cur.csv", i -> (i + 100) / 1000.0);
    CommandRun run =
        CommandRun.of("compare", reference.toString(), current.toString(), "--mode", "whylogs");
    assertThat(run.outLines())
        .contains("As whylogs computes it (- where not):")
        .anyMatch(line -> line.matches("x +- +- +- +0\\.05 +0\\.0\\d+"))
        .anyMatch(line -> line.startsWith("- whylogs has no psi: x (psi)"));
  }
}
