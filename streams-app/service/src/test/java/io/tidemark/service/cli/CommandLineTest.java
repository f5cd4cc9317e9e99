// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class CommandLineTest {

  @TempDir private Path directory;

  static List<List<String>> everyCommand() {
    List<List<String>> paths = new ArrayList<>();
    collect(Main.commandLine(), List.of(), paths);
    return paths;
  }

  private static void collect(CommandLine command, List<String> path, List<List<String>> paths) {
    paths.add(path);
    command
        .getSubcommands()
        .forEach(
            (name, subcommand) -> {
              List<String> longer = new ArrayList<>(path);
              longer.add(name);
              collect(subcommand, longer, paths);
            });
  }

  @ParameterizedTest
  @MethodSource("everyCommand")
  void help_everyCommand_showsUsageAndExamples(List<String> path) {
    List<String> args = new ArrayList<>(path);
    args.add("--help");
    CommandRun run = CommandRun.of(args.toArray(String[]::new));
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("Usage: tidemark").contains("Example").contains("--verbose");
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("everyCommand")
  void helpCommand_everyCommand_isTheSameAsTheOption(List<String> path) {
    List<String> asCommand = new ArrayList<>(path);
    asCommand.add(0, "help");
    List<String> asOption = new ArrayList<>(path);
    asOption.add("--help");
    CommandRun run = CommandRun.of(asCommand.toArray(String[]::new));
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo(CommandRun.of(asOption.toArray(String[]::new)).out());
  }

  @Test
  void helpCommand_unknownCommand_namesThoseThereAre() {
    CommandRun run = CommandRun.of("help", "reference", "bulid");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("no command 'bulid'; one of: build, publish");
  }

  @Test
  void execute_noOrUnknownCommand_isWrongUsage() {
    assertThat(CommandRun.of().exitCode()).isEqualTo(2);
    assertThat(CommandRun.of().err()).contains("no command given; one of: demo, run,");
    CommandRun unknown = CommandRun.of("rnu");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("'rnu'").contains("Commands: demo, run, ");
    assertThat(CommandRun.of("reference").err()).contains("one of: build, publish, list, show");
  }

  @Test
  void execute_unknownOption_suggestsTheRightOne() {
    CommandRun run = CommandRun.of("replay", "--evnets", "x.csv");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--evnets").contains("Try 'tidemark replay --help'");
  }

  @Test
  void version_namesEverything() {
    assertThat(CommandRun.of("version").out()).contains("tidemark").contains("Kafka client 4.");
    assertThat(CommandRun.of("--version").out()).isEqualTo(CommandRun.of("version").out());
  }

  @Test
  void configCheck_goodFile_showsEverySettingWithItsOrigin() throws Exception {
    Path file = Files.writeString(directory.resolve("t.properties"), "windows.size=30m\n");
    CommandRun run = CommandRun.of("config", "check", "--config", file.toString());
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("windows.size=30m").contains("join.window=");
    CommandRun changed =
        CommandRun.of("config", "check", "--changed", "-D", "windows.size=20m", "-Dhttp.port=0");
    assertThat(changed.outLines()).hasSize(2);
  }

  @Test
  void configCheck_ofOneModel_showsWhatHoldsAndWhichLineSaysSo() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("t.properties"),
            """
            drift.alpha=0.02
            model.churn.drift.alpha=0.05
            model.churn.version.7.drift.alpha=0.1
            model.churn.feature.id.ignore=true
            """);
    String config = "--config=" + file;
    assertThat(CommandRun.of("config", "check", config, "--model=churn").outLines())
        .contains(
            "drift.alpha=0.05  (model.churn.drift.alpha, t.properties)",
            "drift.numeric.ks=0.1  (default)",
            "windows.size=1h  (default)",
            "feature.id.ignore=true  (model.churn.feature.id.ignore, t.properties)")
        .noneMatch(line -> line.startsWith("windows.grace") || line.startsWith("join."));
    CommandRun version =
        CommandRun.of("config", "check", config, "--model=churn", "--model-version=7");
    assertThat(version.out()).contains("drift.alpha=0.1  (model.churn.version.7.drift.alpha, ");
    CommandRun other = CommandRun.of("config", "check", config, "--model=x", "--changed");
    assertThat(other.outLines()).containsExactly("drift.alpha=0.02  (t.properties)");
    CommandRun alone = CommandRun.of("config", "check", config, "--model-version=7");
    assertThat(alone.exitCode()).isEqualTo(2);
    assertThat(alone.err()).contains("--model-version needs --model");
  }

  @Test
  void configCheck_wrongKeyAndValue_namesThemAndEndsWithTwo() throws Exception {
    Path file =
        Files.writeString(directory.resolve("t.properties"), "windows.sise=30m\nhttp.port=x\n");
    CommandRun run = CommandRun.of("config", "check", "--config", file.toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("windows.sise").contains("windows.size").contains("http.port");
    assertThat(run.err()).doesNotContain("\tat ");
  }

  @Test
  void configCheck_noFile_isWrongUsage() {
    CommandRun run = CommandRun.of("config", "check", "--config", "/none/t.properties");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--config: there is no file /none/t.properties");
  }
}
