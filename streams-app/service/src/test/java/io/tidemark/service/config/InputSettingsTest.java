// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.service.serde.mapping.InputMapping;
import io.tidemark.service.serde.mapping.TimestampUnit;
import io.tidemark.service.serde.mapping.ValueSource;
import io.tidemark.service.testing.InputsPage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputSettingsTest {

  private static List<String> problems(Map<String, String> settings) {
    return catchThrowableOfType(ConfigException.class, () -> ConfigLoader.of(settings))
        .problems()
        .stream()
        .map(ConfigProblem::toString)
        .toList();
  }

  @Test
  void of_nothing_isTidemarksOwn() {
    InputSettings inputs = ConfigLoader.of(Map.of()).inputs();

    assertThat(inputs.features().format()).isEqualTo(InputFormat.TIDEMARK);
    assertThat(inputs.predictions().format()).isEqualTo(InputFormat.TIDEMARK);
    assertThat(inputs.predictions().mapping()).isNull();
    assertThat(inputs.embedded()).isFalse();
  }

  @Test
  void of_featuresInPredictions_hasNoFeaturesTopic() {
    InputSettings inputs = ConfigLoader.of(InputsPage.settings("embedded")).inputs();
    InputMapping mapping = inputs.predictions().mapping();

    assertThat(inputs.embedded()).isTrue();
    assertThat(mapping.carriesFeatures()).isTrue();
    assertThat(mapping.id()).isEqualTo(new ValueSource.Path("event.request_id"));
    assertThat(mapping.unit()).isEqualTo(TimestampUnit.AUTO);
    assertThat(mapping.features()).hasToString("[payload.*, event.channel as channel]");
  }

  @Test
  void of_featuresInPredictions_mayUseTheNameOfTheOtherTopic() {
    Map<String, String> settings = new HashMap<>(InputsPage.settings("embedded"));
    settings.put("topics.predictions", "ml-features");

    assertThat(ConfigLoader.of(settings).topics().predictions()).isEqualTo("ml-features");
  }

  @Test
  void of_bothTopicsMapped_hasTwoMappings() {
    InputSettings inputs = ConfigLoader.of(InputsPage.settings("json")).inputs();

    assertThat(inputs.features().mapping().ofPredictions()).isFalse();
    assertThat(inputs.predictions().mapping().model()).isEqualTo(new ValueSource.Constant("churn"));
    assertThat(inputs.predictions().mapping().carriesFeatures()).isFalse();
    assertThat(inputs.predictions().mapping().unit()).isEqualTo(TimestampUnit.SECONDS);
  }

  @Test
  void of_ownRecordsThatCarryFeatures_needsOneWord() {
    assertThat(ConfigLoader.of(Map.of("input.features.format", "none")).inputs().embedded())
        .isTrue();
  }

  @Test
  void of_mappingWithoutItsParts_saysAllAtOnce() {
    assertThat(problems(Map.of("input.predictions.format", "json", "input.predictions.idd", "a")))
        .hasSize(6)
        .anySatisfy(problem -> assertThat(problem).contains("did you mean input.predictions.id?"))
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .startsWith("input.predictions.model (default): is missing")
                    .contains("input.predictions.format=json")
                    .contains("'churn'"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "id              | 'p-1'       | the same id",
        "id              | @timestamp  | is a time",
        "id              | a..b        | empty name",
        "model           | 'churn      | between two quotes",
        "version         | @keys       | none of @key",
        "timestamp       | @key        | is no time",
        "timestamp       | '5'         | is no time",
        "timestamp.unit  | minutes     | is none of",
        "prediction      | a*b         | star that is not at the end",
        "features        | x.* as y    | one field must be named",
        "deserializer    | no.such.X   | not a class on the class path",
        "deserializer    | java.lang.String | is not a org.apache.kafka",
        "deserializer.a  | b           | is missing, but",
      })
  void of_nonsense_isRefused(String key, String value, String problem) {
    Map<String, String> settings = new HashMap<>(InputsPage.settings("embedded"));
    settings.put("input.predictions." + key, value);

    assertThat(problems(settings))
        .singleElement()
        .asString()
        .startsWith("input.predictions." + key.replace(".a", ""))
        .contains(problem);
  }

  @Test
  void of_mappingWithoutFormat_isRefused() {
    assertThat(problems(Map.of("input.predictions.id", "a")))
        .singleElement()
        .asString()
        .contains("has no meaning with input.predictions.format=tidemark");
  }

  @Test
  void of_featuresFromTwoPlaces_isRefused() {
    Map<String, String> settings = new HashMap<>(InputsPage.settings("embedded"));
    settings.put("input.features.format", "tidemark");

    assertThat(problems(settings)).singleElement().asString().contains("features come from one");
  }

  @Test
  void of_deserializer_getsItsOwnSettings() {
    Map<String, String> settings = new HashMap<>(InputsPage.settings("embedded"));
    settings.put("input.predictions.deserializer", StringDeserializer.class.getName());
    settings.put("input.predictions.deserializer.basic.auth.user.info", "me:secret");
    TidemarkConfig config = ConfigLoader.of(settings);

    assertThat(config.inputs().predictions().deserializerSettings())
        .containsOnly(Map.entry("basic.auth.user.info", "me:secret"));
    assertThat(config.toString()).doesNotContain("me:secret");
  }
}
