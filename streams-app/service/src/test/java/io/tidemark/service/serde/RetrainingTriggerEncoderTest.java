// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.core.decide.DriftVerdict;
import io.tidemark.core.decide.FeatureVerdict;
import io.tidemark.core.decide.RetrainingTrigger;
import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.service.status.SampleDecisions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class RetrainingTriggerEncoderTest {

  private static final long NOW = 1_767_225_600_000L;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RetrainingTriggerEncoder encoder =
      new RetrainingTriggerEncoder("/tidemark/drift-watch");
  private final RetrainingTrigger trigger =
      trigger(
          SampleDecisions.numeric("amount", DriftVerdict.DRIFT, 0.4, 0.5),
          SampleDecisions.numeric("score", FeatureRole.PREDICTION, DriftVerdict.DRIFT, 0.2, 0.3),
          SampleDecisions.insufficient("age"));

  @Test
  void value_trigger_isTheGoldenJson() throws IOException {
    try (InputStream golden = getClass().getResourceAsStream("retraining-trigger.json")) {
      assertThat(JSON.readTree(encoder.value(trigger, NOW))).isEqualTo(JSON.readTree(golden));
    }
  }

  @Test
  void value_fields_areThoseOfTheContractInItsOrder() throws IOException {
    JsonNode json = JSON.readTree(encoder.value(trigger, NOW));

    assertThat(names(json)).isEqualTo(names(Contracts.RETRAINING_TRIGGER));
    assertThat(names(json.get("drifted_features").get(0)))
        .isEqualTo(
            names(
                Contracts.RETRAINING_TRIGGER
                    .getField("drifted_features")
                    .schema()
                    .getElementType()));
  }

  @Test
  void value_thirtyDriftedFeatures_listsTwentyAndCountsAll() throws IOException {
    FeatureVerdict[] features =
        IntStream.range(0, 30)
            .mapToObj(i -> SampleDecisions.numeric("f" + i, DriftVerdict.DRIFT, 0.4, 0.5))
            .toArray(FeatureVerdict[]::new);

    JsonNode json = JSON.readTree(encoder.value(trigger(features), NOW));

    assertThat(json.get("drifted_features")).hasSize(20);
    assertThat(json.get("drifted_feature_count").asInt()).isEqualTo(30);
  }

  @Test
  void value_infiniteEffect_isNullSinceJsonHasNoInfinity() throws IOException {
    FeatureVerdict infinite =
        SampleDecisions.numeric("f", DriftVerdict.DRIFT, Double.POSITIVE_INFINITY, 0.5);

    JsonNode json = JSON.readTree(encoder.value(trigger(infinite), NOW));

    assertThat(json.get("drifted_features").get(0).get("value").isNull()).isTrue();
  }

  @Test
  void headers_trigger_areACloudEventInBinaryMode() {
    Map<String, String> headers = new LinkedHashMap<>();
    encoder
        .headers(trigger, NOW)
        .forEach(
            header ->
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));

    assertThat(headers)
        .isEqualTo(
            Map.of(
                "ce_specversion", "1.0",
                "ce_id", trigger.triggerId(),
                "ce_type", "io.tidemark.retraining.requested.v1",
                "ce_source", "/tidemark/drift-watch",
                "ce_time", "2026-01-01T00:00:00Z",
                "ce_subject", "churn",
                "content-type", "application/json"));
    assertThat(new String(encoder.key(trigger), StandardCharsets.UTF_8)).isEqualTo("churn");
  }

  private static RetrainingTrigger trigger(FeatureVerdict... features) {
    return SampleDecisions.trigger(
        SampleDecisions.window(
            new ModelVersion("churn", "7"), 1_767_200_000_000L, DriftVerdict.DRIFT, features));
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> names(Schema record) {
    return record.getFields().stream().map(Schema.Field::name).toList();
  }
}
