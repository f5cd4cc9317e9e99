// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.decide.AlertPolicy;
import io.tidemark.core.decide.Correction;
import io.tidemark.core.decide.DriftPolicy;
import io.tidemark.core.decide.EffectThresholds;
import io.tidemark.core.decide.RetrainingPolicy;
import io.tidemark.service.registry.RegistryConfig;
import io.tidemark.service.registry.RegistryTiming;
import io.tidemark.service.registry.RegistryTls;
import io.tidemark.service.testing.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {

  @TempDir static Path stores;

  @TempDir Path directory;

  @BeforeAll
  static void makeCertificates() throws Exception {
    TestCertificates.in(stores);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  @Test
  void of_nothing_isTheDefaults() {
    TidemarkConfig config = ConfigLoader.of(Map.of());
    assertThat(config.kafka())
        .isEqualTo(
            new KafkaSettings(
                "localhost:9092",
                "tidemark",
                "exactly_once_v2",
                Duration.ofSeconds(1),
                1,
                "tidemark-state",
                Map.of()));
    assertThat(config.registry()).isEqualTo(RegistryConfig.of("http://localhost:8081"));
    assertThat(config.topics())
        .isEqualTo(
            new TopicSettings(
                "ml-features",
                "ml-predictions",
                "reference-profiles",
                "drift-results",
                "drift-alerts",
                "retraining-triggers",
                "drift-dead-letters",
                true,
                true));
    assertThat(config.windows())
        .isEqualTo(
            new WindowSettings(
                Duration.ofHours(1),
                Duration.ofHours(1),
                Duration.ofMinutes(5),
                Duration.ofMinutes(1),
                Duration.ofDays(7),
                Optional.empty()));
    assertThat(config.join())
        .isEqualTo(
            new JoinSettings(
                Duration.ofMinutes(5),
                JoinSettings.Unmatched.DROP,
                1_000_000,
                268_435_456,
                6_000_000));
    assertThat(config.ingest()).isEqualTo(new IngestSettings(Duration.ofMinutes(5), 1_048_576));
    assertThat(config.references()).isEqualTo(new ReferenceSettings(false, 5_000, 24));
    assertThat(config.models().general().rolling())
        .isEqualTo(new RollingReferenceSettings(Duration.ZERO, 5_000));
    assertThat(config.models().general().segments()).isTrue();
    assertThat(config.evaluation())
        .isEqualTo(
            new EvaluationSettings(10, Map.of(), 1e-4, EvaluationSettings.Statistics.DEFAULT));
    assertThat(config.policy()).isEqualTo(DriftPolicy.withDefaults());
    assertThat(config.http()).isEqualTo(new HttpSettings("127.0.0.1", 8080));
    assertThat(config.metrics()).isEqualTo(new MetricsSettings(10_000));
    assertThat(config.warnings()).isEmpty();
    assertThat(config.entries()).allMatch(e -> e.origin().equals("default"));
  }

  /** Every setting of the table, each with a value that is not its default. */
  private static Map<String, String> everything() {
    Map<String, String> all = new TreeMap<>();
    all.put("kafka.bootstrap.servers", "a:1,b:2");
    all.put("kafka.application.id", "drift");
    all.put("kafka.processing.guarantee", "at_least_once");
    all.put("kafka.commit.interval.ms", "2s");
    all.put("kafka.num.stream.threads", "3");
    all.put("kafka.state.dir", "/tmp/s");
    all.put("schema.registry.url", "https://r:1/api");
    all.put("schema.registry.basic.auth.user.info", "me:hunter2");
    all.put("schema.registry.connect.timeout", "1s");
    all.put("schema.registry.request.timeout", "2s");
    all.put("schema.registry.retries", "4");
    all.put("schema.registry.retry.backoff", "5ms");
    all.put("schema.registry.retry.backoff.max", "6ms");
    all.put("schema.registry.unknown.id.cache", "7s");
    all.put("schema.registry.ssl.keystore.location", stores + "/client.p12");
    all.put("schema.registry.ssl.keystore.password", "changeit");
    all.put("schema.registry.ssl.key.password", "changeit");
    all.put("schema.registry.ssl.truststore.location", stores + "/trust.p12");
    all.put("schema.registry.ssl.truststore.password", "changeit");
    all.put("schema.registry.auto.register", "false");
    all.put("topics.features", "t1");
    all.put("topics.predictions", "t2");
    all.put("topics.references", "t3");
    all.put("topics.results", "t5");
    all.put("topics.alerts", "t6");
    all.put("topics.triggers", "t7");
    all.put("topics.create", "false");
    all.put("topics.dead.letters", "t9");
    all.put("windows.size", "1d");
    all.put("windows.advance", "6h");
    all.put("windows.grace", "2h");
    all.put("windows.idle.timeout", "30s");
    all.put("windows.state.retention", "3d");
    all.put("windows.memory.bytes", "3GiB");
    all.put("join.window", "PT10M");
    all.put("join.unmatched", "count");
    all.put("join.max.pending", "5000");
    all.put("join.max.pending.bytes", "2MiB");
    all.put("join.max.recent.ids", "7000");
    all.put("ingest.max.future", "2m");
    all.put("ingest.max.record.bytes", "64KiB");
    all.put("references.auto", "true");
    all.put("references.auto.windows", "7");
    all.put("references.auto.observations", "900");
    all.put("segments.enabled", "false");
    all.put("references.rolling", "2d");
    all.put("references.rolling.observations", "800");
    all.put("segments.enabled", "false");
    all.put("evaluation.bins", "20");
    all.put("evaluation.statistics", "all");
    all.put("evaluation.psi.floor", "0.001");
    all.put("drift.alpha", "0.05");
    all.put("drift.correction", "bonferroni");
    all.put("drift.numeric.ks", "0.2");
    all.put("drift.numeric.psi", "off");
    all.put("drift.categorical.psi", "0.25");
    all.put("drift.missing.share", "0.5");
    all.put("drift.min.samples", "100");
    all.put("drift.drifted.share", "0.4");
    all.put("alerts.fire.after.windows", "3");
    all.put("alerts.resolve.after.windows", "4");
    all.put("retraining.enabled", "false");
    all.put("retraining.after.windows", "5");
    all.put("retraining.cooldown", "30d");
    all.put("http.host", "0.0.0.0");
    all.put("http.port", "0");
    all.put("metrics.max.series", "500");
    return all;
  }

  @Test
  void of_everySetting_reachesItsField() {
    Map<String, String> all = everything();
    Set<String> missing = new HashSet<>();
    ConfigKeys.all().forEach(key -> missing.add(key.name()));
    missing.removeAll(all.keySet());
    missing.removeIf(key -> key.startsWith("input.")); // InputSettingsTest has those.
    assertThat(missing).containsExactly("schema.registry.bearer.auth.token");

    TidemarkConfig config = ConfigLoader.of(all);
    assertThat(config.kafka())
        .isEqualTo(
            new KafkaSettings(
                "a:1,b:2", "drift", "at_least_once", Duration.ofSeconds(2), 3, "/tmp/s", Map.of()));
    RegistryConfig registry = RegistryConfig.of("https://r:1/api").withBasicAuth("me:hunter2");
    assertThat(config.registry())
        .isEqualTo(
            new RegistryConfig(
                registry.urls(),
                registry.authorization(),
                new RegistryTiming(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    4,
                    Duration.ofMillis(5),
                    Duration.ofMillis(6),
                    Duration.ofSeconds(7)),
                new RegistryTls(
                    new RegistryTls.Store(stores + "/client.p12", "changeit", "changeit"),
                    new RegistryTls.Store(stores + "/trust.p12", "changeit", ""))));
    assertThat(config.topics())
        .isEqualTo(new TopicSettings("t1", "t2", "t3", "t5", "t6", "t7", "t9", false, false));
    assertThat(config.windows())
        .isEqualTo(
            new WindowSettings(
                Duration.ofDays(1),
                Duration.ofHours(6),
                Duration.ofHours(2),
                Duration.ofSeconds(30),
                Duration.ofDays(3),
                Optional.of(3_221_225_472L)));
    assertThat(config.join())
        .isEqualTo(
            new JoinSettings(
                Duration.ofMinutes(10), JoinSettings.Unmatched.COUNT, 5_000, 2_097_152, 7_000));
    assertThat(config.ingest()).isEqualTo(new IngestSettings(Duration.ofMinutes(2), 65_536));
    assertThat(config.references()).isEqualTo(new ReferenceSettings(true, 900, 7));
    assertThat(config.models().general().rolling())
        .isEqualTo(new RollingReferenceSettings(Duration.ofDays(2), 800));
    assertThat(config.models().general().segments()).isFalse();
    assertThat(config.evaluation())
        .isEqualTo(new EvaluationSettings(20, Map.of(), 0.001, EvaluationSettings.Statistics.ALL));
    assertThat(config.policy())
        .isEqualTo(
            new DriftPolicy(
                0.05,
                Correction.BONFERRONI,
                new EffectThresholds(0.2, Double.POSITIVE_INFINITY, 0.25, 0.5),
                100,
                0.4,
                Map.of(),
                Map.of(),
                new AlertPolicy(3, 4),
                new RetrainingPolicy(false, 5, Duration.ofDays(30))));
    assertThat(config.http()).isEqualTo(new HttpSettings("0.0.0.0", 0));
    assertThat(config.metrics()).isEqualTo(new MetricsSettings(500));
    assertThat(config.warnings())
        .containsExactly(
            "kafka.processing.guarantee=at_least_once: after a crash, observations may be counted"
                + " twice");
  }

  @Test
  void load_everySettingByEnvironment_isTheSameAsByName() {
    Map<String, String> environment = new TreeMap<>();
    for (ConfigKey<?> key : ConfigKeys.all()) {
      String value = everything().get(key.name());
      if (value != null) {
        environment.put(key.environmentName(), value);
      }
    }
    TidemarkConfig byEnvironment = ConfigLoader.load(null, environment, Map.of());
    TidemarkConfig byName = ConfigLoader.of(everything());
    assertThat(byEnvironment.policy()).isEqualTo(byName.policy());
    assertThat(byEnvironment.registry()).isEqualTo(byName.registry());
    assertThat(byEnvironment.kafka()).isEqualTo(byName.kafka());
    assertThat(byEnvironment.topics()).isEqualTo(byName.topics());
    assertThat(byEnvironment.warnings()).isEqualTo(byName.warnings());
  }

  @Test
  void load_sameSettingInThreePlaces_laterPlacesWin() throws IOException {
    Path file = file("t.properties", "windows.size=10m\nwindows.grace=1m\njoin.window=30s\n");
    TidemarkConfig config =
        ConfigLoader.load(
            file,
            Map.of("TIDEMARK_WINDOWS_SIZE", "20m", "TIDEMARK_WINDOWS_GRACE", "2m"),
            Map.of("windows.size", "30m"));
    assertThat(config.windows().size()).isEqualTo(Duration.ofMinutes(30));
    assertThat(config.windows().grace()).isEqualTo(Duration.ofMinutes(2));
    assertThat(config.join().window()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.entries())
        .contains(
            new ConfigEntry("windows.size", "30m", "command line"),
            new ConfigEntry("windows.grace", "2m", "environment TIDEMARK_WINDOWS_GRACE"),
            new ConfigEntry("join.window", "30s", "t.properties"));
    assertThat(config.toString()).contains("windows.size=30m  (command line)\n");
  }

  @Test
  void load_kafkaSettings_arePassedThrough() {
    TidemarkConfig config =
        ConfigLoader.load(
            null,
            Map.of("TIDEMARK_KAFKA_SECURITY_PROTOCOL", "SASL_SSL"),
            Map.of(
                "kafka.sasl.jaas.config", "x required password=\"hunter2\";",
                "kafka.consumer.max.poll.records", "100",
                "kafka.replication.factor", "3",
                "kafka.topic.segment.ms", "1000",
                "kafka.ssl.endpoint.identification.algorithm", ""));
    Map<String, Object> streams = config.kafka().streamsProperties();
    assertThat(streams)
        .containsEntry("application.id", "tidemark")
        .containsEntry("commit.interval.ms", 1000L)
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("consumer.max.poll.records", "100")
        .containsEntry("replication.factor", "3")
        .containsEntry("ssl.endpoint.identification.algorithm", "");
    assertThat(new StreamsConfig(streams).getString("processing.guarantee"))
        .isEqualTo("exactly_once_v2");
    assertThat(config.kafka().clientProperties())
        .containsOnlyKeys(
            "bootstrap.servers",
            "enable.metrics.push",
            "metric.reporters",
            "security.protocol",
            "sasl.jaas.config",
            "ssl.endpoint.identification.algorithm");
    assertThat(config.warnings()).isEmpty();
    assertThat(config.toString() + config.kafka()).doesNotContain("hunter2");
  }

  @Test
  void load_nameThatKafkaDoesNotHave_isPassedOnWithAWarning() {
    TidemarkConfig config = ConfigLoader.of(Map.of("kafka.producer.liger.ms", "5"));
    assertThat(config.kafka().passthrough("producer.liger.ms")).isEqualTo("5");
    assertThat(config.warnings())
        .containsExactly(
            "kafka.producer.liger.ms (command line) is not a setting of Kafka and is passed on as"
                + " it is; did you mean linger.ms?");
  }

  @Test
  void load_environmentOfOthers_isLeftAlone() {
    Map<String, String> environment =
        Map.of(
            "TIDEMARK_SERVICE_HOST", "10.0.0.1",
            "TIDEMARK_PORT", "tcp://10.0.0.1:80",
            "TIDEMARK_KAFKA_PORT_9092_TCP_ADDR", "10.0.0.2",
            "TIDEMARK_JAVA_OPTS", "-Xmx4g",
            "TIDEMARK_WINDOWS_SIZE", "",
            "PATH", "/bin");
    TidemarkConfig config = ConfigLoader.load(null, environment, Map.of());
    assertThat(config.warnings()).isEmpty();
    assertThat(config.entries()).allMatch(e -> e.origin().equals("default"));
  }

  @Test
  void load_environmentWithATypo_warnsWithTheNearest() {
    TidemarkConfig config = ConfigLoader.load(null, Map.of("TIDEMARK_WINDOW_SIZE", "1h"), Map.of());
    assertThat(config.warnings())
        .containsExactly(
            "environment variable TIDEMARK_WINDOW_SIZE sets nothing; did you mean"
                + " TIDEMARK_WINDOWS_SIZE?");
  }

  @Test
  void load_importance_reachesThePolicyWithTheCaseOfTheName() {
    TidemarkConfig config =
        ConfigLoader.of(Map.of("drift.importance.MedInc", "2", "drift.importance.noise.x", "0"));
    assertThat(config.policy().importance()).isEqualTo(Map.of("MedInc", 2.0, "noise.x", 0.0));
  }

  @Test
  void load_secretsByFile_areReadAndHidden() throws IOException {
    Path token = file("token", "hunter2\n");
    Path jaas = file("jaas", "x required password=\"hunter3\";\n");
    TidemarkConfig config =
        ConfigLoader.load(
            file("t.properties", "schema.registry.bearer.auth.token.file=" + token + "\n"),
            Map.of("TIDEMARK_KAFKA_SASL_JAAS_CONFIG_FILE", jaas.toString()),
            Map.of());
    assertThat(config.registry().authorization()).isEqualTo("Bearer hunter2");
    assertThat(config.kafka().passthrough("sasl.jaas.config"))
        .isEqualTo("x required password=\"hunter3\";");
    assertThat(config.toString() + config.kafka() + config.registry()).doesNotContain("hunter");
    assertThat(config.entries())
        .contains(
            new ConfigEntry(
                "schema.registry.bearer.auth.token", "[hidden]", "t.properties, file " + token));
  }

  @Test
  void load_knownSecretByEnvironmentFile_isRead() throws IOException {
    Path info = file("info", "me:hunter2");
    TidemarkConfig config =
        ConfigLoader.load(
            null,
            Map.of("TIDEMARK_SCHEMA_REGISTRY_BASIC_AUTH_USER_INFO_FILE", info.toString()),
            Map.of());
    assertThat(config.registry().authorization()).startsWith("Basic ");
  }
}
