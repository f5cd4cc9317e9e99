// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.reference.ReferenceProfileBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReferenceProfileSerdeTest {

  private static TestRegistry registry;
  private final ReferenceProfileSerde serde =
      new ReferenceProfileSerde(registry.client(), "reference-profiles");

  @BeforeAll
  static void start() {
    registry = TestRegistry.start();
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  @Test
  void decode_whatWasEncoded_isTheSameProfile() throws Exception {
    ReferenceProfile profile = profile("training");

    ReferenceProfile decoded = serde.decode(serde.value(profile));

    assertThat(decoded.id()).isEqualTo(profile.id()).hasSize(16);
    assertThat(decoded.createdMillis()).isEqualTo(profile.createdMillis());
    assertThat(decoded.size()).isEqualTo(2);
  }

  @Test
  void value_profile_isReadableWithoutOurCodec() throws Exception {
    ReferenceProfile profile = profile("training");

    GenericRecord record = registry.read(serde.value(profile));

    assertThat(record.get("model")).hasToString("churn");
    assertThat(record.get("model_version")).hasToString("7");
    assertThat(record.get("name")).hasToString("training");
    assertThat(record.get("reference_id")).hasToString(profile.id());
    assertThat(record.get("created_at")).isEqualTo(99L);
    assertThat(record.get("rows")).isEqualTo(40L);
    assertThat(((List<?>) record.get("features")).get(0))
        .hasToString(
            "{\"name\": \"amount\", \"role\": \"FEATURE\", \"kind\": \"NUMERIC\", \"count\": 39,"
                + " \"missing\": 1, \"invalid\": 0}");
  }

  @Test
  void key_namesWithSlashes_stayApart() {
    assertThat(key(profile("training"))).isEqualTo("churn/7/training/" + profile("training").id());
    assertThat(key(profile("a/b%c"))).startsWith("churn/7/a%2Fb%25c/");
  }

  @Test
  void decode_brokenProfile_isMalformed() throws Exception {
    GenericRecord record = registry.read(serde.value(profile("training")));
    record.put("profile", ByteBuffer.wrap(new byte[] {77, 1, 2}));
    byte[] value = registry.write("reference-profiles-value", record);

    assertThatThrownBy(() -> serde.decode(value))
        .isInstanceOfSatisfying(
            UndecodableRecordException.class,
            thrown -> assertThat(thrown.reason()).isEqualTo("malformed"))
        .hasMessageContaining("field 'profile'");
  }

  @Test
  void decode_truncatedAnywhere_isMalformed() {
    byte[] good = serde.value(profile("training"));
    for (int length = 5; length < good.length; length++) {
      byte[] cut = Arrays.copyOf(good, length);
      assertThatThrownBy(() -> serde.decode(cut)).isInstanceOf(UndecodableRecordException.class);
    }
  }

  private String key(ReferenceProfile profile) {
    return new String(serde.key(profile), StandardCharsets.UTF_8);
  }

  private static ReferenceProfile profile(String name) {
    ReferenceProfileBuilder builder =
        new ReferenceProfileBuilder(new ModelVersion("churn", "7"), name, 99);
    ValueLayout features = ValueLayout.of("amount", "plan");
    for (int row = 0; row < 40; row++) {
      ObservedValues.Builder values = ObservedValues.builder(features).text(1, "p" + row % 3);
      if (row > 0) {
        values.number(0, row / 7.0);
      }
      builder.accept(values.build(), ObservedValues.EMPTY);
    }
    return builder.build();
  }
}
