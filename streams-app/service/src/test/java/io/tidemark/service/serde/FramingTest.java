// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.observation.FeatureVector;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every way in which a record names its schema, with Tidemark's own records. */
class FramingTest {

  private static final FeatureVector VECTOR =
      new FeatureVector("p", 7, ObservedValues.builder(ValueLayout.of("x")).number(0, 0.5).build());

  private static TestRegistry registry;
  private static byte[] framed;
  private static byte[] body;
  private static byte[] guid;
  private final FeatureVectorDecoder decoder = new FeatureVectorDecoder(registry.client());

  @BeforeAll
  static void start() {
    registry = TestRegistry.start();
    framed = new FeatureVectorEncoder(registry.client(), "ml-features").value(VECTOR);
    body = Arrays.copyOfRange(framed, 5, framed.length);
    String schema = Contracts.FEATURE_VECTOR.toString();
    UUID name = UUID.nameUUIDFromBytes(schema.getBytes(StandardCharsets.UTF_8));
    guid =
        ByteBuffer.allocate(17)
            .put((byte) 1)
            .putLong(name.getMostSignificantBits())
            .putLong(name.getLeastSignificantBits())
            .array();
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  private FeatureVector decode(byte[] header, byte[] value) throws UndecodableRecordException {
    Headers headers = new RecordHeaders();
    if (header != null) {
      headers.add("__value_schema_id", header);
    }
    return decoder.decode(new InputRecord(null, value, headers, 0));
  }

  @Test
  void decode_idInTheValue_isRead() throws Exception {
    assertThat(decode(null, framed)).isEqualTo(VECTOR);
  }

  @Test
  void decode_guidInTheValue_isRead() throws Exception {
    byte[] value = ByteBuffer.allocate(17 + body.length).put(guid).put(body).array();

    assertThat(decode(null, value)).isEqualTo(VECTOR);
  }

  @Test
  void decode_idOrGuidInTheHeader_isRead() throws Exception {
    assertThat(decode(Arrays.copyOf(framed, 5), body)).isEqualTo(VECTOR);
    assertThat(decode(guid, body)).isEqualTo(VECTOR);
    assertThat(decode(null, framed)).as("and back").isEqualTo(VECTOR);
  }

  @Test
  void decode_headerThatNamesNothing_saysSo() {
    assertThatThrownBy(() -> decode(new byte[] {1, 2, 3}, body))
        .isInstanceOfSatisfying(
            UndecodableRecordException.class,
            e -> assertThat(e.reason()).isEqualTo(UndecodableRecordException.NOT_AVRO))
        .hasMessageContaining("__value_schema_id");
  }

  @Test
  void decode_guidThatTheRegistryLacks_saysWhich() {
    byte[] other = guid.clone();
    other[5] ^= 1;

    assertThatThrownBy(() -> decode(other, body))
        .isInstanceOfSatisfying(
            UndecodableRecordException.class,
            e -> assertThat(e.reason()).isEqualTo(UndecodableRecordException.UNKNOWN_SCHEMA_ID))
        .hasMessageContaining("schema GUID");
  }
}
