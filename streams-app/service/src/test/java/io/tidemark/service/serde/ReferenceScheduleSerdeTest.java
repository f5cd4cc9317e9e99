// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.reference.ReferenceSchedule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReferenceScheduleSerdeTest {

  private static final ReferenceSchedule SCHEDULE =
      new ReferenceSchedule(new ModelVersion("a/b%", "1"), List.of())
          .then(Long.MIN_VALUE, "0123456789abcdef")
          .then(300, ReferenceSchedule.NONE);

  private static TestRegistry registry;
  private static ReferenceScheduleSerde serde;

  @BeforeAll
  static void start() {
    registry = TestRegistry.start();
    serde = new ReferenceScheduleSerde(registry.client(), "reference-profiles");
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  @Test
  void decode_whatWasEncoded_isTheSame() throws Exception {
    assertThat(serde.decode(serde.value(SCHEDULE))).isEqualTo(SCHEDULE);
  }

  @Test
  void value_sinceEver_isNullForOtherLanguages() throws Exception {
    GenericRecord record = registry.read(serde.value(SCHEDULE));
    GenericRecord first = (GenericRecord) ((List<?>) record.get("activations")).get(0);
    assertThat(first.get("active_from")).isNull();
  }

  @Test
  void subject_namesTheRecord_asTheTopicHoldsProfilesToo() {
    serde.schemaId();
    assertThat(
            registry
                .client()
                .latest("reference-profiles-io.tidemark.schemas.ReferenceSchedule")
                .version())
        .isPositive();
  }

  @Test
  void key_isTheModelVersion_andReadsBack() {
    String key = new String(serde.key(SCHEDULE), StandardCharsets.UTF_8);
    assertThat(key).isEqualTo("a%2Fb%25/1");
    assertThat(ReferenceKeys.isSchedule(key)).isTrue();
    assertThat(ReferenceKeys.modelVersion(key)).isEqualTo(SCHEDULE.modelVersion());
    assertThat(ReferenceKeys.isSchedule("a/1/training/0123")).isFalse();
  }

  @Test
  void decode_otherBytes_isUndecodable() {
    assertThatThrownBy(() -> serde.decode(new byte[] {9, 9}))
        .isInstanceOf(UndecodableRecordException.class);
  }
}
