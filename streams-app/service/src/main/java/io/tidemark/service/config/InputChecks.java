// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import io.tidemark.service.serde.mapping.InputMapping;
import io.tidemark.service.serde.mapping.ValueSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Checks the settings of inputs against each other, and makes the mappings they describe. */
final class InputChecks {

  private static final InputKeys FEATURES = ConfigKeys.FEATURES_INPUT;
  private static final InputKeys PREDICTIONS = ConfigKeys.PREDICTIONS_INPUT;

  private final ParsedSettings settings;

  InputChecks(ParsedSettings settings) {
    this.settings = settings;
  }

  void run() {
    check(PREDICTIONS, format(PREDICTIONS));
    check(FEATURES, format(FEATURES));
    if (settings.has(PREDICTIONS.features())
        && format(PREDICTIONS).mapped()
        && format(FEATURES) != InputFormat.NONE) {
      settings.problem(
          FEATURES.format(),
          "is given together with " + PREDICTIONS.features().name(),
          "features come from one place: leave one of the two out");
    }
  }

  private void check(InputKeys keys, InputFormat format) {
    if (format.mapped()) {
      required(keys.id(), format, "the prediction's id, such as event.request_id, or @key");
      required(keys.model(), format, "the model's name, or a constant such as 'churn'");
      required(keys.version(), format, "the model's version, or a constant such as '1'");
      required(keys.timestamp(), format, "the event time, such as event.at, or @timestamp");
      required(keys.prediction(), format, "the model's answer, such as score");
      sources(keys);
    } else {
      for (ConfigKey<?> key : keys.mappingKeys()) {
        unused(key, keys, format);
      }
      unused(keys.deserializer(), keys, format);
    }
    if (!settings.has(keys.deserializer())) {
      settings.deserializerSettings(keys).keySet().stream()
          .findFirst()
          .ifPresent(
              name ->
                  settings.problem(
                      keys.deserializer(),
                      "is missing, but " + keys.deserializerPrefix() + name + " is set",
                      "name the class, or leave its settings out"));
    }
  }

  private void required(ConfigKey<?> key, InputFormat format, String what) {
    if (key != null && !settings.given(key)) {
      String prefix = key.name().substring(0, key.name().lastIndexOf('.'));
      settings.problem(
          key,
          "is missing, and " + prefix + ".format=" + word(format) + " needs it",
          "name where a record has " + what);
    }
  }

  private void unused(ConfigKey<?> key, InputKeys keys, InputFormat format) {
    if (settings.given(key)) {
      settings.problem(
          key,
          "has no meaning with " + keys.format().name() + "=" + word(format),
          "set " + keys.format().name() + " to avro or json, or leave it out");
    }
  }

  private void sources(InputKeys keys) {
    if (settings.get(keys.id()) instanceof ValueSource.Constant) {
      settings.problem(
          keys.id(), "would give every prediction the same id", "name a path, or @key");
    }
    if (settings.get(keys.timestamp()) instanceof ValueSource.Constant
        || settings.get(keys.timestamp()) instanceof ValueSource.Key) {
      settings.problem(keys.timestamp(), "is no time", "name a path, or @timestamp");
    }
    for (ConfigKey<ValueSource> key : Arrays.asList(keys.id(), keys.model(), keys.version())) {
      if (key != null && settings.get(key) instanceof ValueSource.RecordTime) {
        settings.problem(key, "is a time", "name a path, @key or @header.NAME");
      }
    }
  }

  /** The format in force: without a word, features that predictions carry have no topic. */
  private InputFormat format(InputKeys keys) {
    boolean carried =
        keys.model() == null
            && !settings.given(keys.format())
            && settings.has(PREDICTIONS.features())
            && format(PREDICTIONS).mapped();
    InputFormat format = carried ? InputFormat.NONE : settings.get(keys.format());
    return format == null ? InputFormat.TIDEMARK : format;
  }

  boolean hasFeaturesTopic() {
    return format(FEATURES) != InputFormat.NONE;
  }

  private static String word(InputFormat format) {
    return format.name().toLowerCase(Locale.ROOT);
  }

  /** What the settings say; only once they are without problems. */
  InputSettings compose() {
    return new InputSettings(input(FEATURES), input(PREDICTIONS));
  }

  private TopicInput input(InputKeys keys) {
    InputFormat format = format(keys);
    return new TopicInput(
        format,
        format.mapped() ? mapping(keys) : null,
        settings.get(keys.deserializer()),
        settings.deserializerSettings(keys));
  }

  private InputMapping mapping(InputKeys keys) {
    return new InputMapping(
        keys.prefix(),
        settings.get(keys.id()),
        keys.model() == null ? null : settings.get(keys.model()),
        keys.version() == null ? null : settings.get(keys.version()),
        settings.get(keys.timestamp()),
        settings.get(keys.unit()),
        keys.prediction() == null ? List.of() : settings.get(keys.prediction()),
        settings.has(keys.features()) ? settings.get(keys.features()) : List.of(),
        settings.has(keys.exclude()) ? settings.get(keys.exclude()) : List.of());
  }
}
