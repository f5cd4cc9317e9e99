// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import io.tidemark.service.config.RawSettings.Raw;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is set for one model, or for one version, and nothing else. */
final class ModelLayer {

  private final Map<ConfigKey<?>, Given> settings = new HashMap<>();
  private final Map<String, Map<ConfigKey<?>, Given>> features = new TreeMap<>();

  /**
   * One value and the line it is from.
   *
   * @param value of the setting's type; null when the text was bad
   */
  record Given(Object value, String name, Raw raw) {}

  void put(ModelSettingName at, Given given) {
    (at.feature() == null
            ? settings
            : features.computeIfAbsent(at.feature(), unused -> new HashMap<>()))
        .put(at.key(), given);
  }

  /** What is given; null when nothing is. */
  Given of(ConfigKey<?> key) {
    return settings.get(key);
  }

  /** What is given for a column; null when nothing is. */
  Given of(String feature, ConfigKey<?> key) {
    return features.getOrDefault(feature, Map.of()).get(key);
  }

  Set<String> features() {
    return features.keySet();
  }
}
