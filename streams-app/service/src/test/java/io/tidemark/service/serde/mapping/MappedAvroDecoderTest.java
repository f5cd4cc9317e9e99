// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde.mapping;

import static io.tidemark.service.serde.mapping.Mappings.asMap;
import static io.tidemark.service.serde.mapping.Mappings.embedded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.tidemark.core.observation.Prediction;
import io.tidemark.service.serde.Framing;
import io.tidemark.service.serde.InputRecord;
import io.tidemark.service.serde.LayoutInterner;
import io.tidemark.service.serde.TestRegistry;
import io.tidemark.service.serde.UndecodableRecordException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MappedAvroDecoderTest {

  private static final String EVENT =
      """
      {"name":"event","type":{"type":"record","name":"Event","fields":[
        {"name":"id","type":"string"},{"name":"model","type":"string"},
        {"name":"at","type":{"type":"long","logicalType":"timestamp-micros"}}]}}\
      """;

  private static TestRegistry registry;

  @BeforeAll
  static void start() {
    registry = TestRegistry.start();
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  private static MappedAvroDecoder decoder(InputMapping mapping) {
    return new MappedAvroDecoder(
        mapping, registry.client(), new LayoutInterner(), new Notices("test"));
  }

  /** A schema with the envelope and these fields. */
  private static Schema schema(String fields) {
    return new Schema.Parser()
        .parse(
            "{\"type\":\"record\",\"name\":\"Scored\",\"fields\":[" + EVENT + "," + fields + "]}");
  }

  private static GenericRecord value(Schema schema, Map<String, Object> fields) {
    GenericRecord event = new GenericData.Record(schema.getField("event").schema());
    event.put("id", "p-1");
    event.put("model", "churn");
    event.put("at", 1_500_999L);
    GenericRecord record = new GenericData.Record(schema);
    record.put("event", event);
    fields.forEach(record::put);
    return record;
  }

  private static byte[] bytes(Schema schema, Map<String, Object> fields) {
    return registry.write(
        "s" + Integer.toHexString(schema.toString().hashCode()), value(schema, fields));
  }

  private static Prediction decode(MappedAvroDecoder decoder, byte[] value)
      throws UndecodableRecordException {
    return (Prediction) decoder.decode(Mappings.record(value));
  }

  private static void assertRejected(
      MappedAvroDecoder decoder, byte[] value, String reason, String... words) {
    for (int time = 0; time < 2; time++) {
      assertThatThrownBy(() -> decode(decoder, value))
          .isInstanceOfSatisfying(
              UndecodableRecordException.class, e -> assertThat(e.reason()).isEqualTo(reason))
          .hasMessageContainingAll(words);
    }
  }

  @Test
  void decode_evolvingSchema_justWorks() throws Exception {
    MappedAvroDecoder decoder = decoder(embedded("in.*", ""));
    Schema first =
        schema(
            """
            {"name":"score","type":"float"},
            {"name":"in","type":{"type":"record","name":"In","fields":[
              {"name":"x","type":"int"},{"name":"color","type":"string"}]}}\
            """);
    Schema second =
        schema(
            """
            {"name":"in","type":["null",{"type":"record","name":"In","fields":[
              {"name":"extra","type":"boolean"},
              {"name":"color","type":{"type":"enum","name":"C","symbols":["RED"]}},
              {"name":"x","type":["null","double"]}]}]},
            {"name":"score","type":"double"}\
            """);
    byte[] old =
        bytes(first, Map.of("score", 0.5f, "in", nested(first, Map.of("x", 3, "color", "RED"))));
    GenericRecord in = new GenericData.Record(second.getField("in").schema().getTypes().get(1));
    in.put("extra", true);
    in.put("color", new GenericData.EnumSymbol(in.getSchema().getField("color").schema(), "RED"));
    byte[] young = bytes(second, Map.of("score", 0.5, "in", in));

    for (int time = 0; time < 2; time++) {
      assertThat(asMap(decode(decoder, old).features()))
          .containsOnly(entry("x", 3.0), entry("color", "RED"));
      assertThat(asMap(decode(decoder, young).features()))
          .containsOnly(entry("x", null), entry("color", "RED"), entry("extra", "true"));
    }
    assertThat(decode(decoder, old).timestampMillis()).isEqualTo(1_500);
  }

  private static GenericRecord nested(Schema schema, Map<String, Object> fields) {
    GenericRecord record = new GenericData.Record(schema.getField("in").schema());
    fields.forEach(record::put);
    return record;
  }

  @Test
  void decode_pathThatTheSchemaLacks_saysWhichAndWhatThereIs() {
    Schema renamed = schema("{\"name\":\"points\",\"type\":\"double\"}");
    byte[] value = bytes(renamed, Map.of("points", 0.5));

    assertRejected(
        decoder(embedded("*", "")),
        value,
        "missing-field",
        "input.predictions.prediction=score",
        "schema id",
        "Scored",
        "has no 'score'",
        "event, points");
    assertRejected(
        decoder(Mappings.features("event.request_id", "@timestamp", "*")),
        value,
        "missing-field",
        "input.features.id=event.request_id",
        "has no 'request_id' in 'event'; there are id, model, at");
  }

  @Test
  void decode_pathOfAWrongType_saysWhich() {
    Schema schema = schema("{\"name\":\"score\",\"type\":\"double\"}");
    byte[] value = bytes(schema, Map.of("score", 0.5));

    assertRejected(
        decoder(Mappings.features("event", "@timestamp", "*")),
        value,
        "missing-field",
        "'event' as Event");
    Schema list = schema("{\"name\":\"score\",\"type\":{\"type\":\"array\",\"items\":\"int\"}}");
    assertRejected(
        decoder(Mappings.features("score", "@timestamp", "*")),
        bytes(list, Map.of("score", List.of())),
        "wrong-type",
        "input.features.id=score",
        "array");
  }

  @Test
  void decode_timestampWithoutUnit_isRefused() {
    Schema schema = schema("{\"name\":\"score\",\"type\":\"long\"}");

    assertRejected(
        decoder(Mappings.features("event.id", "score", "*")),
        bytes(schema, Map.of("score", 5L)),
        "wrong-type",
        "input.features.timestamp=score",
        "timestamp.unit");
  }

  @Test
  void decode_nullId_isMissing() {
    Schema schema = schema("{\"name\":\"score\",\"type\":[\"null\",\"double\"]}");

    assertRejected(
        decoder(Mappings.features("score", "@timestamp", "*")),
        bytes(schema, Map.of()),
        "missing-field",
        "input.features.id=score: null or absent");
  }

  @Test
  void decode_timesAndUuids_onlyWhenNamed() throws Exception {
    Schema schema =
        schema(
            """
            {"name":"score","type":"double"},
            {"name":"born","type":{"type":"int","logicalType":"date"}},
            {"name":"trace","type":{"type":"string","logicalType":"uuid"}},
            {"name":"raw","type":"bytes"},
            {"name":"x","type":"int"}\
            """);
    byte[] value =
        bytes(
            schema,
            Map.of("score", 1.0, "born", 12, "trace", "u", "raw", ByteBuffer.allocate(2), "x", 1));

    assertThat(asMap(decode(decoder(embedded("*", "")), value).features()))
        .containsOnly(entry("x", 1.0));
    assertThat(asMap(decode(decoder(embedded("*, born, event.at as at", "")), value).features()))
        .containsOnly(entry("x", 1.0), entry("born", 12.0), entry("at", 1_500.999));
  }

  @Test
  void decode_roleInAMap_isFound() throws Exception {
    Schema schema =
        schema(
            """
            {"name":"score","type":"double"},
            {"name":"tags","type":{"type":"map","values":["null","string"]}}\
            """);
    byte[] value =
        bytes(schema, Map.of("score", 1.0, "tags", Map.of("id", "t-1", "region", "north")));

    assertThat(
            decoder(Mappings.features("tags.id", "@timestamp", "tags.*"))
                .decode(Mappings.record(value)))
        .hasToString(
            "FeatureVector[predictionId=t-1, timestampMillis=42, values={region=\"north\"}]");
  }

  @Test
  void decode_schemaNamedInTheHeader_isRead() throws Exception {
    Schema schema =
        schema("{\"name\":\"score\",\"type\":\"double\"},{\"name\":\"x\",\"type\":\"int\"}");
    byte[] framed = bytes(schema, Map.of("score", 1.0, "x", 7));
    byte[] body = Arrays.copyOfRange(framed, 5, framed.length);
    UUID guid = UUID.nameUUIDFromBytes(schema.toString().getBytes(StandardCharsets.UTF_8));
    byte[] named =
        ByteBuffer.allocate(17)
            .put((byte) 1)
            .putLong(guid.getMostSignificantBits())
            .putLong(guid.getLeastSignificantBits())
            .array();
    byte[] prefixed = ByteBuffer.allocate(17 + body.length).put(named).put(body).array();
    MappedAvroDecoder decoder = decoder(embedded("*", ""));

    for (InputRecord record :
        List.of(
            record(framed, null),
            record(body, Arrays.copyOf(framed, 5)),
            record(body, named),
            record(prefixed, null))) {
      assertThat(asMap(((Prediction) decoder.decode(record)).features()))
          .containsOnly(entry("x", 7.0));
    }
    named[3] ^= 1;
    assertThatThrownBy(() -> decoder.decode(record(body, named)))
        .isInstanceOfSatisfying(
            UndecodableRecordException.class,
            e -> assertThat(e.reason()).isEqualTo("unknown-schema-id"))
        .hasMessageContaining("schema GUID");
  }

  private static InputRecord record(byte[] value, byte[] header) {
    Headers headers = new RecordHeaders();
    if (header != null) {
      headers.add(Framing.HEADER, header);
    }
    return new InputRecord(null, value, headers, 0);
  }

  @Test
  void decode_schemaThatRefersToItself_isBounded() throws Exception {
    Schema schema =
        schema(
            """
            {"name":"score","type":"double"},
            {"name":"tree","type":{"type":"record","name":"Tree","fields":[
              {"name":"x","type":"int"},{"name":"next","type":["null","Tree"]}]}}\
            """);
    byte[] deep =
        registry.frame(
            "deep",
            schema,
            out -> {
              out.writeString("p-1");
              out.writeString("churn");
              out.writeLong(1);
              out.writeDouble(0.5);
              for (int depth = 0; depth < 100_000; depth++) {
                out.writeInt(depth);
                out.writeIndex(1);
              }
              out.writeInt(0);
              out.writeIndex(0);
            });
    GenericRecord leaf = new GenericData.Record(schema.getField("tree").schema());
    leaf.put("x", 5);
    GenericRecord root = new GenericData.Record(schema.getField("tree").schema());
    root.put("x", 4);
    root.put("next", leaf);
    MappedAvroDecoder decoder = decoder(embedded("*", ""));

    assertThat(asMap(decode(decoder, bytes(schema, Map.of("score", 1.0, "tree", root))).features()))
        .containsOnly(entry("tree.x", 4.0));
    assertRejected(decoder, deep, "malformed", "nesting");
  }

  @Test
  void decode_zeroSizedItemsWithoutEnd_takeNoTime() throws Exception {
    Schema nothing = SchemaBuilder.record("Nothing").fields().endRecord();
    Schema schema =
        schema(
            "{\"name\":\"score\",\"type\":\"double\"},{\"name\":\"list\",\"type\":"
                + "{\"type\":\"array\",\"items\":"
                + nothing
                + "}}");
    byte[] value =
        registry.frame(
            "zero",
            schema,
            out -> {
              out.writeString("p-1");
              out.writeString("churn");
              out.writeLong(1);
              out.writeDouble(0.5);
              out.writeLong(Long.MAX_VALUE / 2);
              out.writeLong(0);
            });

    assertThat(decode(decoder(embedded("event.model", "")), value).values().number(0))
        .isEqualTo(0.5);
  }
}
