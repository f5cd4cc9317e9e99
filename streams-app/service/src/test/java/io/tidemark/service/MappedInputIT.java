// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.reference.ReferenceProfileBuilder;
import io.tidemark.schemas.DeadLetter;
import io.tidemark.schemas.DriftResult;
import io.tidemark.schemas.DriftVerdict;
import io.tidemark.schemas.FeatureResult;
import io.tidemark.service.testing.AvroBytes;
import io.tidemark.service.testing.EventProducer;
import io.tidemark.service.testing.InputsPage;
import io.tidemark.service.testing.TidemarkCluster;
import io.tidemark.service.testing.TopicReader;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * The examples of {@code docs/inputs.md} as they stand there: somebody's own Avro schema with the
 * features in the prediction, and two topics of JSON, each with a mapping of at most 15 lines.
 */
@TestInstance(Lifecycle.PER_CLASS)
class MappedInputIT {

  private static final int RECORDS = 400;
  private static final int EVOLVED = 100;
  private static final int BROKEN = 5;
  private static final long TIME = 1_769_860_800_000L;
  private static final ModelVersion RISK = new ModelVersion("risk", "3");
  private static final ModelVersion CHURN = new ModelVersion("churn", "7");
  private static final ValueLayout PAYLOAD =
      ValueLayout.of(
          "applicant.age", "applicant.income", "applicant.member", "channel", "signals.velocity");
  private static final ValueLayout INPUTS =
      ValueLayout.of("age", "plan", "usage.calls", "usage.roaming");

  @TempDir static Path stateDir;

  private TidemarkCluster cluster;
  private DriftResult risk;
  private DriftResult churn;
  private List<DeadLetter> deadLetters;

  @BeforeAll
  void runOnce() throws Exception {
    cluster = TidemarkCluster.start(1);
    createTopic("scored");
    cluster.publishAll(List.of(riskReference(), churnReference()));
    try (EventProducer producer = cluster.producer()) {
      publishScored(producer);
      publishJson(producer);
      producer.flush();
    }
    risk = run("embedded");
    churn = run("json");
    deadLetters =
        cluster.reader().all("embedded-dead-letters").stream()
            .map(letter -> TopicReader.decode(letter.value(), DeadLetter.class))
            .toList();
  }

  @AfterAll
  void stop() {
    cluster.close();
  }

  private void createTopic(String name) throws Exception {
    try (Admin admin =
        Admin.create(Map.<String, Object>of("bootstrap.servers", cluster.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
    }
  }

  /** Runs a service with an example's settings until its first window closes. */
  private DriftResult run(String example) throws Exception {
    Map<String, String> settings = new HashMap<>(InputsPage.settings(example));
    settings.put("kafka.application.id", example);
    settings.put("topics.results", example + "-results");
    settings.put("topics.dead.letters", example + "-dead-letters");
    try (TidemarkService service =
        new TidemarkService(cluster.config(stateDir.resolve(example), settings))) {
      service.start();
      assertThat(service.awaitRunning(Duration.ofSeconds(60))).isTrue();
      ConsumerRecord<byte[], byte[]> result =
          cluster.reader().until(example + "-results", records -> !records.isEmpty()).get(0);
      return TopicReader.decode(result.value(), DriftResult.class);
    }
  }

  private static ReferenceProfile riskReference() {
    ReferenceProfileBuilder reference = new ReferenceProfileBuilder(RISK, "training", 1);
    for (int i = 0; i < RECORDS; i++) {
      ObservedValues.Builder values =
          ObservedValues.builder(PAYLOAD)
              .number(0, age(i))
              .number(1, cents(i) / 100.0)
              .text(2, String.valueOf(i % 3 == 0))
              .text(3, channel(i));
      if (i % 4 != 0) {
        values.number(4, velocity(i));
      }
      reference.accept(
          values.build(),
          ObservedValues.builder(ValueLayout.of("score", "decision"))
              .number(0, score(i))
              .text(1, i % 2 == 0 ? "yes" : "no")
              .build());
    }
    return reference.build();
  }

  private static ReferenceProfile churnReference() {
    ReferenceProfileBuilder reference = new ReferenceProfileBuilder(CHURN, "training", 1);
    for (int i = 0; i < RECORDS; i++) {
      reference.accept(
          ObservedValues.builder(INPUTS)
              .number(0, age(i))
              .text(1, i % 2 == 0 ? "gold" : "basic")
              .number(2, i % 30)
              .text(3, String.valueOf(i % 5 == 0))
              .build(),
          ObservedValues.builder(ValueLayout.of("output.score")).number(0, score(i)).build());
    }
    return reference.build();
  }

  private static int age(int i) {
    return 18 + i % 60;
  }

  private static long cents(int i) {
    return 150_000 + 12_345L * (i % 97);
  }

  private static String channel(int i) {
    return List.of("WEB", "APP", "STORE").get(i % 3);
  }

  private static double velocity(int i) {
    return Math.sqrt(i % 50);
  }

  private static double score(int i) {
    return i % 101 / 100.0;
  }

  private void publishScored(EventProducer producer) {
    Schema schema = new Schema.Parser().parse(InputsPage.block("schema"));
    String evolvedText =
        InputsPage.block("schema")
            .replace("\"scale\": 2", "\"scale\": 4")
            .replace(
                "{\"name\": \"age\", \"type\": \"int\"}",
                "{\"name\": \"age\", \"type\": [\"null\", \"double\"]}");
    Schema evolved = new Schema.Parser().parse(evolvedText);
    Schema broken =
        new Schema.Parser()
            .parse(InputsPage.block("schema").replace("\"request_id\"", "\"requestId\""));
    for (int i = 0; i < RECORDS; i++) {
      boolean isEvolved = i >= RECORDS - EVOLVED;
      producer.raw("scored", "p" + i, scored(isEvolved ? evolved : schema, i, isEvolved));
    }
    producer.raw("scored", "p0", scored(schema, 0, false));
    for (int i = 0; i < BROKEN; i++) {
      producer.raw("scored", "broken", scored(broken, i, false));
    }
  }

  private byte[] scored(Schema schema, int i, boolean evolved) {
    GenericRecord event = record(schema, "event");
    event.put(0, "p" + i);
    event.put("at", TIME + i);
    event.put(
        "channel",
        new GenericData.EnumSymbol(event.getSchema().getField("channel").schema(), channel(i)));
    GenericRecord model = record(schema, "model");
    model.put("name", RISK.model());
    model.put("version", 3);
    GenericRecord payload = record(schema, "payload");
    GenericRecord applicant =
        new GenericData.Record(payload.getSchema().getField("applicant").schema());
    applicant.put("age", evolved ? (Object) (double) age(i) : (Object) age(i));
    long unscaled = cents(i) * (evolved ? 100 : 1);
    applicant.put("income", ByteBuffer.wrap(BigInteger.valueOf(unscaled).toByteArray()));
    applicant.put("member", i % 3 == 0);
    payload.put("applicant", applicant);
    payload.put("signals", i % 4 == 0 ? null : Map.of("velocity", velocity(i)));
    payload.put("session", "s-" + i);
    payload.put("documents", List.of("a", "b"));
    GenericRecord scored = new GenericData.Record(schema);
    scored.put("event", event);
    scored.put("model", model);
    scored.put("payload", payload);
    scored.put("score", score(i));
    scored.put("decision", i % 2 == 0 ? "yes" : "no");
    return AvroBytes.of(cluster.registry(), "scored-" + schema.hashCode(), scored);
  }

  private static GenericRecord record(Schema schema, String field) {
    return new GenericData.Record(schema.getField(field).schema());
  }

  private static void publishJson(EventProducer producer) {
    for (int i = 0; i < RECORDS; i++) {
      String id = "j" + i;
      double seconds = (TIME + i) / 1000.0;
      String features =
          """
          {"id":"%s","ts":%.3f,"inputs":{"age":%d,"plan":"%s","usage":{"calls":%d,"roaming":%b}}}\
          """
              .formatted(id, seconds, age(i), i % 2 == 0 ? "gold" : "basic", i % 30, i % 5 == 0);
      String prediction =
          """
          {"id":"%s","ts":%.3f,"meta":{"version":"7"},"output":{"score":%s}}\
          """
              .formatted(id, seconds, score(i));
      producer.raw("ml-features", id, features.getBytes(StandardCharsets.UTF_8));
      producer.raw("ml-predictions", id, prediction.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static Map<String, FeatureResult> features(DriftResult result) {
    return result.getFeatures().stream().collect(toMap(FeatureResult::getFeature, f -> f));
  }

  @Test
  void mappings_haveAtMost15Lines() {
    assertThat(InputsPage.block("embedded").lines()).hasSizeLessThanOrEqualTo(15);
    assertThat(InputsPage.block("json").lines()).hasSizeLessThanOrEqualTo(15);
  }

  @Test
  void embedded_sameDataAsReference_isCountedExactlyAndStable() {
    assertThat(risk.getModel()).isEqualTo("risk");
    assertThat(risk.getObservations()).as("one id came twice").isEqualTo(RECORDS);
    assertThat(risk.getUnknownFeatures()).isZero();
    assertThat(risk.getVerdict()).isEqualTo(DriftVerdict.STABLE);
    Map<String, FeatureResult> features = features(risk);
    assertThat(features)
        .containsOnlyKeys(
            "applicant.age",
            "applicant.income",
            "applicant.member",
            "channel",
            "signals.velocity",
            "score",
            "decision");
    assertThat(features.get("signals.velocity").getMissing()).isEqualTo(RECORDS / 4);
    features.forEach(
        (name, feature) -> {
          assertThat(feature.getInvalid()).as(name).isZero();
          assertThat(feature.getN() + feature.getMissing()).as(name).isEqualTo(RECORDS);
          for (String key : List.of("ks", "psi")) {
            if (feature.getStatistics().containsKey(key)) {
              assertThat(feature.getStatistics().get(key).getValue())
                  .as("%s of %s", key, name)
                  .isEqualTo(0.0);
            }
          }
        });
  }

  @Test
  void embedded_schemaThatBreaksTheMapping_isDeadLetters() {
    assertThat(deadLetters).hasSize(BROKEN);
    assertThat(deadLetters)
        .allSatisfy(
            letter -> {
              assertThat(letter.getReason()).isEqualTo("missing-field");
              assertThat(letter.getMessage())
                  .contains("input.predictions.id=event.request_id")
                  .contains("has no 'request_id' in 'event'; there are requestId, at, channel");
            });
  }

  @Test
  void json_sameDataAsReference_isJoinedAndStable() {
    assertThat(churn.getModel()).isEqualTo("churn");
    assertThat(churn.getModelVersion()).isEqualTo("7");
    assertThat(churn.getObservations()).isEqualTo(RECORDS);
    assertThat(churn.getUnknownFeatures()).isZero();
    assertThat(churn.getVerdict()).isEqualTo(DriftVerdict.STABLE);
    assertThat(features(churn))
        .containsOnlyKeys("age", "plan", "usage.calls", "usage.roaming", "output.score")
        .allSatisfy((name, feature) -> assertThat(feature.getN()).as(name).isEqualTo(RECORDS));
  }
}
