// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.decide.AlertEvent;
import io.tidemark.core.decide.DriftVerdict;
import io.tidemark.core.decide.FeatureVerdict;
import io.tidemark.core.decide.WindowVerdict;
import io.tidemark.core.evaluate.FeatureComparison;
import io.tidemark.core.observation.FeatureKind;
import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Population;
import io.tidemark.core.observation.Segment;
import io.tidemark.core.summary.UnseenCategory;
import io.tidemark.core.summary.UnseenOverview;
import io.tidemark.service.registry.RegistryConfig;
import io.tidemark.service.registry.SchemaNotFoundException;
import io.tidemark.service.registry.SchemaRegistryClient;
import io.tidemark.service.status.SampleDecisions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the output topics carry, read back by Avro's own reader with the schema registered. */
class EncodersTest {

  private static final ModelVersion MODEL = new ModelVersion("churn", "7");
  private static final long NOW = 1_767_225_600_000L;

  private static TestRegistry registry;

  @BeforeAll
  static void start() {
    registry = TestRegistry.start();
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  @Test
  void driftResult_driftedWindow_carriesVerdictsAndStatistics() throws Exception {
    DriftResultEncoder encoder = new DriftResultEncoder(registry.client(), "drift-results");
    WindowVerdict verdict =
        SampleDecisions.window(
            MODEL,
            20_000,
            DriftVerdict.DRIFT,
            SampleDecisions.numeric("amount", DriftVerdict.DRIFT, 0.4, 0.5),
            SampleDecisions.insufficient("age"));

    List<byte[]> values = encoder.values(verdict, NOW);

    assertThat(values).hasSize(1);
    GenericRecord result = registry.read(values.get(0));
    assertThat(text(encoder.key(verdict))).isEqualTo("churn");
    assertThat(result.get("result_id")).hasToString(verdict.resultId());
    assertThat(result.get("verdict")).hasToString("DRIFT");
    assertThat(result.get("close_reason")).hasToString("WATERMARK");
    assertThat(result.get("window_start")).isEqualTo(10_000L);
    assertThat(result.get("window_end")).isEqualTo(20_000L);
    assertThat(result.get("drifted_share")).isEqualTo(0.5);
    assertThat(result.get("emitted_at")).isEqualTo(NOW);
    assertThat(List.of(result.get("part"), result.get("parts"))).containsExactly(1, 1);
    GenericRecord drifted = (GenericRecord) ((List<?>) result.get("features")).get(0);
    assertThat(drifted.get("feature")).hasToString("amount");
    assertThat(drifted.get("role")).hasToString("FEATURE");
    assertThat(drifted.get("kind")).hasToString("NUMERIC");
    assertThat(drifted.get("n")).isEqualTo(950L);
    assertThat(drifted.get("decided_by")).hasToString("ks");
    assertThat(drifted.get("effect")).isEqualTo(0.4);
    assertThat(drifted.get("threshold")).isEqualTo(0.1);
    GenericRecord ks = statistic(drifted, "ks");
    assertThat(ks.get("value")).isEqualTo(0.4);
    assertThat(ks.get("p_value")).isEqualTo(1e-12);
    assertThat(ks.get("method")).hasToString("asymptotic");
    assertThat(ks.get("error_bound")).isEqualTo(0.001);
    GenericRecord unjudged = (GenericRecord) ((List<?>) result.get("features")).get(1);
    assertThat(unjudged.get("verdict")).hasToString("INSUFFICIENT_DATA");
    assertThat(unjudged.get("adjusted_p_value")).isNull();
    assertThat(unjudged.get("effect")).isNull();
    assertThat((Map<?, ?>) unjudged.get("statistics")).isEmpty();
  }

  @Test
  void segment_ofResultAndAlert_isReadBack_andNullForTheWhole() throws Exception {
    Segment segment = new Segment(List.of("country", "tier"), List.of("DE", "gold"));
    WindowVerdict whole = SampleDecisions.window(MODEL, 20_000, DriftVerdict.STABLE);
    DriftResultEncoder results = new DriftResultEncoder(registry.client(), "drift-results");
    AlertEvent alert =
        SampleDecisions.alert(MODEL, 40_000, AlertEvent.State.FIRING, AlertEvent.Severity.CRITICAL);
    DriftAlertEncoder alerts = new DriftAlertEncoder(registry.client(), "drift-alerts");

    byte[] ofWhole = results.values(whole, NOW).get(0);
    byte[] result = results.values(SampleDecisions.of(segment, whole), NOW).get(0);
    AlertEvent ofSegment = SampleDecisions.of(segment, alert);

    assertThat(registry.read(ofWhole).get("segment")).isNull();
    assertThat(registry.read(result).get("segment")).hasToString("country=DE,tier=gold");
    DriftResultReader reader = new DriftResultReader(registry.client());
    assertThat(reader.read(ofWhole).verdict().report().population())
        .isEqualTo(Population.whole(MODEL));
    assertThat(reader.read(result).verdict().report().population())
        .isEqualTo(new Population(MODEL, segment));
    assertThat(new DriftAlertReader(registry.client()).read(alerts.value(ofSegment, NOW)))
        .isEqualTo(ofSegment);
  }

  @Test
  void driftResult_unseenCategories_areNamedAndReadBack() throws Exception {
    UnseenOverview unseen =
        new UnseenOverview(
            900,
            4_000,
            250,
            List.of(new UnseenCategory("plum", 400, 0), new UnseenCategory("fig", 90, 12.5)));
    FeatureComparison comparison =
        new FeatureComparison(
            "fruit",
            FeatureRole.FEATURE,
            FeatureKind.CATEGORICAL,
            1_000,
            950,
            0,
            0,
            0,
            List.of(),
            unseen);
    WindowVerdict verdict =
        SampleDecisions.window(
            MODEL,
            20_000,
            DriftVerdict.DRIFT,
            new FeatureVerdict(comparison, DriftVerdict.DRIFT, "psi", 0.001, 0.2, "new ones"));

    byte[] value =
        new DriftResultEncoder(registry.client(), "drift-results").values(verdict, NOW).get(0);

    GenericRecord fruit = (GenericRecord) ((List<?>) registry.read(value).get("features")).get(0);
    assertThat(fruit.get("unseen")).isEqualTo(900L);
    assertThat(fruit.get("unseen_categories")).isEqualTo(4_000L);
    DriftResultReader.Part part = new DriftResultReader(registry.client()).read(value);
    assertThat(part.verdict().features().get(0).comparison().unseen()).isEqualTo(unseen);
  }

  /** The generated code that writes records must follow the contract that is registered. */
  @Test
  void driftResult_bytes_areThoseOfAnyAvroProducer() throws Exception {
    WindowVerdict verdict =
        SampleDecisions.window(
            MODEL,
            20_000,
            DriftVerdict.DRIFT,
            SampleDecisions.categorical("fruit", DriftVerdict.DRIFT, 0.5),
            SampleDecisions.insufficient("age"));

    byte[] value =
        new DriftResultEncoder(registry.client(), "drift-results").values(verdict, NOW).get(0);

    assertThat(value).isEqualTo(registry.write("drift-results-value", registry.read(value)));
  }

  @Test
  void driftResult_withoutReference_isOneRecordWithoutFeatures() throws Exception {
    DriftResultEncoder encoder = new DriftResultEncoder(registry.client(), "drift-results");
    WindowVerdict verdict = SampleDecisions.window(MODEL, 20_000, DriftVerdict.NO_REFERENCE);

    GenericRecord result = registry.read(encoder.values(verdict, NOW).get(0));

    assertThat(result.get("verdict")).hasToString("NO_REFERENCE");
    assertThat((List<?>) result.get("features")).isEmpty();
  }

  @Test
  void driftResult_wideModel_isCutIntoPartsThatMakeTheWhole() throws Exception {
    DriftResultEncoder encoder = new DriftResultEncoder(registry.client(), "drift-results");
    FeatureVerdict[] features =
        IntStream.range(0, 501)
            .mapToObj(i -> SampleDecisions.numeric("f" + i, DriftVerdict.STABLE, 0, 0))
            .toArray(FeatureVerdict[]::new);

    List<byte[]> values =
        encoder.values(SampleDecisions.window(MODEL, 20_000, DriftVerdict.STABLE, features), NOW);

    assertThat(values).hasSize(3);
    Set<String> names = new HashSet<>();
    for (int part = 1; part <= 3; part++) {
      GenericRecord result = registry.read(values.get(part - 1));
      assertThat(result.get("part")).isEqualTo(part);
      assertThat(result.get("parts")).isEqualTo(3);
      ((List<?>) result.get("features"))
          .forEach(feature -> names.add(((GenericRecord) feature).get("feature").toString()));
    }
    assertThat(names).hasSize(501);
  }

  @Test
  void driftAlert_transition_carriesEveryField() throws Exception {
    DriftAlertEncoder encoder = new DriftAlertEncoder(registry.client(), "drift-alerts");
    AlertEvent event =
        SampleDecisions.alert(MODEL, 40_000, AlertEvent.State.FIRING, AlertEvent.Severity.CRITICAL);

    GenericRecord alert = registry.read(encoder.value(event, NOW));

    assertThat(text(encoder.key(event))).isEqualTo("churn");
    assertThat(alert.get("alert_id")).hasToString(event.alertId());
    assertThat(alert.get("event_id")).hasToString(event.eventId());
    assertThat(alert.get("state")).hasToString("FIRING");
    assertThat(alert.get("severity")).hasToString("CRITICAL");
    assertThat(alert.get("window_end")).isEqualTo(40_000L);
    assertThat(alert.get("first_window_start")).isEqualTo(10_000L);
    assertThat(alert.get("drifted_features")).hasToString("[amount]");
    assertThat(alert.get("result_id")).hasToString(event.resultId());
    assertThat(alert.get("emitted_at")).isEqualTo(NOW);
  }

  @Test
  void deadLetter_record_carriesTheOriginal() throws Exception {
    DeadLetterEncoder encoder = new DeadLetterEncoder(registry.client(), "drift-dead-letters");
    RecordHeaders headers = new RecordHeaders();
    headers.add("trace", new byte[] {1, 2}).add("empty", null);
    byte[] bytes = {9, 8, 7};
    RejectedRecord rejected =
        new RejectedRecord(
            "ml-features",
            3,
            42,
            new Record<>(null, bytes, 77, headers),
            "not-avro",
            "starts with 9");

    GenericRecord letter = registry.read(encoder.value(rejected, NOW));

    assertThat(text(encoder.key(rejected))).isEqualTo("ml-features-3");
    assertThat(letter.get("topic")).hasToString("ml-features");
    assertThat(letter.get("partition")).isEqualTo(3);
    assertThat(letter.get("offset")).isEqualTo(42L);
    assertThat(letter.get("timestamp")).isEqualTo(77L);
    assertThat(letter.get("reason")).hasToString("not-avro");
    assertThat(letter.get("message")).hasToString("starts with 9");
    assertThat(letter.get("key")).isNull();
    assertThat(letter.get("value")).isEqualTo(ByteBuffer.wrap(bytes));
    assertThat(letter.get("value_size")).isEqualTo(3);
    assertThat(letter.get("headers"))
        .hasToString(
            "[{\"key\": \"trace\", \"value\": \"\\u0001\\u0002\"},"
                + " {\"key\": \"empty\", \"value\": null}]");
  }

  @Test
  void deadLetter_recordNearTheBrokersLimit_isCutToFitAndSaysSo() throws Exception {
    DeadLetterEncoder encoder = new DeadLetterEncoder(registry.client(), "drift-dead-letters");
    RecordHeaders headers = new RecordHeaders();
    for (int i = 0; i < 300; i++) {
      headers.add("header-" + i, new byte[1000]);
    }
    RejectedRecord rejected =
        new RejectedRecord(
            "t",
            0,
            0,
            new Record<>(new byte[400_000], new byte[3_000_000], 0, headers),
            "malformed",
            "x".repeat(1_000_000));

    byte[] value = encoder.value(rejected, NOW);

    assertThat(value.length).isLessThan(1_000_000);
    GenericRecord letter = registry.read(value);
    assertThat(letter.get("value_size")).isEqualTo(3_000_000);
    assertThat(letter.get("key_size")).isEqualTo(400_000);
    int kept = ((List<?>) letter.get("headers")).size();
    assertThat(letter.get("headers_left_out")).isEqualTo(300 - kept);
    assertThat(kept).isBetween(80, 100);
    assertThat(((ByteBuffer) letter.get("value")).remaining()).isGreaterThan(700_000);
  }

  @Test
  void deadLetter_nullValue_saysThereWasNone() throws Exception {
    DeadLetterEncoder encoder = new DeadLetterEncoder(registry.client(), "drift-dead-letters");
    RejectedRecord rejected =
        new RejectedRecord("t", 0, 0, new Record<>(null, null, 0), "null-value", "null");

    GenericRecord letter = registry.read(encoder.value(rejected, NOW));

    assertThat(letter.get("value")).isNull();
    assertThat(letter.get("value_size")).isEqualTo(-1);
    assertThat(letter.get("key_size")).isEqualTo(-1);
    assertThat(letter.get("headers_left_out")).isEqualTo(0);
  }

  @Test
  void schemaId_registeringOff_asksOnlyAndSaysWhatIsMissing() {
    SchemaRegistryClient reader =
        new SchemaRegistryClient(RegistryConfig.of(registry.url()), false);
    DriftAlertEncoder encoder = new DriftAlertEncoder(reader, "unregistered");

    assertThatThrownBy(encoder::schemaId)
        .isInstanceOf(SchemaNotFoundException.class)
        .hasMessageContaining("unregistered-value");
    int id = new DriftAlertEncoder(registry.client(), "unregistered").schemaId();
    assertThat(encoder.schemaId()).isEqualTo(id);
  }

  @Test
  void registeredSchema_carriesNoHintsForJava() throws Exception {
    int id = new DriftResultEncoder(registry.client(), "drift-results").schemaId();

    assertThat(registry.client().schemaById(id).toString()).doesNotContain("avro.java");
  }

  private static GenericRecord statistic(GenericRecord feature, String key) {
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) feature.get("statistics")).entrySet()) {
      if (entry.getKey().toString().equals(key)) {
        return (GenericRecord) entry.getValue();
      }
    }
    throw new AssertionError("no statistic " + key);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
