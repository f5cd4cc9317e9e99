// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Settings as texts under their dotted names, with where each is from. Later layers win. */
final class RawSettings {

  private final Map<String, Raw> values = new TreeMap<>();
  private final List<ConfigProblem> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /** One text and where it was given. */
  record Raw(String value, String origin) {}

  /** Puts a layer over those before it, with secrets read from their files. */
  void add(Map<String, Raw> layer) {
    layer.forEach(
        (name, raw) -> {
          String base = SecretFiles.base(name);
          if (base == null) {
            values.put(name, raw);
          } else if (layer.containsKey(base)) {
            problems.add(
                new ConfigProblem(
                    name,
                    raw.value,
                    raw.origin,
                    "is given together with " + base,
                    "keep one of the two"));
          } else {
            readSecret(base, name, raw);
          }
        });
  }

  private void readSecret(String base, String name, Raw raw) {
    try {
      values.put(base, new Raw(SecretFiles.read(raw.value), raw.origin + ", file " + raw.value));
    } catch (InvalidValueException e) {
      problems.add(new ConfigProblem(name, raw.value, raw.origin, e.getMessage(), e.remedy()));
    }
  }

  void problem(ConfigProblem problem) {
    problems.add(problem);
  }

  void warn(String warning) {
    warnings.add(warning);
  }

  /** By name, sorted. */
  Map<String, Raw> values() {
    return values;
  }

  List<ConfigProblem> problems() {
    return problems;
  }

  List<String> warnings() {
    return warnings;
  }
}
