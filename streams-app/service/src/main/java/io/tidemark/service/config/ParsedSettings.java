// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import io.tidemark.service.config.RawSettings.Raw;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Settings as values of their types, with every text that is none noted as a problem. */
final class ParsedSettings {

  private final RawSettings raw;
  private final Map<ConfigKey<?>, Object> values = new HashMap<>();
  private final Map<String, String> passthrough = new TreeMap<>();
  private final Map<String, Double> importance = new TreeMap<>();
  private final Map<String, Map<String, String>> deserializers = new TreeMap<>();
  private final Map<String, Raw> modelSettings = new TreeMap<>();
  private final List<ConfigProblem> problems;

  ParsedSettings(RawSettings raw) {
    this.raw = raw;
    this.problems = new ArrayList<>(raw.problems());
    Map<String, Raw> left = new LinkedHashMap<>(raw.values());
    for (ConfigKey<?> key : ConfigKeys.all()) {
      parse(key, left.remove(key.name()));
    }
    left.forEach(this::parseOpenName);
  }

  private void parse(ConfigKey<?> key, Raw given) {
    String text = given == null ? key.defaultText() : given.value();
    String origin = given == null ? ConfigEntry.DEFAULT : given.origin();
    if (given == null && text.isEmpty()) {
      return;
    }
    try {
      if (text.isBlank()) {
        throw new InvalidValueException("is empty", emptyRemedy(key));
      }
      values.put(key, key.type().parse(text));
    } catch (InvalidValueException e) {
      problems.add(
          new ConfigProblem(
              key.name(), Secrets.redact(key.name(), text), origin, e.getMessage(), e.remedy()));
    }
  }

  private static String emptyRemedy(ConfigKey<?> key) {
    String rest = key.defaultText().isEmpty() ? "" : " for the default " + key.defaultText();
    return "give a value, or leave it out" + rest;
  }

  private void parseOpenName(String name, Raw given) {
    for (InputKeys keys : List.of(ConfigKeys.FEATURES_INPUT, ConfigKeys.PREDICTIONS_INPUT)) {
      String prefix = keys.deserializerPrefix();
      if (name.startsWith(prefix) && name.length() > prefix.length()) {
        deserializers
            .computeIfAbsent(keys.prefix(), unused -> new TreeMap<>())
            .put(name.substring(prefix.length()), given.value());
        return;
      }
    }
    if (name.startsWith(ModelKeys.PREFIX)) {
      modelSettings.put(name, given);
    } else if (name.startsWith(ConfigKeys.IMPORTANCE_PREFIX)) {
      parseImportance(name, given);
    } else if (name.startsWith(ConfigKeys.KAFKA_PREFIX)
        && name.length() > ConfigKeys.KAFKA_PREFIX.length()) {
      passThrough(name, given);
    } else {
      problems.add(unknown(name, given));
    }
  }

  private void parseImportance(String name, Raw given) {
    String column = name.substring(ConfigKeys.IMPORTANCE_PREFIX.length());
    try {
      importance.put(column, ConfigType.weight().parse(given.value()));
    } catch (InvalidValueException e) {
      problems.add(
          new ConfigProblem(name, given.value(), given.origin(), e.getMessage(), e.remedy()));
    }
  }

  private void passThrough(String name, Raw given) {
    String kafkaName = name.substring(ConfigKeys.KAFKA_PREFIX.length());
    passthrough.put(kafkaName, given.value());
    if (KafkaNames.withoutPrefix(kafkaName).equals(ConsumerConfig.GROUP_PROTOCOL_CONFIG)
        && !given.value().strip().equalsIgnoreCase("classic")) {
      problems.add(
          new ConfigProblem(
              name,
              given.value(),
              given.origin(),
              "is not supported: Kafka Streams would make a consumer of its own, and no partition"
                  + " could be seen to be idle",
              "leave it out"));
    }
    if (!KafkaNames.isKnown(kafkaName)) {
      String meant =
          EditDistance.nearest(KafkaNames.withoutPrefix(kafkaName), KafkaNames.known())
              .map(n -> "; did you mean " + n + "?")
              .orElse("");
      raw.warn(
          name
              + " ("
              + given.origin()
              + ") is not a setting of Kafka and is passed on as it is"
              + meant);
    }
  }

  private static ConfigProblem unknown(String name, Raw given) {
    String base = name.replaceFirst("\\.file$", "");
    boolean byFile =
        !base.equals(name) && ConfigKeys.all().stream().anyMatch(k -> k.name().equals(base));
    String remedy =
        byFile
            ? "only secrets can be given by file; set " + base
            : nearest(name)
                .map(meant -> "did you mean " + meant + "?")
                .orElse("see docs/configuration.md for the settings there are");
    return new ConfigProblem(
        name, Secrets.redact(name, given.value()), given.origin(), "is not a setting", remedy);
  }

  private static Optional<String> nearest(String name) {
    if (KafkaNames.isKnown(name)) {
      return Optional.of(ConfigKeys.KAFKA_PREFIX + name);
    }
    return EditDistance.nearest(name, ConfigKeys.all().stream().map(ConfigKey::name).toList());
  }

  /** The value of a setting; null when it has none or a bad one. */
  @SuppressWarnings("unchecked")
  <T> T get(ConfigKey<T> key) {
    return (T) values.get(key);
  }

  boolean has(ConfigKey<?> key) {
    return values.containsKey(key);
  }

  /** Whether somebody set it, to a good value or a bad one. */
  boolean given(ConfigKey<?> key) {
    return raw.values().containsKey(key.name());
  }

  /** What is set for the deserializer of an input, under its own names. */
  Map<String, String> deserializerSettings(InputKeys keys) {
    return deserializers.getOrDefault(keys.prefix(), Map.of());
  }

  Map<String, String> passthrough() {
    return passthrough;
  }

  Map<String, Double> importance() {
    return importance;
  }

  /** What is set for single models, by whole name, not yet read. */
  Map<String, Raw> modelSettings() {
    return modelSettings;
  }

  List<ConfigProblem> problems() {
    return problems;
  }

  List<String> warnings() {
    return raw.warnings();
  }

  void problem(ConfigProblem problem) {
    problems.add(problem);
  }

  /** Notes that a value does not go with another. */
  void problem(ConfigKey<?> key, String problem, String remedy) {
    ConfigEntry entry = entry(key);
    problems.add(new ConfigProblem(key.name(), entry.value(), entry.origin(), problem, remedy));
  }

  void warn(String warning) {
    raw.warn(warning);
  }

  /** The text of a setting as it stands, fit to be shown. */
  String shown(ConfigKey<?> key) {
    return entry(key).key() + "=" + entry(key).value();
  }

  /** A setting of the table as it stands. */
  ConfigEntry entry(ConfigKey<?> key) {
    Raw given = raw.values().get(key.name());
    return given == null
        ? new ConfigEntry(key.name(), key.defaultText(), ConfigEntry.DEFAULT)
        : entry(key.name(), given);
  }

  /** A setting that somebody gave, as it stands. */
  ConfigEntry entry(String name) {
    return entry(name, raw.values().get(name));
  }

  private static ConfigEntry entry(String name, Raw given) {
    return new ConfigEntry(name, Secrets.redact(name, given.value()), given.origin());
  }

  /** Every setting as it stands: those of the table, then the open names in use. */
  List<ConfigEntry> entries() {
    List<String> table = ConfigKeys.all().stream().map(ConfigKey::name).toList();
    Stream<ConfigEntry> open =
        raw.values().entrySet().stream()
            .filter(e -> !table.contains(e.getKey()))
            .map(e -> entry(e.getKey(), e.getValue()));
    return Stream.concat(ConfigKeys.all().stream().map(this::entry), open).toList();
  }
}
