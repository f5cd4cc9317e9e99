// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.FeatureVector;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.Prediction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Decoders on anything: equal to Avro's own reader on good bytes, and calm on bad ones. */
class DecoderPropertiesTest {

  /** The features contract under other names and with one more field, so that it is resolved. */
  private static final Schema FOREIGN =
      new Schema.Parser()
          .parse(
              Contracts.FEATURE_VECTOR
                  .toString()
                  .replace("\"FeatureVector\"", "\"Inputs\"")
                  .replace(
                      "\"fields\":[",
                      "\"fields\":[{\"name\":\"tags\",\"type\":{\"type\":\"array\",\"items\":"
                          + "[\"null\",\"string\"]}},"));

  private static TestRegistry registry;

  // Kept over all tries, so that caches meet every mixture of records.
  private static FeatureVectorDecoder features;
  private static PredictionDecoder predictions;

  @BeforeContainer
  static void start() {
    registry = TestRegistry.start();
    features = new FeatureVectorDecoder(registry.client());
    predictions = new PredictionDecoder(registry.client());
  }

  @AfterContainer
  static void stop() {
    registry.close();
  }

  @Provide
  Arbitrary<Map<String, Object>> values() {
    Arbitrary<String> names =
        Arbitraries.oneOf(
            Arbitraries.strings().withCharRange('a', 'e').ofMaxLength(2),
            Arbitraries.strings().ofMaxLength(80));
    Arbitrary<Object> value =
        Arbitraries.oneOf(
            Arbitraries.just(null),
            Arbitraries.doubles().map(each -> (Object) each),
            Arbitraries.longs().map(each -> (Object) each),
            Arbitraries.of(true, false).map(each -> (Object) each),
            Arbitraries.strings().ofMaxLength(70).map(each -> (Object) each));
    return Arbitraries.maps(names, value).ofMaxSize(12);
  }

  @Property
  void decode_anyGoodRecord_equalsAvrosOwnReader(
      @ForAll("values") Map<String, Object> values, @ForAll Random random) throws Exception {
    byte[] value = features(Contracts.FEATURE_VECTOR, shuffled(values, random));

    FeatureVector decoded = features.decode(value);

    assertThat(asMap(decoded.values()))
        .isEqualTo(plain((Map<?, ?>) registry.read(value).get("features")));
  }

  @Property
  void decode_anyForeignRecord_equalsAvrosOwnReader(@ForAll("values") Map<String, Object> values)
      throws Exception {
    byte[] value = features(FOREIGN, values);

    assertThat(asMap(features.decode(value).values()))
        .isEqualTo(plain((Map<?, ?>) registry.read(value).get("features")));
  }

  @Property
  void decode_damagedFeatures_throwsNothingElse(
      @ForAll("values") Map<String, Object> values,
      @ForAll boolean foreign,
      @ForAll Random random) {
    byte[] value = features(foreign ? FOREIGN : Contracts.FEATURE_VECTOR, values);
    FeatureVector decoded = decodeOrNull(() -> features.decode(damaged(value, random)));
    if (decoded != null) {
      assertThat(decoded.values().size()).isEqualTo(decoded.values().layout().size());
    }
  }

  @Property
  void decode_damagedPrediction_throwsNothingElse(
      @ForAll("values") Map<String, Object> values, @ForAll Random random) {
    GenericRecord record = new GenericData.Record(Contracts.PREDICTION);
    record.put("prediction_id", "p-1");
    record.put("model", "m");
    record.put("model_version", "1");
    record.put("timestamp", 1L);
    record.put("predictions", Map.of("score", 0.5));
    record.put("features", values);
    byte[] value = registry.write("predictions-value", record);
    Prediction decoded = decodeOrNull(() -> predictions.decode(damaged(value, random)));
    if (decoded != null) {
      assertThat(decoded.values()).isNotNull();
    }
  }

  @Property
  void decode_anyBytes_throwsNothingElse(@ForAll byte[] bytes) {
    decodeOrNull(() -> features.decode(bytes));
    byte[] own = features(Contracts.FEATURE_VECTOR, Map.of());
    byte[] framed = Arrays.copyOf(own, 5 + bytes.length);
    System.arraycopy(bytes, 0, framed, 5, bytes.length);
    decodeOrNull(() -> features.decode(framed));
  }

  private interface Decoding<T> {
    T decode() throws UndecodableRecordException;
  }

  /** Anything but the one exception allowed fails the property. */
  private static <T> T decodeOrNull(Decoding<T> decoding) {
    try {
      return decoding.decode();
    } catch (UndecodableRecordException e) {
      assertThat(e.reason()).matches("[a-z]+(-[a-z]+)*");
      assertThat(e.getMessage()).isNotBlank();
      return null;
    }
  }

  /** Cuts the end off, flips bits, or overwrites bytes after the schema id. */
  private static byte[] damaged(byte[] good, Random random) {
    byte[] bad = good.clone();
    if (random.nextInt(3) == 0) {
      return Arrays.copyOf(bad, random.nextInt(bad.length));
    }
    int hits = 1 + random.nextInt(4);
    for (int hit = 0; hit < hits && bad.length > 5; hit++) {
      int at = 5 + random.nextInt(bad.length - 5);
      bad[at] = random.nextBoolean() ? (byte) random.nextInt() : (byte) (bad[at] ^ 0x80);
    }
    return bad;
  }

  private static byte[] features(Schema schema, Map<String, Object> values) {
    GenericRecord record = new GenericData.Record(schema);
    record.put("prediction_id", "p-1");
    record.put("timestamp", 1L);
    record.put("features", values);
    if (schema.equals(FOREIGN)) {
      record.put("tags", Arrays.asList("a", null));
    }
    return registry.write(schema.getName() + "-value", record);
  }

  private static Map<String, Object> shuffled(Map<String, Object> values, Random random) {
    List<String> names = new ArrayList<>(values.keySet());
    Collections.shuffle(names, random);
    Map<String, Object> shuffled = new LinkedHashMap<>();
    names.forEach(name -> shuffled.put(name, values.get(name)));
    return shuffled;
  }

  private static Map<String, Object> plain(Map<?, ?> avro) {
    Map<String, Object> plain = new HashMap<>();
    avro.forEach(
        (name, value) ->
            plain.put(
                name.toString(),
                value instanceof Number number
                    ? (Object) number.doubleValue()
                    : value == null ? null : value.toString()));
    return plain;
  }

  private static Map<String, Object> asMap(ObservedValues values) {
    Map<String, Object> map = new HashMap<>();
    for (int slot = 0; slot < values.size(); slot++) {
      map.put(
          values.layout().name(slot),
          switch (values.type(slot)) {
            case NUMBER -> (Object) values.number(slot);
            case TEXT -> values.text(slot);
            case MISSING -> null;
          });
    }
    return map;
  }
}
