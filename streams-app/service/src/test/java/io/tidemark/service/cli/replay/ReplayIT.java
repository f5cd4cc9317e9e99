// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.service.cli.CommandRun;
import io.tidemark.service.demo.LocalCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class ReplayIT {

  private static final Path SHARED =
      Path.of(System.getProperty("tidemark.root")).resolve("../shared");
  private static final Path EVENTS = SHARED.resolve("data/california_housing_analysis.csv");

  /** SciPy's exact p-values below this are rounding errors of subnormal numbers. */
  private static final double SMALLEST_P = 1e-300;

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory;

  @Test
  void replay_californiaHousing_equalsSciPy() throws Exception {
    assumeTrue(Files.exists(EVENTS), "the shared data is not here");
    List<String> lines = california(EVENTS);
    assertThat(lines).hasSize(130);
    JsonNode expected =
        JSON.readTree(SHARED.resolve("conformance/california_housing_windows.json").toFile());
    Map<String, JsonNode> features = new HashMap<>();
    for (JsonNode window : expected.get("windows")) {
      for (Map.Entry<String, JsonNode> feature : window.get("features").properties()) {
        features.put(window.get("window_start").asText() + feature.getKey(), feature.getValue());
      }
    }
    for (String line : lines) {
      JsonNode actual = JSON.readTree(line);
      String key = actual.get("window_start").asText() + actual.get("feature").asText();
      assertSame(key, actual, features.remove(key));
    }
    assertThat(features).isEmpty();
  }

  @Test
  void replay_rowsShuffledWithinDays_printsTheSameLines() throws Exception {
    assumeTrue(Files.exists(EVENTS), "the shared data is not here");
    Path shuffled = shuffleWithinDays(EVENTS, 17);
    assertThat(california(shuffled, "--grace", "1d")).isEqualTo(california(EVENTS));
  }

  @Test
  void replay_givenBroker_usesTopicsOfItsOwnAndDeletesThem() throws Exception {
    Path sample = write("x,c,score\n", 100);
    Path events = write("x,c,score,t\n", 100, "1622505600000");
    try (LocalCluster cluster = LocalCluster.start()) {
      String brokers = cluster.settings().get("kafka.bootstrap.servers");
      CommandRun run =
          CommandRun.of(
              "replay",
              "--model=m",
              "--version=1",
              "--reference=" + sample,
              "--events=" + events,
              "--timestamp=t",
              "--predictions=score",
              "--window=1h",
              "--format=text",
              "--bootstrap-servers=" + brokers);
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.outLines()).hasSize(3);
      assertThat(run.out()).contains("m/1 x STABLE n=100 missing=0").contains("m/1 c STABLE");
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
        Set<String> left = admin.listTopics().names().get();
        assertThat(left).noneMatch(name -> name.startsWith("tidemark-replay"));
      }
    }
  }

  @Test
  void replay_unusableEvents_saysWhere() throws Exception {
    Path sample = write("x,c,score\n", 10);
    Path broken = Files.writeString(directory.resolve("broken.csv"), "x,t\n1,2021-06-01\n2,soon\n");
    CommandRun run = replay(sample, broken, "--timestamp=t");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("broken.csv, line 3, column t: 'soon' is not a time");
    CommandRun noTime = replay(sample, broken);
    assertThat(noTime.exitCode()).isEqualTo(2);
    assertThat(noTime.err()).contains("--timestamp is missing").contains("x, t");
    CommandRun noWindow = replay(sample, broken, "--timestamp=t", "--window=soon");
    assertThat(noWindow.exitCode()).isEqualTo(2);
    assertThat(noWindow.err()).contains("--window");
  }

  private static CommandRun replay(Path sample, Path events, String... more) {
    List<String> args = new ArrayList<>(List.of("replay", "--model=m", "--version=1"));
    args.addAll(List.of("--reference=" + sample, "--events=" + events));
    args.addAll(List.of(more));
    return CommandRun.of(args.toArray(String[]::new));
  }

  private static List<String> california(Path events, String... more) {
    List<String> args = new ArrayList<>(List.of("replay", "--model=california", "--version=1"));
    args.add("--reference=" + SHARED.resolve("data/california_housing_reference.csv"));
    args.addAll(List.of("--events=" + events, "--id=id", "--timestamp=timestamp"));
    args.addAll(List.of("--predictions=y_pred_proba,y_pred", "--window=30d", "--resolution=all"));
    args.addAll(List.of(more));
    CommandRun run = CommandRun.of(args.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.outLines();
  }

  private static void assertSame(String key, JsonNode actual, JsonNode expected) {
    JsonNode statistics = actual.get("statistics");
    assertThat(actual.get("n").asLong()).as(key).isEqualTo(expected.get("n_cur").asLong());
    assertThat(actual.get("missing").asLong()).as(key).isEqualTo(expected.get("missing").asLong());
    assertThat(statistics.at("/ks/value").asDouble())
        .as(key)
        .isCloseTo(expected.get("ks").asDouble(), within(1e-9));
    assertThat(statistics.at("/psi/value").asDouble())
        .as(key)
        .isCloseTo(expected.get("psi_floor_1e-4").asDouble(), within(1e-9));
    double p = expected.get("ks_p").asDouble();
    assertThat(statistics.at("/ks/p_value").asDouble())
        .as(key)
        .isCloseTo(p, within(Math.max(SMALLEST_P, p * 1e-6)));
  }

  private Path shuffleWithinDays(Path file, long seed) throws Exception {
    List<String> lines = Files.readAllLines(file);
    int time = List.of(lines.get(0).split(",")).indexOf("timestamp");
    Map<String, List<String>> days = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String day = List.of(line.split(",")).get(time).substring(0, 10);
      days.computeIfAbsent(day, unused -> new ArrayList<>()).add(line);
    }
    List<String> shuffled = new ArrayList<>(lines.subList(0, 1));
    Random random = new Random(seed);
    for (List<String> day : days.values()) {
      Collections.shuffle(day, random);
      shuffled.addAll(day);
    }
    return Files.write(directory.resolve("shuffled.csv"), shuffled);
  }

  private Path write(String header, int rows, String... more) throws Exception {
    StringBuilder text = new StringBuilder(header);
    for (int i = 0; i < rows; i++) {
      text.append(i % 10).append(i % 2 == 0 ? ",a," : ",b,").append(i / (double) rows);
      for (String cell : more) {
        text.append(',').append(cell);
      }
      text.append('\n');
    }
    return Files.writeString(Files.createTempFile(directory, "rows", ".csv"), text);
  }
}
