// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.schemas.DeadLetter;
import io.tidemark.schemas.DriftResult;
import io.tidemark.schemas.DriftVerdict;
import io.tidemark.schemas.FeatureResult;
import io.tidemark.schemas.FeatureVector;
import io.tidemark.schemas.Prediction;
import io.tidemark.service.testing.EventProducer;
import io.tidemark.service.testing.EventStream;
import io.tidemark.service.testing.TidemarkCluster;
import io.tidemark.service.testing.TopicReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything a producer may get wrong, one of each, among good records: the good ones are all
 * counted, the bad ones are dead letters with a reason, the odd ones are counted as what they are.
 */
@TestInstance(Lifecycle.PER_CLASS)
class BadInputIT {

  private static final int GOOD = 100;
  private static final long TIME = EventStream.START_MILLIS + 1_000;
  private static final ModelVersion MODEL = EventStream.HEALTHY;

  @TempDir static Path stateDir;

  private TidemarkCluster cluster;
  private Map<String, DriftResult> results;
  private Map<String, DeadLetter> deadLetters;

  @BeforeAll
  void runOnce() throws Exception {
    cluster = TidemarkCluster.start(1);
    cluster.publishAll(List.of(new EventStream(1, 1).reference(MODEL)));
    try (EventProducer producer = cluster.producer()) {
      publishGood(producer);
      publishOdd(producer);
      publishBad(producer);
      producer.flush();
    }
    try (TidemarkService service = new TidemarkService(cluster.config(stateDir, Map.of()))) {
      service.start();
      TopicReader reader = cluster.reader();
      assertThat(service.awaitRunning(Duration.ofSeconds(60))).isTrue();
      results =
          reader.until("drift-results", records -> records.size() >= 2).stream()
              .map(BadInputIT::result)
              .collect(toMap(DriftResult::getModel, result -> result));
      deadLetters =
          reader.all("drift-dead-letters").stream()
              .map(r -> TopicReader.decode(r.value(), DeadLetter.class))
              .collect(toMap(DeadLetter::getReason, letter -> letter));
      assertThat(service.status().models()).hasSize(2);
    }
  }

  @AfterAll
  void stop() {
    cluster.close();
  }

  private static DriftResult result(ConsumerRecord<byte[], byte[]> record) {
    return TopicReader.decode(record.value(), DriftResult.class);
  }

  private static Map<String, Object> features() {
    return new HashMap<>(Map.of("income", 1.0, "age", 30L, "region", "r1"));
  }

  private static void publishPair(EventProducer producer, String id, Map<String, Object> features) {
    producer.features(id, TIME, features);
    producer.prediction(id, MODEL.model(), MODEL.version(), TIME, Map.of("score", 0.5));
  }

  private static void publishGood(EventProducer producer) {
    for (int i = 0; i < GOOD; i++) {
      publishPair(producer, "good-" + i, features());
    }
  }

  private static void publishOdd(EventProducer producer) {
    Map<String, Object> notANumber = features();
    notANumber.put("income", Double.NaN);
    publishPair(producer, "nan", notANumber);
    Map<String, Object> missing = features();
    missing.remove("income");
    publishPair(producer, "missing", missing);
    Map<String, Object> nothing = features();
    nothing.put("income", null);
    publishPair(producer, "null", nothing);
    Map<String, Object> text = features();
    text.put("income", "plenty");
    publishPair(producer, "text", text);
    Map<String, Object> extra = features();
    extra.put("shoe_size", 43.0);
    publishPair(producer, "extra", extra);
    publishPairWithoutRecordTime(producer);
    producer.features("stranger", TIME, features());
    producer.prediction("stranger", "unheard-of", "1", TIME, Map.of("score", 0.5));
  }

  private static void publishPairWithoutRecordTime(EventProducer producer) {
    Instant time = Instant.ofEpochMilli(TIME);
    producer.withoutTimestamp(
        "ml-features",
        "no-time",
        producer.encode(
            "ml-features",
            FeatureVector.newBuilder()
                .setPredictionId("no-time")
                .setTimestamp(time)
                .setFeatures(features())
                .build()));
    producer.withoutTimestamp(
        "ml-predictions",
        "no-time",
        producer.encode(
            "ml-predictions",
            Prediction.newBuilder()
                .setPredictionId("no-time")
                .setModel(MODEL.model())
                .setModelVersion(MODEL.version())
                .setTimestamp(time)
                .setPredictions(Map.of("score", 0.5))
                .build()));
  }

  private static void publishBad(EventProducer producer) {
    long year3000 = Instant.parse("3000-01-01T00:00:00Z").toEpochMilli();
    producer.raw("ml-features", "text", "no avro at all".getBytes(StandardCharsets.UTF_8));
    producer.raw("ml-features", "id", ByteBuffer.allocate(9).put((byte) 0).putInt(4711).array());
    producer.raw("ml-predictions", "nothing", null);
    producer.withoutTimestamp("reference-profiles", "no-time", new byte[] {1});
    producer.rawFuture("ml-predictions", "future", year3000);
  }

  @Test
  void results_goodRecords_areAllCounted() {
    assertThat(results.get(MODEL.model()).getObservations()).isEqualTo(GOOD + 6);
  }

  @Test
  void results_oddValues_areCountedAsWhatTheyAre() {
    DriftResult result = results.get(MODEL.model());
    FeatureResult income =
        result.getFeatures().stream()
            .filter(feature -> feature.getFeature().equals("income"))
            .findFirst()
            .orElseThrow();

    assertThat(income.getMissing()).as("absent and null").isEqualTo(2);
    assertThat(income.getInvalid()).as("NaN and text").isEqualTo(2);
    assertThat(income.getN()).isEqualTo(GOOD + 2);
    assertThat(result.getUnknownFeatures()).as("shoe_size").isEqualTo(1);
  }

  @Test
  void results_modelWithoutReference_saysSo() {
    DriftResult result = results.get("unheard-of");

    assertThat(result.getVerdict()).isEqualTo(DriftVerdict.NO_REFERENCE);
    assertThat(result.getObservations()).isEqualTo(1);
  }

  @Test
  void deadLetters_eachBadRecord_withItsReason() {
    assertThat(deadLetters.keySet())
        .containsExactlyInAnyOrder(
            "not-avro", "unknown-schema-id", "null-value", "future-timestamp");
    assertThat(deadLetters.get("unknown-schema-id").getMessage()).contains("4711");
    assertThat(deadLetters.get("future-timestamp").getMessage())
        .contains("3000-01-01")
        .contains("ingest.max.future");
    assertThat(deadLetters.values())
        .allSatisfy(letter -> assertThat(letter.getTopic()).startsWith("ml-"));
  }
}
