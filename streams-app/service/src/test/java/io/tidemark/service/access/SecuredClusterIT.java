// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tidemark.core.observation.FeatureVector;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.Prediction;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.service.StartupException;
import io.tidemark.service.TidemarkService;
import io.tidemark.service.cli.CommandRun;
import io.tidemark.service.config.ConfigLoader;
import io.tidemark.service.config.TidemarkConfig;
import io.tidemark.service.demo.InputPublisher;
import io.tidemark.service.demo.TopicTail;
import io.tidemark.service.registry.InProcessRegistry;
import io.tidemark.service.registry.SchemaRegistryClient;
import io.tidemark.service.testing.EventStream;
import io.tidemark.service.testing.TestCertificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The service behind SASL_SSL and ACLs, with exactly the rights that the documentation names. */
@Timeout(240)
class SecuredClusterIT {

  private static final String PRINCIPAL = "User:" + SecuredBroker.USER;

  @TempDir static Path directory;

  private static SecuredBroker broker;
  private static InProcessRegistry registry;

  @BeforeAll
  static void startCluster() throws Exception {
    broker = new SecuredBroker(TestCertificates.in(directory));
    registry = InProcessRegistry.start(0);
  }

  @AfterAll
  static void stopCluster() {
    registry.close();
    broker.close();
  }

  private static TidemarkConfig config(String mechanism, String name) throws Exception {
    return config(mechanism, name, SecuredBroker.SECRET);
  }

  private static TidemarkConfig config(String mechanism, String name, String secret)
      throws Exception {
    Map<String, String> settings = new HashMap<>();
    broker.clientSettings(mechanism).forEach((key, value) -> settings.put("kafka." + key, value));
    Path jaas = directory.resolve(name + ".jaas");
    String login = settings.remove("kafka.sasl.jaas.config");
    Files.writeString(jaas, login.replace(SecuredBroker.SECRET, secret));
    settings.put("kafka.sasl.jaas.config.file", jaas.toString());
    settings.put("kafka.application.id", name);
    settings.put("kafka.state.dir", directory.resolve(name).toString());
    settings.put("kafka.commit.interval.ms", "200");
    settings.put("kafka.repartition.purge.interval.ms", "200");
    settings.put("schema.registry.url", registry.url());
    settings.put("windows.size", "10s");
    settings.put("windows.grace", "2s");
    settings.put("windows.idle.timeout", "2s");
    settings.put("join.window", "5s");
    settings.put("http.port", "0");
    for (String topic :
        List.of(
            "features",
            "predictions",
            "references",
            "results",
            "alerts",
            "triggers",
            "dead.letters")) {
      // Not below the prefix of the internal topics, which would allow too much.
      settings.put("topics." + topic, topic + "-of-" + name);
    }
    return ConfigLoader.of(settings);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PLAIN", "SCRAM-SHA-512", "OAUTHBEARER"})
  void service_withExactlyTheDocumentedRights_doesItsWork(String mechanism) throws Exception {
    String name = mechanism.toLowerCase(Locale.ROOT);
    TidemarkConfig config = config(mechanism, name);
    int tokensBefore = broker.tokens().issued();
    List<AclBinding> bindings =
        AccessRules.of(config).stream().flatMap(rule -> rule.bindings(PRINCIPAL).stream()).toList();
    broker.createTopic(config.topics().features());
    broker.createTopic(config.topics().predictions());
    broker.allow(bindings);
    publish(config);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Logger kafka = (Logger) LoggerFactory.getLogger("org.apache.kafka.clients");
    log.start();
    root.addAppender(log);
    kafka.setLevel(Level.INFO);
    kafka.setAdditive(true);
    try (AuditLog audit = new AuditLog(PRINCIPAL)) {
      work(config);
      assertThat(audit.denied()).isEmpty();
      assertThat(bindings).as("all are needed").allMatch(binding -> isUsed(binding, audit, config));
    } finally {
      root.detachAppender(log);
      kafka.setLevel(null);
    }
    assertThat(broker.tokens().issued() > tokensBefore)
        .as("a token was asked for")
        .isEqualTo(mechanism.equals("OAUTHBEARER"));
    assertThat(log.list).as("the clients log their settings").hasSizeGreaterThan(10);
    assertThat(log.list)
        .noneMatch(event -> event.getFormattedMessage().contains(SecuredBroker.SECRET));
    assertThat(config.toString()).doesNotContain(SecuredBroker.SECRET).contains("[hidden]");
  }

  private static void work(TidemarkConfig config) throws InterruptedException {
    try (TidemarkService service = new TidemarkService(config)) {
      service.start();
      assertThat(service.awaitRunning(Duration.ofSeconds(60))).isTrue();
      awaitRecord(config.topics().results());
      awaitRecord(config.topics().deadLetters());
    }
  }

  private static boolean isUsed(AclBinding binding, AuditLog audit, TidemarkConfig config) {
    String resource = binding.pattern().name();
    if (List.of(config.topics().alerts(), config.topics().triggers()).contains(resource)
        && binding.entry().operation().name().equals("WRITE")) {
      // This little traffic neither fires an alert nor triggers a training.
      return true;
    }
    boolean prefixed = binding.pattern().patternType() == PatternType.PREFIXED;
    return audit.allowed().stream()
        .filter(use -> use.operation().equalsIgnoreCase(binding.entry().operation().name()))
        .anyMatch(use -> prefixed ? use.name().startsWith(resource) : use.name().equals(resource));
  }

  private static void publish(TidemarkConfig config) {
    long time = EventStream.START_MILLIS + 1_000;
    ValueLayout layout = ValueLayout.of("income");
    ObservedValues values = ObservedValues.builder(layout).number(0, 1).build();
    try (InputPublisher publisher =
        new InputPublisher(
            broker.adminSettings(), new SchemaRegistryClient(config.registry()), config.topics())) {
      for (int i = 0; i < 10; i++) {
        publisher.publish(new FeatureVector("id-" + i, time, values));
        publisher.publish(
            new Prediction("id-" + i, new ModelVersion("m", "1"), time, values, null));
      }
      publisher.flush();
    }
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            broker.adminSettings(), new ByteArraySerializer(), new ByteArraySerializer())) {
      var unused = producer.send(new ProducerRecord<>(config.topics().features(), new byte[] {7}));
      producer.flush();
    }
  }

  private static void awaitRecord(String topic) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    try (TopicTail tail = new TopicTail(broker.adminSettings(), List.of(topic))) {
      while (System.nanoTime() < deadline) {
        for (ConsumerRecord<byte[], byte[]> record : tail.poll(Duration.ofMillis(200))) {
          assertThat(record.value()).isNotNull();
          return;
        }
      }
    }
    throw new AssertionError("nothing came on " + topic);
  }

  @Test
  void start_otherClientSecret_isRefusedByTheIdentityProvider_andNotShown() throws Exception {
    TidemarkConfig config = config("OAUTHBEARER", "stranger", "0ther-s3cret");
    try (TidemarkService service = new TidemarkService(config)) {
      assertThatThrownBy(service::start)
          .isInstanceOf(StartupException.class)
          .hasMessageContaining("kafka.sasl.")
          .hasMessageNotContaining("0ther-s3cret");
    }
    assertThat(broker.tokens().refused()).isPositive();
  }

  @Test
  void start_withoutRights_namesTopicAndRemedy() throws Exception {
    TidemarkConfig config = config("PLAIN", "nobody");
    broker.createTopic(config.topics().features());
    broker.createTopic(config.topics().predictions());
    try (TidemarkService service = new TidemarkService(config)) {
      assertThatThrownBy(service::start)
          .isInstanceOf(StartupException.class)
          .hasMessageContaining("s-of-nobody")
          .hasMessageContaining("check the ACLs")
          .hasMessageNotContaining(SecuredBroker.SECRET);
    }
  }

  @Test
  void configCheck_secretsByFileAndOption_areNeverShown() throws Exception {
    Path jaas = Files.writeString(directory.resolve("check.jaas"), "x password=\"s3cret-1\";");
    CommandRun run =
        CommandRun.of(
            "config",
            "check",
            "-Dkafka.sasl.jaas.config.file=" + jaas,
            "-Dkafka.ssl.keystore.password=s3cret-2",
            "-Dkafka.ssl.key.password=s3cret-3",
            "-Dkafka.sasl.oauthbearer.client.credentials.client.secret=s3cret-4",
            "-Dschema.registry.bearer.auth.token=s3cret-5",
            "-Dschema.registry.url=http://me:s3cret-6@127.0.0.1:8081",
            "-Dwindows.size=nonsense-s");

    assertThat(run.exitCode()).isEqualTo(2);
    CommandRun good =
        CommandRun.of(
            "config",
            "check",
            "-Dkafka.sasl.jaas.config.file=" + jaas,
            "-Dkafka.ssl.keystore.password=s3cret-2",
            "-Dkafka.ssl.key.password=s3cret-3",
            "-Dkafka.sasl.oauthbearer.client.credentials.client.secret=s3cret-4",
            "-Dschema.registry.bearer.auth.token=s3cret-5",
            "-Dschema.registry.url=http://me:s3cret-6@127.0.0.1:8081");
    assertThat(good.exitCode()).as(good.err()).isZero();
    assertThat(good.out()).contains("[hidden]").contains("check.jaas");
    assertThat(run.out() + run.err() + good.out() + good.err()).doesNotContain("s3cret");
  }
}
