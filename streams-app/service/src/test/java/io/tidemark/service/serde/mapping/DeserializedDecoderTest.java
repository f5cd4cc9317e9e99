// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde.mapping;

import static io.tidemark.service.serde.mapping.Mappings.asMap;
import static io.tidemark.service.serde.mapping.Mappings.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.core.observation.Prediction;
import io.tidemark.service.registry.RegistryConfig;
import io.tidemark.service.registry.RegistryUnavailableException;
import io.tidemark.service.registry.SchemaRegistryClient;
import io.tidemark.service.serde.InputDecoder;
import io.tidemark.service.serde.UndecodableRecordException;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

class DeserializedDecoderTest {

  private static final String JSON =
      "{\"event\":{\"id\":\"p-1\",\"model\":\"m\",\"at\":\"1970-01-01T00:00:01Z\"},"
          + "\"score\":0.5,\"in\":{\"x\":3}}";

  /** Yields what the test says, or throws it. */
  public static final class Yielding implements Deserializer<Object> {
    private static Object next;
    private static Map<String, ?> settings;

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
      settings = configs;
      if (configs.containsKey("refuse")) {
        throw new IllegalArgumentException("refuse is set");
      }
    }

    @Override
    public Object deserialize(String topic, byte[] data) {
      if (next instanceof RuntimeException failure) {
        throw failure;
      }
      return next;
    }
  }

  private static MappedDecoders decoders() {
    return new MappedDecoders(
        Mappings.embedded("in.*", ""),
        new SchemaRegistryClient(RegistryConfig.of("http://localhost:1")));
  }

  private static Prediction decode(Object yielded) throws UndecodableRecordException {
    Yielding.next = yielded;
    try (InputDecoder decoder =
        decoders().deserialized(Yielding.class.getName(), Map.of("a", "b"), "t", false).get()) {
      return (Prediction) decoder.decode(record(new byte[] {1}));
    }
  }

  @Test
  void decode_treesAndTexts_byTheMapping() throws Exception {
    Object map = new ObjectMapper().readValue(JSON, Map.class);
    Object tree = new ObjectMapper().readTree(JSON);
    for (Object yielded : new Object[] {map, tree, JSON, JSON.getBytes(StandardCharsets.UTF_8)}) {
      Prediction prediction = decode(yielded);

      assertThat(prediction.predictionId()).isEqualTo("p-1");
      assertThat(prediction.timestampMillis()).isEqualTo(1_000);
      assertThat(asMap(prediction.features())).containsOnly(entry("x", 3.0));
    }
    assertThat(Yielding.settings.get("a")).isEqualTo("b");
  }

  @Test
  void decode_genericRecordWithConvertedValues_byTheMapping() throws Exception {
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type":"record","name":"R","fields":[
                  {"name":"event","type":{"type":"record","name":"E","fields":[
                    {"name":"id","type":"string"},{"name":"model","type":"string"},
                    {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}}]}},
                  {"name":"score","type":"double"},
                  {"name":"in","type":{"type":"record","name":"I","fields":[
                    {"name":"x","type":{"type":"bytes","logicalType":"decimal",
                      "precision":9,"scale":2}}]}}]}\
                """);
    GenericRecord event = new GenericData.Record(schema.getField("event").schema());
    event.put("id", "p-1");
    event.put("model", "m");
    event.put("at", Instant.ofEpochMilli(7));
    GenericRecord in = new GenericData.Record(schema.getField("in").schema());
    in.put("x", new BigDecimal("12.34"));
    GenericRecord value = new GenericData.Record(schema);
    value.put("event", event);
    value.put("score", 0.5);
    value.put("in", in);

    Prediction prediction = decode(value);

    assertThat(prediction.timestampMillis()).isEqualTo(7);
    assertThat(asMap(prediction.features())).containsOnly(entry("x", 12.34));
  }

  @Test
  void decode_whatCannotBeUsed_isUndecodable() {
    for (Object yielded :
        new Object[] {null, 5, new SerializationException("garbled"), new StringDeserializer()}) {
      assertThatThrownBy(() -> decode(yielded))
          .isInstanceOfSatisfying(
              UndecodableRecordException.class,
              e -> assertThat(e.reason()).isEqualTo("deserializer-failed"))
          .hasMessageContaining("Yielding");
    }
  }

  @Test
  void decode_failureOfANetwork_isToBeTriedAgain() {
    assertThatThrownBy(
            () -> decode(new SerializationException("no answer", new ConnectException("refused"))))
        .isInstanceOf(RegistryUnavailableException.class);
  }

  @Test
  void deserialized_classThatRefusesItsSettings_isRefusedAtOnce() {
    assertThatThrownBy(
            () ->
                decoders()
                    .deserialized(Yielding.class.getName(), Map.of("refuse", "1"), "t", false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("input.predictions.deserializer=", "refuse is set");
  }
}
