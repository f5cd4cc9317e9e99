// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import static io.tidemark.service.config.ConfigKeys.*;

import io.tidemark.core.decide.AlertPolicy;
import io.tidemark.core.decide.ColumnPolicy;
import io.tidemark.core.decide.DriftPolicy;
import io.tidemark.core.decide.EffectThresholds;
import io.tidemark.core.decide.RetrainingPolicy;
import io.tidemark.core.evaluate.StatisticKind;
import io.tidemark.core.observation.WindowSpec;
import io.tidemark.service.config.ModelLayer.Given;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What holds for one model or version: its layers over what is set for all. */
final class ModelResolution {

  private final ParsedSettings general;
  private final List<ModelLayer> layers;

  /**
   * A resolution.
   *
   * @param general what is set for all models
   * @param layers what goes over it, the strongest first
   */
  ModelResolution(ParsedSettings general, List<ModelLayer> layers) {
    this.general = general;
    this.layers = layers;
  }

  /** The value of a setting; null when it has none or a bad one. */
  @SuppressWarnings("unchecked")
  <T> T get(ConfigKey<T> key) {
    Given given = given(key);
    return given == null ? general.get(key) : (T) given.value();
  }

  /** The line that sets it for this model; null when none does. */
  Given given(ConfigKey<?> key) {
    return layers.stream().map(l -> l.of(key)).filter(g -> g != null).findFirst().orElse(null);
  }

  private Given given(String feature, ConfigKey<?> key, int deepest) {
    for (ModelLayer layer : layers.subList(0, deepest)) {
      Given given = layer.of(feature, key);
      if (given != null) {
        return given;
      }
    }
    return null;
  }

  private Given given(String feature, ConfigKey<?> key) {
    return given(feature, key, layers.size());
  }

  /** A threshold goes with a statistic of its own layer or a weaker one, never a stronger. */
  private Given threshold(String feature) {
    int deepest = 0;
    while (deepest < layers.size()
        && layers.get(deepest).of(feature, ModelKeys.STATISTIC) == null) {
      deepest++;
    }
    return given(feature, ModelKeys.THRESHOLD, Math.min(deepest + 1, layers.size()));
  }

  private Set<String> features() {
    Set<String> features = new TreeSet<>();
    layers.forEach(layer -> features.addAll(layer.features()));
    return features;
  }

  /** What does not go together, of columns and of the model. */
  List<ConfigProblem> problems() {
    List<ConfigProblem> problems = new ArrayList<>();
    problems.addAll(windowProblems());
    for (String feature : features()) {
      Given statistic = given(feature, ModelKeys.STATISTIC);
      Given threshold = threshold(feature);
      if (statistic == null && threshold != null) {
        problems.add(
            problem(
                threshold,
                "has no statistic",
                "name one in " + sibling(threshold, ModelKeys.STATISTIC)));
      } else if (statistic != null && threshold == null && needsThreshold(statistic)) {
        problems.add(
            problem(
                statistic,
                "has no threshold",
                "set the value that matters in " + sibling(statistic, ModelKeys.THRESHOLD)));
      }
    }
    return problems;
  }

  /** What of the windows does not go together; what is so for all models is told there. */
  private List<ConfigProblem> windowProblems() {
    Given ofSize = given(WINDOWS_SIZE);
    Given ofAdvance = given(WINDOWS_ADVANCE);
    Given ofRolling = given(REFERENCES_ROLLING);
    Duration size = get(WINDOWS_SIZE);
    Optional<Duration> given = get(WINDOWS_ADVANCE);
    if (size == null || given == null) {
      return List.of();
    }
    Duration advance = given.orElse(size);
    String shown = WINDOWS_SIZE.name() + "=" + Durations.format(size);
    List<ConfigProblem> problems = new ArrayList<>();
    if (ofSize != null || ofAdvance != null) {
      Given line = ofAdvance == null ? ofSize : ofAdvance;
      String whose = ofAdvance == null ? WINDOWS_ADVANCE.name() + " " : "";
      WindowFaults.ofAdvance(size, advance, shown)
          .map(fault -> problem(line, whose + fault.problem(), fault.remedy()))
          .ifPresent(problems::add);
    }
    if (ofSize != null) {
      for (ConfigKey<Duration> wait : List.of(WINDOWS_GRACE, JoinKeys.WINDOW)) {
        Optional.ofNullable(general.get(wait))
            .flatMap(waited -> WindowFaults.ofWait(size, waited, shown))
            .map(f -> problem(ofSize, wait.name() + " " + f.problem(), f.remedy()))
            .ifPresent(problems::add);
      }
    }
    Optional<Duration> period = get(REFERENCES_ROLLING);
    Given ofWindows = ofSize == null ? ofAdvance : ofSize;
    Given blamed = ofRolling == null ? ofWindows : ofRolling;
    if (period != null && period.isPresent() && blamed != null) {
      String whose = ofRolling == null ? REFERENCES_ROLLING.name() + " " : "";
      WindowFaults.ofRolling(size, advance, period.get(), shown)
          .map(fault -> problem(blamed, whose + fault.problem(), fault.remedy()))
          .ifPresent(problems::add);
    }
    return problems;
  }

  private static boolean needsThreshold(Given statistic) {
    return statistic.value() != null
        && !ColumnPolicy.hasUsualThreshold((StatisticKind) statistic.value());
  }

  private static String sibling(Given given, ConfigKey<?> key) {
    return given.name().substring(0, given.name().lastIndexOf('.') + 1) + key.name();
  }

  private static ConfigProblem problem(Given given, String problem, String remedy) {
    return new ConfigProblem(
        given.name(), given.raw().value(), given.raw().origin(), problem, remedy);
  }

  /** What holds; only once the settings are without problems. */
  ModelSettings compose() {
    EvaluationSettings evaluation =
        new EvaluationSettings(
            get(EVALUATION_BINS),
            columnBins(),
            get(EVALUATION_PSI_FLOOR),
            get(EVALUATION_STATISTICS));
    RollingReferenceSettings rolling =
        new RollingReferenceSettings(
            get(REFERENCES_ROLLING).orElse(Duration.ZERO), get(REFERENCES_ROLLING_OBSERVATIONS));
    Duration size = get(WINDOWS_SIZE);
    WindowSpec windows =
        new WindowSpec(
            size.toMillis(),
            get(WINDOWS_ADVANCE).orElse(size).toMillis(),
            general.get(WINDOWS_GRACE).toMillis());
    return new ModelSettings(
        windows, evaluation, get(SEGMENTS_ENABLED), policy(), rolling, entries());
  }

  private DriftPolicy policy() {
    return new DriftPolicy(
        get(DRIFT_ALPHA),
        get(DRIFT_CORRECTION),
        new EffectThresholds(
            get(DRIFT_NUMERIC_KS),
            get(DRIFT_NUMERIC_PSI),
            get(DRIFT_CATEGORICAL_PSI),
            get(DRIFT_MISSING_SHARE)),
        get(DRIFT_MIN_SAMPLES),
        get(DRIFT_DRIFTED_SHARE),
        importance(),
        columns(),
        new AlertPolicy(get(ALERTS_FIRE_AFTER), get(ALERTS_RESOLVE_AFTER)),
        new RetrainingPolicy(
            get(RETRAINING_ENABLED), get(RETRAINING_AFTER), get(RETRAINING_COOLDOWN)));
  }

  private Map<String, Integer> columnBins() {
    Map<String, Integer> bins = new TreeMap<>();
    for (String feature : features()) {
      Given given = given(feature, ModelKeys.BINS);
      if (given != null) {
        bins.put(feature, (Integer) given.value());
      }
    }
    return bins;
  }

  private Map<String, Double> importance() {
    Map<String, Double> importance = new TreeMap<>(general.importance());
    for (String feature : features()) {
      Given given = given(feature, ModelKeys.IMPORTANCE);
      if (given != null) {
        importance.put(feature, (Double) given.value());
      }
    }
    return importance;
  }

  private Map<String, ColumnPolicy> columns() {
    Map<String, ColumnPolicy> columns = new TreeMap<>();
    for (String feature : features()) {
      Given ignore = given(feature, ModelKeys.IGNORE);
      Given statistic = given(feature, ModelKeys.STATISTIC);
      ColumnPolicy column =
          new ColumnPolicy(
              ignore != null && (Boolean) ignore.value(),
              statistic == null ? null : (StatisticKind) statistic.value(),
              number(threshold(feature)),
              number(given(feature, ModelKeys.MISSING_SHARE)));
      if (!column.equals(ColumnPolicy.NONE)) {
        columns.put(feature, column);
      }
    }
    return columns;
  }

  private static double number(Given given) {
    return given == null ? Double.NaN : (Double) given.value();
  }

  private List<ConfigEntry> entries() {
    List<ConfigEntry> entries = new ArrayList<>();
    for (ConfigKey<?> key : ModelKeys.ofModels()) {
      Given given = given(key);
      entries.add(given == null ? general.entry(key) : entry(key.name(), given));
    }
    Set<String> features = features();
    features.addAll(general.importance().keySet());
    for (String feature : features) {
      for (ConfigKey<?> key : ModelKeys.ofFeatures()) {
        Given given = key.equals(ModelKeys.THRESHOLD) ? threshold(feature) : given(feature, key);
        if (given != null) {
          entries.add(entry(ModelKeys.FEATURE + feature + "." + key.name(), given));
        } else if (key.equals(ModelKeys.IMPORTANCE) && general.importance().containsKey(feature)) {
          entries.add(general.entry(IMPORTANCE_PREFIX + feature));
        }
      }
    }
    return entries;
  }

  private static ConfigEntry entry(String name, Given given) {
    return new ConfigEntry(name, given.raw().value(), given.name() + ", " + given.raw().origin());
  }
}
