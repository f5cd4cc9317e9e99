// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import io.tidemark.service.config.RawSettings.Raw;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads the layers that a configuration is made of. */
final class ConfigSources {

  private static final String KAFKA_VARIABLES = ConfigKey.ENVIRONMENT_PREFIX + "KAFKA_";

  /** For the launcher script, not for the service. */
  private static final String JAVA_OPTIONS = ConfigKey.ENVIRONMENT_PREFIX + "JAVA_OPTS";

  /** What Kubernetes sets in every pod for a Service whose name begins with tidemark. */
  private static final Pattern SERVICE_LINK =
      Pattern.compile("TIDEMARK_.*?_?(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT|PORT_\\d+_(TCP|UDP).*)");

  private final RawSettings settings;

  ConfigSources(RawSettings settings) {
    this.settings = settings;
  }

  void addFile(Path file) {
    Map<String, Raw> layer = new TreeMap<>();
    List<String> twice = new ArrayList<>();
    Properties properties = new DuplicateAwareProperties(twice);
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      settings.problem(
          new ConfigProblem(
              "configuration file",
              file.toString(),
              "command line",
              "cannot be read as a properties file in UTF-8: " + e,
              "give the path of a readable file of key=value lines"));
      return;
    }
    String origin = file.getFileName().toString();
    for (String name : properties.stringPropertyNames()) {
      layer.put(name, new Raw(properties.getProperty(name), origin));
    }
    for (String name : twice) {
      settings.problem(
          new ConfigProblem(name, "", origin, "is set more than once", "keep one of the lines"));
    }
    settings.add(layer);
  }

  void addEnvironment(Map<String, String> environment) {
    Map<String, String> names = new HashMap<>();
    for (ConfigKey<?> key : ConfigKeys.all()) {
      names.put(key.environmentName(), key.name());
      if (key.secret()) {
        names.put(key.environmentName() + "_FILE", key.name() + SecretFiles.SUFFIX);
      }
    }
    Map<String, Raw> layer = new TreeMap<>();
    new TreeMap<>(environment)
        .forEach(
            (variable, value) -> {
              if (variable.startsWith(ConfigKey.ENVIRONMENT_PREFIX) && !value.isEmpty()) {
                String name = names.get(variable);
                name = name == null ? passedThrough(variable, names) : name;
                if (name != null) {
                  layer.put(name, new Raw(value, "environment " + variable));
                }
              }
            });
    settings.add(layer);
  }

  private String passedThrough(String variable, Map<String, String> names) {
    if (variable.equals(JAVA_OPTIONS) || SERVICE_LINK.matcher(variable).matches()) {
      return null;
    }
    if (variable.startsWith(KAFKA_VARIABLES)) {
      String name = variable.substring(KAFKA_VARIABLES.length()).toLowerCase(Locale.ROOT);
      return ConfigKeys.KAFKA_PREFIX + name.replace('_', '.');
    }
    Optional<String> meant = EditDistance.nearest(variable, names.keySet());
    settings.warn(
        "environment variable "
            + variable
            + " sets nothing; "
            + meant.map(name -> "did you mean " + name + "?").orElse("see docs/configuration.md"));
    return null;
  }

  void addOverrides(Map<String, String> overrides) {
    Map<String, Raw> layer = new TreeMap<>();
    overrides.forEach((name, value) -> layer.put(name, new Raw(value, "command line")));
    settings.add(layer);
  }

  /** Notes the names that a file sets again, where {@link Properties} would keep the last. */
  private static final class DuplicateAwareProperties extends Properties {

    private static final long serialVersionUID = 1;

    private final transient List<String> twice;

    DuplicateAwareProperties(List<String> twice) {
      this.twice = twice;
    }

    @Override
    public synchronized Object put(Object key, Object value) {
      if (containsKey(key)) {
        twice.add((String) key);
      }
      return super.put(key, value);
    }
  }
}
