// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import io.tidemark.service.serde.mapping.FieldPattern;
import io.tidemark.service.serde.mapping.TimestampUnit;
import io.tidemark.service.serde.mapping.ValueSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The settings that say how one input topic is read.
 *
 * @param prefix what their names begin with, such as {@code input.predictions}
 * @param model null for the features topic, which names no model
 * @param version null for the features topic
 * @param prediction null for the features topic
 */
record InputKeys(
    String prefix,
    ConfigKey<InputFormat> format,
    ConfigKey<ValueSource> id,
    ConfigKey<ValueSource> model,
    ConfigKey<ValueSource> version,
    ConfigKey<ValueSource> timestamp,
    ConfigKey<TimestampUnit> unit,
    ConfigKey<List<FieldPattern>> prediction,
    ConfigKey<List<FieldPattern>> features,
    ConfigKey<List<FieldPattern>> exclude,
    ConfigKey<String> deserializer) {

  private static final String ANYWHERE = " A path, `@key` or `@header.NAME`";

  /** The settings of the features topic. */
  static InputKeys ofFeatures() {
    String prefix = "input.features";
    return new InputKeys(
        prefix,
        format(
            prefix,
            "What the records of the features topic are; `none` where predictions carry their"
                + " features, which is the default once `input.predictions.features` is set.",
            InputFormat.values()),
        source(prefix + ".id", "The prediction's id." + ANYWHERE + "."),
        null,
        null,
        timestamp(prefix),
        unit(prefix),
        null,
        fields(prefix + ".features", "*", "Which fields are features."),
        exclude(prefix),
        deserializer(prefix));
  }

  /** The settings of the predictions topic. */
  static InputKeys ofPredictions() {
    String prefix = "input.predictions";
    return new InputKeys(
        prefix,
        format(
            prefix,
            "What the records of the predictions topic are.",
            InputFormat.TIDEMARK,
            InputFormat.AVRO,
            InputFormat.JSON),
        source(prefix + ".id", "The prediction's id." + ANYWHERE + "."),
        source(prefix + ".model", "The model's name." + ANYWHERE + ", or a constant: `'churn'`."),
        source(prefix + ".version", "The model's version. As for the model."),
        timestamp(prefix),
        unit(prefix),
        fields(prefix + ".prediction", "", "What the model answered: its score, its class."),
        fields(
            prefix + ".features",
            "",
            "Which fields are features, where predictions carry them. There is then no features"
                + " topic and no join."),
        exclude(prefix),
        deserializer(prefix));
  }

  private static ConfigKey<InputFormat> format(String prefix, String doc, InputFormat... formats) {
    Map<String, InputFormat> words = new LinkedHashMap<>();
    for (InputFormat format : formats) {
      words.put(format.name().toLowerCase(Locale.ROOT), format);
    }
    return new ConfigKey<>(
        prefix + ".format", ConfigType.choice(words, List.copyOf(words.keySet())), "tidemark", doc);
  }

  private static ConfigKey<ValueSource> source(String name, String doc) {
    return new ConfigKey<>(name, InputTypes.source(), "", doc);
  }

  private static ConfigKey<ValueSource> timestamp(String prefix) {
    return source(
        prefix + ".timestamp",
        "The event time. A path, `@timestamp` for the time Kafka carries, or `@header.NAME`.");
  }

  private static ConfigKey<TimestampUnit> unit(String prefix) {
    Map<String, TimestampUnit> units = new LinkedHashMap<>();
    units.put("auto", TimestampUnit.AUTO);
    units.put("s", TimestampUnit.SECONDS);
    units.put("ms", TimestampUnit.MILLIS);
    units.put("us", TimestampUnit.MICROS);
    units.put("ns", TimestampUnit.NANOS);
    units.put("iso", TimestampUnit.ISO);
    return new ConfigKey<>(
        prefix + ".timestamp.unit",
        ConfigType.choice(units, List.copyOf(units.keySet())),
        "auto",
        "What the timestamp counts, where no logical type says it. With `auto` a text is ISO-8601"
            + " and a number is refused.");
  }

  private static ConfigKey<List<FieldPattern>> fields(String name, String standard, String doc) {
    return new ConfigKey<>(name, InputTypes.fields(), standard, doc);
  }

  private static ConfigKey<List<FieldPattern>> exclude(String prefix) {
    return fields(prefix + ".exclude", "", "Fields that a star matches and that are not taken.");
  }

  private static ConfigKey<String> deserializer(String prefix) {
    return new ConfigKey<>(
        prefix + ".deserializer",
        InputTypes.deserializer(),
        "",
        "A class of Kafka's interface Deserializer that reads the value before the mapping. Its own"
            + " settings follow under `"
            + prefix
            + ".deserializer.`.");
  }

  /** What the names of the deserializer's own settings begin with. */
  String deserializerPrefix() {
    return deserializer.name() + ".";
  }

  /** All, in the order of the documentation. */
  List<ConfigKey<?>> all() {
    List<ConfigKey<?>> all = new ArrayList<>();
    all.add(format);
    all.addAll(mappingKeys());
    all.add(deserializer);
    return all;
  }

  /** Those that only have a meaning with a mapping. */
  List<ConfigKey<?>> mappingKeys() {
    List<ConfigKey<?>> keys = new ArrayList<>();
    keys.add(id);
    if (model != null) {
      keys.add(model);
      keys.add(version);
    }
    keys.add(timestamp);
    keys.add(unit);
    if (prediction != null) {
      keys.add(prediction);
    }
    keys.add(features);
    keys.add(exclude);
    return keys;
  }
}
