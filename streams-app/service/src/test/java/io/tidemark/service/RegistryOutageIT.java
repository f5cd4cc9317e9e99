// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tidemark.schemas.DriftResult;
import io.tidemark.schemas.FeatureVector;
import io.tidemark.service.testing.EventProducer;
import io.tidemark.service.testing.EventStream;
import io.tidemark.service.testing.FlakyRegistry;
import io.tidemark.service.testing.TidemarkCluster;
import io.tidemark.service.testing.TopicReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/**
 * A registry that is down at the start, and then goes away in every way while the stream runs: what
 * it is needed for waits, the rest goes on, nothing is lost, and it is told once.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(240)
class RegistryOutageIT {

  private static final int KNOWN = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path stateDir;

  private final Logger logger =
      (Logger) LoggerFactory.getLogger("io.tidemark.service.registry.RegistryWatch");
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private TidemarkCluster cluster;
  private FlakyRegistry registry;
  private TidemarkService service;
  private EventProducer producer;

  @BeforeAll
  void startWhileTheRegistryIsDown() throws Exception {
    log.start();
    logger.addAppender(log);
    cluster = TidemarkCluster.start(1);
    registry = new FlakyRegistry(cluster.settings(stateDir, Map.of()).get("schema.registry.url"));
    producer = cluster.producer();
    service =
        new TidemarkService(
            cluster.config(
                stateDir,
                Map.of(
                    "schema.registry.url", registry.url(),
                    "schema.registry.request.timeout", "300ms",
                    "schema.registry.retries", "1",
                    "schema.registry.retry.backoff", "10ms",
                    "join.window", "60s")));
    registry.fail(FlakyRegistry.Fault.DOWN);
    CompletableFuture<Void> starting = CompletableFuture.runAsync(service::start);
    await(() -> service.status().registry().failedRounds() > 0);
    assertThat(starting).isNotDone();
    registry.heal();
    starting.get(60, TimeUnit.SECONDS);
    assertThat(service.awaitRunning(PATIENCE)).isTrue();
    publishPairs("known-before");
    cluster.reader().until("drift-results", records -> !records.isEmpty());
  }

  @AfterAll
  void stop() {
    logger.detachAppender(log);
    producer.close();
    service.close();
    registry.close();
    cluster.close();
  }

  @Test
  void start_registryDown_isToldOnceAndWaitedFor() {
    assertThat(log.list.get(0).getFormattedMessage())
        .contains("does not answer")
        .contains(registry.url());
    assertThat(log.list.get(1).getFormattedMessage()).contains("answers again");
  }

  @ParameterizedTest
  @EnumSource(FlakyRegistry.Fault.class)
  void outage_whileRunning_losesNothing(FlakyRegistry.Fault fault) throws Exception {
    int told = log.list.size();
    String model = "during-" + fault;
    registry.fail(fault);
    publishPairs(model);
    publishWithNewSchema(model);
    await(() -> !service.status().registry().answering());
    long failed = service.status().registry().failedRounds();
    await(() -> service.status().registry().failedRounds() > failed + 2);
    assertThat(get("/readyz")).contains("the Schema Registry has not answered since");
    assertThat(get("/metrics")).contains("tidemark_schema_registry_up 0.0");
    assertThat(log.list).hasSize(told + 1);

    registry.heal();
    DriftResult result = resultOf(model);
    assertThat(result.getObservations()).isEqualTo(KNOWN + 1);
    assertThat(cluster.reader().all("drift-dead-letters")).isEmpty();
    assertThat(get("/readyz")).doesNotContain("Registry");
    assertThat(get("/metrics")).contains("tidemark_schema_registry_up 1.0");
    assertThat(log.list).hasSize(told + 2);
  }

  private void publishPairs(String model) {
    for (int i = 0; i < KNOWN; i++) {
      String id = model + i;
      producer.features(id, time(), Map.of("income", 1.0));
      producer.prediction(id, model, "1", time(), Map.of("score", 0.5));
    }
    producer.flush();
  }

  /** Written with a schema that the service has never seen; registered behind the proxy's back. */
  private void publishWithNewSchema(String model) {
    FeatureVector features =
        FeatureVector.newBuilder()
            .setPredictionId(model)
            .setTimestamp(Instant.ofEpochMilli(time()))
            .setFeatures(Map.of("income", 1.0))
            .build();
    byte[] value = producer.encode("ml-features", features);
    Schema evolved =
        new Schema.Parser()
            .parse(
                FeatureVector.getClassSchema()
                    .toString()
                    .replaceFirst("\\{", "{\"since\":\"" + model + "\","));
    ByteBuffer.wrap(value).putInt(1, cluster.registry().register(model + "-value", evolved));
    producer.raw("ml-features", model, value);
    producer.prediction(model, model, "1", time(), Map.of("score", 0.5));
    producer.flush();
  }

  private static long time() {
    return EventStream.START_MILLIS + 1_000;
  }

  private DriftResult resultOf(String model) {
    return cluster
        .reader()
        .until(
            "drift-results",
            records ->
                records.stream()
                    .map(r -> TopicReader.decode(r.value(), DriftResult.class))
                    .anyMatch(result -> result.getModel().equals(model)))
        .stream()
        .map(r -> TopicReader.decode(r.value(), DriftResult.class))
        .filter(result -> result.getModel().equals(model))
        .toList()
        .get(0);
  }

  private String get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(service.url() + path)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited " + PATIENCE).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }
}
