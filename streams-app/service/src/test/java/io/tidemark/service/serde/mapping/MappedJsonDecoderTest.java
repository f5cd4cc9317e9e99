// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde.mapping;

import static io.tidemark.service.serde.mapping.Mappings.asMap;
import static io.tidemark.service.serde.mapping.Mappings.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.tidemark.core.observation.FeatureVector;
import io.tidemark.core.observation.Prediction;
import io.tidemark.service.serde.LayoutInterner;
import io.tidemark.service.serde.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappedJsonDecoderTest {

  private static final String EVENT =
      "\"event\":{\"id\":\"p-1\",\"model\":\"churn\",\"at\":\"2026-01-31T12:00:00Z\"}";

  private static Prediction decode(String json) throws UndecodableRecordException {
    return decode(json, Mappings.predictions("score", "in.*", "", TimestampUnit.AUTO));
  }

  private static Prediction decode(String json, InputMapping mapping)
      throws UndecodableRecordException {
    return (Prediction)
        new MappedJsonDecoder(mapping, new LayoutInterner(), new Notices("test"))
            .decode(record(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static void assertRejected(ThrowingCallable decoding, String reason, String... words) {
    assertThatThrownBy(decoding)
        .isInstanceOfSatisfying(
            UndecodableRecordException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(reason);
              assertThat(List.of(words))
                  .allSatisfy(word -> assertThat(e).hasMessageContaining(word));
            });
  }

  @Test
  void decode_everyKindOfValue_asWhatItIs() throws UndecodableRecordException {
    Prediction prediction =
        decode(
            "{"
                + EVENT
                + ",\"score\":0.25,\"in\":{\"n\":3,\"t\":\"red\",\"b\":true,\"gone\":null,"
                + "\"bad\":NaN,\"list\":[1,{\"x\":2}],\"deep\":{\"er\":1e300}}}");

    assertThat(asMap(prediction.features()))
        .containsOnly(
            entry("n", 3.0),
            entry("t", "red"),
            entry("b", "true"),
            entry("gone", null),
            entry("bad", Double.NaN),
            entry("deep.er", 1e300));
    assertThat(asMap(prediction.values())).containsOnly(entry("score", 0.25));
    assertThat(prediction.modelVersion()).hasToString("churn/7");
    assertThat(prediction.timestampMillis())
        .isEqualTo(Instant.parse("2026-01-31T12:00:00Z").toEpochMilli());
  }

  @ParameterizedTest
  @CsvSource({
    "ms, 1769860800123, 1769860800123",
    "ms, '\"1769860800123\"', 1769860800123",
    "s, 1769860800, 1769860800000",
    "s, 1769860800.5, 1769860800500",
    "us, 1769860800123999, 1769860800123",
    "ns, 1769860800123999999, 1769860800123",
    "iso, '\"2026-01-31 12:00:00.123+00:00\"', 1769860800123",
    "iso, '\"2026-01-31T13:00:00.123+0100\"', 1769860800123",
    "auto, '\"2026-01-31\"', 1769817600000",
  })
  void decode_timestamps_inTheirUnit(String unit, String text, long millis)
      throws UndecodableRecordException {
    TimestampUnit timestampUnit =
        switch (unit) {
          case "ms" -> TimestampUnit.MILLIS;
          case "s" -> TimestampUnit.SECONDS;
          case "us" -> TimestampUnit.MICROS;
          case "ns" -> TimestampUnit.NANOS;
          case "iso" -> TimestampUnit.ISO;
          default -> TimestampUnit.AUTO;
        };
    String json =
        "{\"event\":{\"id\":1,\"model\":\"m\",\"at\":%s},\"score\":1,\"in\":{\"x\":1}}"
            .formatted(text);

    assertThat(
            decode(json, Mappings.predictions("score", "in.*", "", timestampUnit))
                .timestampMillis())
        .isEqualTo(millis);
  }

  @Test
  void decode_namesInAnotherOrder_shareOneLayout() throws UndecodableRecordException {
    MappedJsonDecoder decoder =
        new MappedJsonDecoder(
            Mappings.features("id", "@timestamp", "*"), new LayoutInterner(), new Notices("test"));
    FeatureVector first =
        (FeatureVector)
            decoder.decode(
                record("{\"id\":\"1\",\"a\":1,\"b\":2}".getBytes(StandardCharsets.UTF_8)));
    FeatureVector second =
        (FeatureVector)
            decoder.decode(
                record("{\"b\":4,\"a\":3,\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8)));

    assertThat(second.values().layout()).isSameAs(first.values().layout());
    assertThat(asMap(second.values())).containsOnly(entry("a", 3.0), entry("b", 4.0));
    assertThat(first.timestampMillis()).isEqualTo(42);
  }

  @Test
  void decode_sameNameTwice_lastWins() throws UndecodableRecordException {
    assertThat(
            asMap(
                decode("{" + EVENT + ",\"score\":1,\"in\":{\"a\":1,\"b\":2,\"a\":\"x\"}}")
                    .features()))
        .containsOnly(entry("a", "x"), entry("b", 2.0));
  }

  @Test
  void decode_twoPathsOfOneName_isAmbiguous() {
    InputMapping mapping = Mappings.predictions("score", "in.*, other.*", "", TimestampUnit.AUTO);
    assertRejected(
        () -> decode("{" + EVENT + ",\"score\":1,\"in\":{\"a\":1},\"other\":{\"a\":1}}", mapping),
        "ambiguous-name",
        "'in.a'",
        "'other.a'");
  }

  @Test
  void decode_framingOfJsonSchema_isPassedOver() throws UndecodableRecordException {
    String json = "{" + EVENT + ",\"score\":1,\"in\":{\"a\":1}}";

    assertThat(decode("\0\0\0\0\7" + json).predictionId()).isEqualTo("p-1");
  }

  @Test
  void decode_whatCannotServe_saysWhere() {
    assertRejected(() -> decode("[1]"), "not-json", "an array");
    assertRejected(() -> decode(""), "not-json", "empty");
    assertRejected(() -> decode("{" + EVENT), "malformed");
    assertRejected(() -> decode("{" + EVENT + "} x"), "malformed");
    assertRejected(
        () -> decode("{" + EVENT + "}"), "missing-field", "input.predictions.prediction");
    assertRejected(
        () -> decode("{" + EVENT + ",\"score\":1}"), "missing-field", "input.predictions.features");
    assertRejected(
        () -> decode("{\"event\":{\"model\":\"m\"},\"score\":1,\"in\":{\"x\":1}}"),
        "missing-field",
        "input.predictions.id=event.id");
    assertRejected(
        () -> decode("{\"event\":{\"id\":{}},\"score\":1,\"in\":{\"x\":1}}"),
        "wrong-type",
        "input.predictions.id=event.id",
        "an object");
    assertRejected(
        () -> decode("{\"event\":{\"at\":1700000000},\"score\":1}"),
        "wrong-type",
        "input.predictions.timestamp=event.at",
        "timestamp.unit");
    assertRejected(
        () -> decode("{\"event\":{\"at\":\"yesterday\"}}"), "wrong-type", "yesterday", "ISO-8601");
  }

  @Test
  void decode_deepNesting_isRefused() {
    String deep = "{\"in\":".repeat(50_000) + "1" + "}".repeat(50_000);

    assertRejected(() -> decode(deep), "malformed", "depth");
  }

  @Test
  void decode_numberOfAMillionDigits_isRefused() {
    String json = "{\"in\":{\"x\":" + "9".repeat(900_000) + "}}";

    assertRejected(() -> decode(json), "malformed");
  }

  @Test
  void decode_tooManyNames_isRefused() {
    StringBuilder json = new StringBuilder("{" + EVENT + ",\"score\":1,\"in\":{\"a\":1");
    for (int i = 0; i <= Slots.MAX_VALUES; i++) {
      json.append(",\"n").append(i).append("\":1");
    }

    assertRejected(() -> decode(json.append("}}").toString()), "too-many-values", "10000");
  }
}
