// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde.mapping;

import static io.tidemark.service.serde.mapping.Mappings.asMap;
import static io.tidemark.service.serde.mapping.Mappings.embedded;
import static io.tidemark.service.serde.mapping.Mappings.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.Prediction;
import io.tidemark.service.serde.InputDecoder;
import io.tidemark.service.serde.LayoutInterner;
import io.tidemark.service.serde.TestRegistry;
import io.tidemark.service.serde.UndecodableRecordException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** Any schema, any record: the plan takes what a walk over Avro's own record takes. */
class MappedAvroPropertiesTest {

  private static TestRegistry registry;

  // Kept over all tries, so that its caches meet every mixture of schemas.
  private static InputDecoder decoder;
  private static int subjects;

  @BeforeContainer
  static void start() {
    registry = TestRegistry.start();
    decoder =
        new MappedAvroDecoder(
            embedded("*", ""), registry.client(), new LayoutInterner(), new Notices("test"));
  }

  @AfterContainer
  static void stop() {
    registry.close();
  }

  @Property(tries = 400)
  void decode_anySchema_equalsWalkOverGenericRecord(@ForAll Random random) throws Exception {
    RandomAvro avro = new RandomAvro(random);
    Schema schema = avro.schema();
    String subject = "any-" + subjects++;
    for (int i = 0; i < 6; i++) {
      GenericRecord value = avro.value(schema);
      Map<String, Object> expected = RandomAvro.features(value);
      byte[] bytes = registry.write(subject, value);
      Prediction decoded;
      try {
        decoded = (Prediction) decoder.decode(record(bytes));
      } catch (UndecodableRecordException e) {
        assertThat(expected).as(e.getMessage()).isEmpty();
        continue;
      }
      GenericRecord event = (GenericRecord) value.get("event");
      assertThat(asMap(decoded.features())).isEqualTo(expected);
      assertThat(asMap(decoded.values())).containsOnly(Map.entry("score", value.get("score")));
      assertThat(decoded.predictionId()).isEqualTo(event.get("id").toString());
      assertThat(decoded.modelVersion()).hasToString(event.get("model") + "/7");
      assertThat(decoded.timestampMillis()).isEqualTo(event.get("at"));
    }
  }

  @Property(tries = 300)
  void decode_damagedBytes_throwsNothingElse(@ForAll Random random) {
    RandomAvro avro = new RandomAvro(random);
    Schema schema = avro.schema();
    byte[] good = registry.write("damaged-" + subjects++, avro.value(schema));
    for (int i = 0; i < 20; i++) {
      byte[] bad = good.clone();
      if (random.nextBoolean()) {
        bad = Arrays.copyOf(bad, random.nextInt(bad.length));
      } else {
        for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
          bad[5 + random.nextInt(bad.length - 5)] = (byte) random.nextInt();
        }
      }
      try {
        assertThat(decoder.decode(record(bad))).isNotNull();
      } catch (UndecodableRecordException e) {
        assertThat(e.reason()).matches("[a-z]+(-[a-z]+)*");
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }

  @Property(tries = 100)
  void decode_truncatedAnywhere_isUndecodable(@ForAll Random random) {
    RandomAvro avro = new RandomAvro(random);
    byte[] good = registry.write("cut-" + subjects++, avro.value(avro.schema()));
    for (int length = 0; length < good.length; length++) {
      byte[] cut = Arrays.copyOf(good, length);
      try {
        assertThat(decoder.decode(record(cut))).as("%d of %d bytes", length, good.length).isNull();
      } catch (UndecodableRecordException e) {
        assertThat(e.reason()).isIn("malformed", "not-avro");
      }
    }
  }
}
