// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import io.tidemark.core.decide.ColumnPolicy;
import io.tidemark.core.evaluate.StatisticKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What can be set for one model: settings of all models again, and settings of its columns. */
final class ModelKeys {

  /** What follows is a model's name and a setting. */
  static final String PREFIX = "model.";

  /** What follows is a version's name and a setting. */
  static final String VERSION = "version.";

  /** What follows is a column's name and a setting of columns. */
  static final String FEATURE = "feature.";

  static final ConfigKey<Double> IMPORTANCE =
      new ConfigKey<>(
          "importance",
          ConfigType.weight(),
          "1",
          "Weight in the share of drifted features. 0 has the column judged and reported without"
              + " a say.");
  static final ConfigKey<Boolean> IGNORE =
      new ConfigKey<>(
          "ignore",
          ConfigType.flag(),
          "false",
          "Whether the column is only reported: no verdict, no test, no say.");
  static final ConfigKey<Integer> BINS =
      new ConfigKey<>(
          "bins",
          ConfigKeys.EVALUATION_BINS.type(),
          "",
          "Bins of the column, if it is numeric, in place of `evaluation.bins`.");
  static final ConfigKey<StatisticKind> STATISTIC =
      new ConfigKey<>(
          "statistic",
          statistics(),
          "",
          "What tells the size of a change, in place of KS and PSI. Whether the change is beyond"
              + " chance is told as ever.");
  static final ConfigKey<Double> THRESHOLD =
      new ConfigKey<>(
          "threshold",
          ConfigType.threshold(),
          "",
          "Value of that statistic that matters. Without it, `ks` and `psi` have that of `drift.…`;"
              + " others need one.");
  static final ConfigKey<Double> MISSING_SHARE =
      new ConfigKey<>(
          "missing.share",
          ConfigType.threshold(),
          "",
          "Change of the share of missing and invalid values that matters, in place of"
              + " `drift.missing.share`.");

  /** How the settings of all models begin that one model may have otherwise. */
  static final List<String> SECTIONS =
      List.of(
          "windows.size",
          "windows.advance",
          "evaluation.",
          "segments.",
          "drift.",
          "alerts.",
          "retraining.",
          "references.rolling");

  private ModelKeys() {}

  private static ConfigType<StatisticKind> statistics() {
    Map<String, StatisticKind> byKey = new LinkedHashMap<>();
    ColumnPolicy.sizes().forEach(statistic -> byKey.put(statistic.key(), statistic));
    return ConfigType.choice(byKey, List.copyOf(byKey.keySet()));
  }

  /** The settings of all models that one model may have otherwise. */
  static List<ConfigKey<?>> ofModels() {
    return ConfigKeys.all().stream()
        .filter(key -> SECTIONS.stream().anyMatch(key.name()::startsWith))
        .toList();
  }

  /** The settings of a column. */
  static List<ConfigKey<?>> ofFeatures() {
    return List.of(IMPORTANCE, IGNORE, BINS, STATISTIC, THRESHOLD, MISSING_SHARE);
  }
}
