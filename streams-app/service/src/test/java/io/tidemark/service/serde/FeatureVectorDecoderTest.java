// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.observation.FeatureVector;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.service.registry.RegistryConfig;
import io.tidemark.service.registry.RegistryUnavailableException;
import io.tidemark.service.registry.SchemaRegistryClient;
import io.tidemark.service.testing.AvroBytes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureVectorDecoderTest {

  private static TestRegistry registry;
  private final FeatureVectorDecoder decoder = new FeatureVectorDecoder(registry.client());

  @BeforeAll
  static void start() {
    registry = TestRegistry.start();
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  @Test
  void decode_everyKindOfValue_mapsToNumberTextOrMissing() throws Exception {
    Map<String, Object> features = new LinkedHashMap<>();
    features.put("double", -0.5);
    features.put("nan", Double.NaN);
    features.put("long", 1L << 40);
    features.put("true", true);
    features.put("false", false);
    features.put("text", "Zürich");
    features.put("null", null);

    FeatureVector decoded = decoder.decode(own("id-1", 1_700_000_000_123L, features));

    assertThat(decoded.predictionId()).isEqualTo("id-1");
    assertThat(decoded.timestampMillis()).isEqualTo(1_700_000_000_123L);
    assertThat(asMap(decoded.values()))
        .isEqualTo(
            Map.of(
                "double", -0.5,
                "nan", Double.NaN,
                "long", (double) (1L << 40),
                "true", "true",
                "false", "false",
                "text", "Zürich",
                "null", "<missing>"));
  }

  @Test
  void decode_whatOurEncoderWrote_isEqual() throws Exception {
    ValueLayout layout = ValueLayout.of("a", "b", "c");
    FeatureVector vector =
        new FeatureVector(
            "p", -7, ObservedValues.builder(layout).number(0, 1e300).text(2, "x").build());
    FeatureVectorEncoder encoder = new FeatureVectorEncoder(registry.client(), "features");

    assertThat(decoder.decode(encoder.value(vector))).isEqualTo(vector);
    assertThat(encoder.key(vector)).isEqualTo("p".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void decode_noFeatures_isEmpty() throws Exception {
    assertThat(decoder.decode(own("p", 0, Map.of())).values()).isSameAs(ObservedValues.EMPTY);
  }

  @Test
  void decode_sameKeys_sharesLayoutAndTypes() throws Exception {
    ObservedValues first = decoder.decode(own("a", 0, ordered("x", 1.0, "y", "u"))).values();
    ObservedValues second = decoder.decode(own("b", 1, ordered("x", 2.0, "y", "v"))).values();

    assertThat(second.layout()).isSameAs(first.layout());
    assertThat(asMap(first)).isEqualTo(Map.of("x", 1.0, "y", "u"));
    assertThat(asMap(second)).isEqualTo(Map.of("x", 2.0, "y", "v"));
  }

  @Test
  void decode_sameKeysInAnotherOrder_sharesLayout() throws Exception {
    ObservedValues first = decoder.decode(own("a", 0, ordered("x", 1.0, "y", "u"))).values();
    for (int i = 0; i < 3; i++) {
      ObservedValues second = decoder.decode(own("b", 1, ordered("y", "v", "x", 2.0))).values();
      assertThat(second.layout()).isSameAs(first.layout());
      assertThat(asMap(second)).isEqualTo(Map.of("x", 2.0, "y", "v"));
    }
  }

  @Test
  void decode_twoModelsTakingTurns_keepsBothLayouts() throws Exception {
    byte[] left = own("a", 0, ordered("x", 1.0, "y", 2.0));
    byte[] right = own("b", 0, ordered("x", 1.0, "z", null));
    ValueLayout leftLayout = decoder.decode(left).values().layout();
    ValueLayout rightLayout = decoder.decode(right).values().layout();

    for (int i = 0; i < 5; i++) {
      assertThat(decoder.decode(left).values().layout()).isSameAs(leftLayout);
      assertThat(decoder.decode(right).values().layout()).isSameAs(rightLayout);
    }
    assertThat(rightLayout).isNotEqualTo(leftLayout);
  }

  @Test
  void decode_typesThatChange_leaveEarlierRecordsAlone() throws Exception {
    ObservedValues number = decoder.decode(own("a", 0, ordered("x", 1.0))).values();
    ObservedValues missing = decoder.decode(own("b", 0, ordered("x", null))).values();
    ObservedValues text = decoder.decode(own("c", 0, ordered("x", "t"))).values();

    assertThat(number.type(0)).isEqualTo(ObservedValues.Type.NUMBER);
    assertThat(missing.type(0)).isEqualTo(ObservedValues.Type.MISSING);
    assertThat(text.type(0)).isEqualTo(ObservedValues.Type.TEXT);
  }

  @Test
  void decode_keyThatComesTwice_lastWins() throws Exception {
    byte[] value =
        registry.frame(
            "features-value",
            Contracts.FEATURE_VECTOR,
            out -> {
              out.writeString("p");
              out.writeLong(0);
              out.writeLong(3);
              for (Object each : List.of("first", 2.0, "last")) {
                out.writeString(each.equals(2.0) ? "y" : "x");
                out.writeIndex(each.equals(2.0) ? 1 : 4);
                if (each.equals(2.0)) {
                  out.writeDouble(2.0);
                } else {
                  out.writeString((String) each);
                }
              }
              out.writeLong(0);
            });
    for (int i = 0; i < 2; i++) {
      assertThat(asMap(decoder.decode(value).values())).isEqualTo(Map.of("x", "last", "y", 2.0));
    }
  }

  @Test
  void decode_mapInSeveralBlocks_isRead() throws Exception {
    byte[] value =
        registry.frame(
            "features-value",
            Contracts.FEATURE_VECTOR,
            out -> {
              out.writeString("p");
              out.writeLong(0);
              out.writeLong(1);
              out.writeString("x");
              out.writeIndex(0);
              out.writeLong(-1);
              out.writeLong(4);
              out.writeString("y");
              out.writeIndex(2);
              out.writeLong(5);
              out.writeLong(0);
            });
    decoder.decode(own("p", 0, ordered("x", 1.0)));
    for (int i = 0; i < 2; i++) {
      assertThat(asMap(decoder.decode(value).values()))
          .isEqualTo(Map.of("x", "<missing>", "y", 5.0));
    }
  }

  @Test
  void decode_othersSchemaWithTheSameFields_isResolved() throws Exception {
    Schema schema =
        SchemaBuilder.record("Inputs")
            .namespace("com.example")
            .fields()
            .requiredString("team")
            .name("features")
            .type()
            .map()
            .values()
            .floatType()
            .noDefault()
            .requiredInt("timestamp")
            .optionalString("prediction_id")
            .endRecord();
    GenericRecord record =
        new GenericRecordBuilder(schema)
            .set("team", "blue")
            .set("features", Map.of("x", 0.5f))
            .set("timestamp", 1000)
            .set("prediction_id", "p")
            .build();

    FeatureVector decoded = decoder.decode(registry.write("resolved-value", record));

    assertThat(decoded)
        .isEqualTo(
            new FeatureVector(
                "p", 1000, ObservedValues.builder(ValueLayout.of("x")).number(0, 0.5).build()));
  }

  @Test
  void decode_timestampInMicros_becomesMillis() throws Exception {
    Schema schema =
        new Schema.Parser()
            .parse(
                Contracts.FEATURE_VECTOR
                    .toString()
                    .replace("timestamp-millis", LogicalTypes.timestampMicros().getName()));
    byte[] value =
        registry.write("micros-value", generic(schema, "p", 1_700_000_000_123_456L, Map.of()));

    assertThat(decoder.decode(value).timestampMillis()).isEqualTo(1_700_000_000_123L);
  }

  @Test
  void decode_nullValue_isUndecodable() {
    assertReason(null, "null-value", "deletions have no meaning");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"a\":1}", "plain text"})
  void decode_notWireFormat_isUndecodable(String value) {
    assertReason(value.getBytes(StandardCharsets.UTF_8), "not-avro", "4-byte schema id");
  }

  @Test
  void decode_unknownSchemaId_isUndecodable() {
    assertReason(new byte[] {0, 0, 1, 0, 0, 2}, "unknown-schema-id", "schema id 65536");
  }

  @Test
  void decode_emptyId_isUndecodable() {
    assertReason(own("", 0, Map.of()), "empty-prediction-id", "prediction_id is empty");
  }

  @Test
  void decode_truncatedAnywhere_isMalformed() {
    byte[] good = own("id", 1, ordered("x", 1.0, "y", "text", "z", true, "w", 300L));
    for (int length = 5; length < good.length; length++) {
      assertReason(Arrays.copyOf(good, length), "malformed", "do not follow schema id");
    }
  }

  @Test
  void decode_bytesAfterTheEnd_isMalformed() {
    byte[] good = own("id", 1, ordered("x", 1.0));
    assertReason(Arrays.copyOf(good, good.length + 1), "malformed", "1 bytes are left");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, Long.MIN_VALUE, 1L << 40, Integer.MAX_VALUE, Long.MAX_VALUE})
  void decode_absurdSizes_areMalformedNotOutOfMemory(long size) {
    assertReason(framed(out -> out.writeLong(size)), "malformed", "length of");
    assertReason(
        framed(
            out -> {
              out.writeString("p");
              out.writeLong(0);
              out.writeLong(size);
            }),
        "malformed",
        "do not follow schema id");
  }

  @Test
  void decode_fieldThatIsNull_isNamed() {
    Schema schema =
        SchemaBuilder.record("Bare").fields().optionalString("prediction_id").endRecord();
    assertReason(
        registry.write("bare-value", new GenericRecordBuilder(schema).build()),
        "missing-field",
        "field 'prediction_id' is null or not in schema id");
    assertReason(
        registry.write(
            "bare-value", new GenericRecordBuilder(schema).set("prediction_id", "p").build()),
        "missing-field",
        "field 'features' is null or not in schema id");
  }

  @Test
  void decode_schemaThatCannotBeRead_isIncompatible() {
    Schema schema =
        SchemaBuilder.record("Odd")
            .fields()
            .requiredString("prediction_id")
            .requiredString("timestamp")
            .endRecord();
    GenericRecord record =
        new GenericRecordBuilder(schema).set("prediction_id", "p").set("timestamp", "now").build();
    assertReason(registry.write("odd-value", record), "incompatible-schema", "Odd");

    byte[] text =
        registry.frame(
            "text-value", Schema.create(Schema.Type.STRING), out -> out.writeString("x"));
    assertReason(text, "incompatible-schema", "FeatureVector");
  }

  @Test
  void decode_hugeArrayOfNulls_isMalformed() {
    Schema schema =
        SchemaBuilder.record("Bomb")
            .fields()
            .name("nulls")
            .type()
            .array()
            .items()
            .nullType()
            .noDefault()
            .requiredString("prediction_id")
            .endRecord();
    byte[] value = registry.frame("bomb-value", schema, out -> out.writeLong(1L << 50));
    assertReason(value, "malformed", "items");
  }

  @Test
  void decode_recursiveRecordWithoutEnd_isMalformed() {
    Schema schema =
        new Schema.Parser()
            .parse(
                "{\"type\":\"record\",\"name\":\"Chain\",\"fields\":[{\"name\":\"next\",\"type\":"
                    + "[\"null\",\"Chain\"]}]}");
    byte[] links = new byte[1 << 20];
    Arrays.fill(links, (byte) 2);
    byte[] value = registry.frame("chain-value", schema, out -> out.writeFixed(links));
    assertReason(value, "malformed", "do not follow schema id");
  }

  @Test
  void decode_registryDown_isNotADeadLetter() {
    RegistryConfig nowhere =
        RegistryConfig.of("http://127.0.0.1:1").withRetries(0, Duration.ZERO, Duration.ZERO);
    FeatureVectorDecoder cutOff = new FeatureVectorDecoder(new SchemaRegistryClient(nowhere));

    assertThatThrownBy(() -> cutOff.decode(own("p", 0, Map.of())))
        .isInstanceOf(RegistryUnavailableException.class);
  }

  private void assertReason(byte[] value, String reason, String message) {
    assertThatThrownBy(() -> decoder.decode(value))
        .isInstanceOfSatisfying(
            UndecodableRecordException.class,
            thrown -> assertThat(thrown.reason()).isEqualTo(reason))
        .hasMessageContaining(message);
  }

  private static byte[] framed(AvroBytes.Body body) {
    return registry.frame("features-value", Contracts.FEATURE_VECTOR, body);
  }

  private static byte[] own(String id, long timestamp, Map<String, Object> features) {
    return registry.write(
        "features-value", generic(Contracts.FEATURE_VECTOR, id, timestamp, features));
  }

  private static GenericRecord generic(
      Schema schema, String id, long timestamp, Map<String, Object> features) {
    GenericRecord record = new GenericData.Record(schema);
    record.put("prediction_id", id);
    record.put("timestamp", timestamp);
    record.put("features", features);
    return record;
  }

  private static Map<String, Object> ordered(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }

  private static Map<String, Object> asMap(ObservedValues values) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int slot = 0; slot < values.size(); slot++) {
      map.put(
          values.layout().name(slot),
          switch (values.type(slot)) {
            case NUMBER -> values.number(slot);
            case TEXT -> values.text(slot);
            case MISSING -> "<missing>";
          });
    }
    return map;
  }
}
