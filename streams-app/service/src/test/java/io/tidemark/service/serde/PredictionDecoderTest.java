// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.Prediction;
import io.tidemark.core.observation.ValueLayout;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PredictionDecoderTest {

  private static final ModelVersion MODEL = new ModelVersion("churn", "7");
  private static final ObservedValues OUTPUTS =
      ObservedValues.builder(ValueLayout.of("score", "class"))
          .number(0, 0.25)
          .text(1, "no")
          .build();
  private static final ObservedValues INPUTS =
      ObservedValues.builder(ValueLayout.of("age", "plan", "city")).number(0, 41).build();

  private static TestRegistry registry;
  private final PredictionEncoder encoder = new PredictionEncoder(registry.client(), "predictions");
  private final PredictionDecoder decoder = new PredictionDecoder(registry.client());

  @BeforeAll
  static void start() {
    registry = TestRegistry.start();
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  @Test
  void decode_withoutFeatures_hasNull() throws Exception {
    Prediction prediction = new Prediction("p", MODEL, 1234, OUTPUTS, null);
    assertThat(decoder.decode(encoder.value(prediction))).isEqualTo(prediction);
  }

  @Test
  void decode_withFeatures_hasThem() throws Exception {
    Prediction prediction = new Prediction("p", MODEL, 1234, OUTPUTS, INPUTS);
    assertThat(decoder.decode(encoder.value(prediction))).isEqualTo(prediction);
    assertThat(new String(encoder.key(prediction), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo("p");
  }

  @Test
  void decode_withEmptyFeatures_isNotTheSameAsWithout() throws Exception {
    Prediction prediction = new Prediction("p", MODEL, 1234, OUTPUTS, ObservedValues.EMPTY);
    assertThat(decoder.decode(encoder.value(prediction)).features()).isSameAs(ObservedValues.EMPTY);
  }

  @Test
  void decode_repeated_sharesModelVersionAndLayouts() throws Exception {
    byte[] value = encoder.value(new Prediction("p", MODEL, 1234, OUTPUTS, INPUTS));
    byte[] other =
        encoder.value(new Prediction("q", new ModelVersion("churn", "8"), 0, OUTPUTS, null));
    Prediction first = decoder.decode(value);
    decoder.decode(other);
    Prediction second = decoder.decode(value);

    assertThat(second.modelVersion()).isSameAs(first.modelVersion());
    assertThat(second.values().layout()).isSameAs(first.values().layout());
    assertThat(second.features().layout()).isSameAs(first.features().layout());
    assertThat(second.values().text(1)).isSameAs(first.values().text(1));
  }

  @Test
  void decode_sharedInterner_givesTheSameLayoutAsTheOtherDecoder() throws Exception {
    LayoutInterner layouts = new LayoutInterner();
    PredictionDecoder left = new PredictionDecoder(registry.client(), layouts);
    PredictionDecoder right = new PredictionDecoder(registry.client(), layouts);
    byte[] value = encoder.value(new Prediction("p", MODEL, 1234, OUTPUTS, null));

    assertThat(left.decode(value).values().layout())
        .isSameAs(right.decode(value).values().layout());
  }

  @Test
  void decode_emptyModelOrVersion_isNamed() {
    Schema schema = Contracts.PREDICTION;
    GenericRecordBuilder record =
        new GenericRecordBuilder(schema)
            .set("prediction_id", "p")
            .set("model", "")
            .set("model_version", "1")
            .set("timestamp", 0L)
            .set("predictions", java.util.Map.of());
    assertReason(record.build(), "missing-field", "field 'model' is empty");
    record.set("model", "m").set("model_version", "");
    assertReason(record.build(), "missing-field", "field 'model_version' is empty (model 'm'");
  }

  @Test
  void decode_othersSchemaWithoutAModel_isNamed() {
    Schema schema =
        SchemaBuilder.record("Answer").fields().requiredString("prediction_id").endRecord();
    assertReason(
        new GenericRecordBuilder(schema).set("prediction_id", "p").build(),
        "missing-field",
        "field 'model' is null or not in schema id");
  }

  private void assertReason(GenericRecord record, String reason, String message) {
    byte[] value = registry.write(record.getSchema().getName() + "-value", record);
    assertThatThrownBy(() -> decoder.decode(value))
        .isInstanceOfSatisfying(
            UndecodableRecordException.class,
            thrown -> assertThat(thrown.reason()).isEqualTo(reason))
        .hasMessageContaining(message);
  }
}
