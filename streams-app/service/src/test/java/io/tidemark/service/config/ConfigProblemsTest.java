// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a configuration is said at once, each with its remedy. */
class ConfigProblemsTest {

  @TempDir Path directory;

  private static ConfigException load(
      Path file, Map<String, String> environment, Map<String, String> overrides) {
    return catchThrowableOfType(
        ConfigException.class, () -> ConfigLoader.load(file, environment, overrides));
  }

  private static ConfigProblem only(Map<String, String> settings) {
    List<ConfigProblem> problems = load(null, Map.of(), settings).problems();
    assertThat(problems).hasSize(1);
    return problems.get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "windows.size         | 10        | has no unit          | write for example 10s or 10m",
        "windows.size         | 5ms       | is too short         | use 1s or more",
        "windows.grace        | soon      | is not a duration    | write for example 500ms, 10s",
        "windows.grace        | ' '       | is empty             | default 5m",
        "kafka.commit.interval.ms | 1     | is too short         | use 10ms or more",
        "kafka.num.stream.threads | 0     | is out of range      | an integer from 1 to 1024",
        "kafka.num.stream.threads | two   | is not an integer    | an integer from 1 to 1024",
        "kafka.bootstrap.servers  | here  | is not host:port     | broker-1:9092",
        "kafka.bootstrap.servers  | PLAINTEXT://a:1 | not host:port | broker-1:9092",
        "kafka.processing.guarantee | once | is none of           | exactly_once_v2, at_least_once",
        "kafka.group.protocol | streams       | is not supported     | leave it out",
        "kafka.application.id | a b       | is not a name        | characters a-z",
        "schema.registry.url  | r:8081    | is not an http       | http://registry:8081",
        "schema.registry.url  | http://a b | is not a URL        | http://registry:8081",
        "topics.results       | a/b       | is not a topic name  | characters a-z",
        "topics.results       | ..        | is not a topic name  | characters a-z",
        "topics.results       | ml-features | is the topic of topics.features too | its own topic",
        "join.unmatched       | keep      | is none of           | drop, count",
        "join.max.pending.bytes  | 256     | is too small         | 1MiB or more",
        "windows.memory.bytes    | 10      | is too small         | 1MiB or more",
        "ingest.max.record.bytes | 1GB    | is not a number of bytes | 1048576 or 1MiB",
        "ingest.max.record.bytes | 4096MiB | is not a number of bytes | 1048576 or 1MiB",
        "evaluation.bins      | 1         | is out of range      | an integer from 2 to 1000",
        "drift.alpha          | 0         | is out of range      | above 0, at most 1",
        "drift.alpha          | 5%        | is not a number      | above 0, at most 1",
        "drift.numeric.ks     | -1        | is out of range      | above 0, or off",
        "drift.numeric.ks     | NaN       | is out of range      | above 0, or off",
        "drift.importance.age | -1        | is out of range      | 0 or more",
        "retraining.enabled   | maybe     | is none of           | true, false",
        "http.port            | 70000     | is out of range      | from 0 to 65535",
        "http.port            | tcp://10.0.0.1:80 | by Kubernetes | enableServiceLinks: false",
        "windows.sise         | 1h        | is not a setting     | did you mean windows.size?",
        "window.grace         | 1h        | is not a setting     | did you mean windows.grace?",
        "bootstrap.servers    | a:1       | is not a setting     | mean kafka.bootstrap.servers?",
        "colour               | red       | is not a setting     | see docs/configuration.md",
        "windows.size.file    | /x        | is not a setting     | only secrets can be given by"
            + " file"
      })
  void load_oneBadSetting_namesKeyValueAndRemedy(
      String key, String value, String problem, String remedy) {
    ConfigProblem found = only(Map.of(key, value));
    assertThat(found.key()).isEqualTo(key);
    assertThat(found.value()).isEqualTo(value);
    assertThat(found.origin()).isEqualTo("command line");
    assertThat(found.problem()).contains(problem);
    assertThat(found.remedy()).contains(remedy);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "windows.size=10s;windows.grace=1h   | windows.grace  | set it to at most 1000s",
        "windows.size=1s;join.window=2m      | join.window    | set it to at most 100s",
        "windows.size=1h;windows.advance=2h  | windows.advance | set it to 1h or a part of it",
        "windows.size=1h;windows.advance=25m | windows.advance | another whole part of the size",
        "windows.size=1h;windows.advance=30s | windows.advance | at least a 100th of the size",
        "windows.idle.timeout=1s             | windows.idle.timeout | set it to 10s or so",
        "kafka.commit.interval.ms=15000      | kafka.commit.interval.ms | transaction.timeout.ms",
        "kafka.producer.transaction.timeout.ms=900 | kafka.commit.interval.ms | commit more often",
        "kafka.transaction.timeout.ms=x      | kafka.commit.interval.ms | commit more often",
        "ingest.max.record.bytes=9MiB        | ingest.max.record.bytes | max.request.size",
        "kafka.max.request.size=1000000      | ingest.max.record.bytes | accept less",
        "schema.registry.retry.backoff=10s   | schema.registry.retry.backoff | the shorter one"
      })
  void load_settingsThatDoNotGoTogether_saysWhatToDo(String settings, String key, String remedy) {
    Map<String, String> map = new HashMap<>(Map.of("windows.grace", "1s", "join.window", "1s"));
    for (String setting : settings.strip().split(";", -1)) {
      String[] parts = setting.split("=", 2);
      map.put(parts[0], parts[1]);
    }
    ConfigProblem found = only(map);
    assertThat(found.key()).isEqualTo(key);
    assertThat(found.remedy()).contains(remedy);
  }

  @Test
  void load_commitIntervalLongerThanTheTransaction_isFineWithoutTransactions() {
    TidemarkConfig config =
        ConfigLoader.of(
            Map.of(
                "kafka.commit.interval.ms", "30s", "kafka.processing.guarantee", "at_least_once"));
    assertThat(config.kafka().commitInterval()).hasSeconds(30);
  }

  @Test
  void load_settingsThatAreOdd_warns() {
    TidemarkConfig config =
        ConfigLoader.of(
            Map.of(
                "windows.size", "10s",
                "windows.grace", "5s",
                "join.window", "1m",
                "ingest.max.future", "2m",
                "retraining.after.windows", "1"));
    assertThat(config.warnings())
        .containsExactly(
            "join.window=1m is longer than windows.size=10s, so results may come whole windows"
                + " late; 10s or less is usual",
            "ingest.max.future=2m is longer than windows.grace=5s: one record from that far ahead"
                + " makes late what the others of its partition stamp with the present; set"
                + " ingest.max.future to 5s or less",
            "retraining.after.windows=1 is less than alerts.fire.after.windows=2, so a model may"
                + " be trained anew before anybody is told of the drift");
  }

  @Test
  void load_manyProblems_areListedAtOnce() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("t.properties"),
            "windows.size=10\nwindows.size=20\nwindows.grce=1m\ndrift.alpha=2\n");
    ConfigException thrown = load(file, Map.of("TIDEMARK_HTTP_PORT", "x"), Map.of());
    assertThat(thrown.problems())
        .extracting(ConfigProblem::key)
        .containsExactly(
            "windows.size", "windows.size", "drift.alpha", "http.port", "windows.grce");
    assertThat(thrown)
        .hasMessageStartingWith("5 problems in the configuration:\n  windows.size (t.properties):")
        .hasMessageContaining("is set more than once; keep one of the lines")
        .hasMessageContaining(
            "\n  http.port=x (environment TIDEMARK_HTTP_PORT): is not an integer; use an integer")
        .hasMessageContaining("did you mean windows.grace?");
  }

  @Test
  void load_fileThatIsNotThere_saysSo() {
    ConfigException thrown = load(directory.resolve("none.properties"), Map.of(), Map.of());
    assertThat(thrown)
        .hasMessageContaining("none.properties")
        .hasMessageContaining("give the path of a readable file");
  }

  @Test
  void load_fileWithABrokenEscape_saysSo() throws IOException {
    Path file = Files.writeString(directory.resolve("t.properties"), "http.host=\\uZZZZ\n");
    assertThat(load(file, Map.of(), Map.of())).hasMessageContaining("cannot be read");
  }

  @Test
  void load_badSecrets_areNotShown() {
    ConfigException thrown =
        load(
            null,
            Map.of(),
            Map.of(
                "schema.registry.basic.auth.user.info", "hunter2",
                "schema.registry.url", "http://me:hunter2@a b",
                "schema.registry.basic.auth.pasword.token", "hunter2"));
    assertThat(thrown.problems()).hasSize(3);
    assertThat(thrown.getMessage()).doesNotContain("hunter2").contains("[hidden]");
  }

  @Test
  void load_secretFileThatCannotBeRead_saysSo() throws IOException {
    String key = "schema.registry.bearer.auth.token";
    Path empty = Files.writeString(directory.resolve("empty"), "\n");
    assertThat(only(Map.of(key + ".file", "/no/such/file")).problem()).contains("cannot be read");
    assertThat(only(Map.of(key + ".file", empty.toString())).problem()).contains("empty file");
    assertThat(only(Map.of(key + ".file", empty.toString(), key, "x")).remedy())
        .isEqualTo("keep one of the two");
  }

  @Test
  void load_twoWaysIntoTheRegistry_asksForOne() {
    ConfigProblem found =
        only(
            Map.of(
                "schema.registry.bearer.auth.token", "x",
                "schema.registry.basic.auth.user.info", "a:b"));
    assertThat(found.toString())
        .isEqualTo(
            "schema.registry.bearer.auth.token=[hidden] (command line): is given together with"
                + " schema.registry.basic.auth.user.info; keep one");
  }
}
