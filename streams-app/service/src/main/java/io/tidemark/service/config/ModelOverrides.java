// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.PerModel;
import io.tidemark.service.config.ModelLayer.Given;
import io.tidemark.service.config.ModelSettingName.Scope;
import io.tidemark.service.config.RawSettings.Raw;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads and checks what is set for single models. What is set for a version wins over what is set
 * for its model, and that over what is set for all.
 */
final class ModelOverrides {

  private static final ModelLayer EMPTY = new ModelLayer();

  private final ParsedSettings settings;
  private final Map<Scope, ModelLayer> layers = new LinkedHashMap<>();

  ModelOverrides(ParsedSettings settings) {
    this.settings = settings;
  }

  void run() {
    settings.modelSettings().forEach(this::parse);
    Set<ConfigProblem> problems = new LinkedHashSet<>();
    layers.keySet().forEach(scope -> problems.addAll(resolution(scope).problems()));
    problems.forEach(settings::problem);
    layers.keySet().forEach(this::warnOfTriggers);
  }

  private void parse(String name, Raw raw) {
    try {
      ModelSettingName at = ModelSettingName.parse(name);
      ModelLayer layer = layers.computeIfAbsent(at.scope(), unused -> new ModelLayer());
      // A bad value is there all the same: nobody should be told that it is missing.
      layer.put(at, new Given(null, name, raw));
      if (raw.value().isBlank()) {
        throw new InvalidValueException("is empty", "give a value, or leave it out");
      }
      layer.put(at, new Given(at.key().type().parse(raw.value()), name, raw));
    } catch (InvalidValueException e) {
      settings.problem(
          new ConfigProblem(
              name, Secrets.redact(name, raw.value()), raw.origin(), e.getMessage(), e.remedy()));
    }
  }

  private void warnOfTriggers(Scope scope) {
    ModelResolution model = resolution(scope);
    boolean own =
        Stream.of(
                ConfigKeys.RETRAINING_ENABLED,
                ConfigKeys.RETRAINING_AFTER,
                ConfigKeys.ALERTS_FIRE_AFTER)
            .anyMatch(key -> layers.get(scope).of(key) != null);
    Integer after = model.get(ConfigKeys.RETRAINING_AFTER);
    Integer fire = model.get(ConfigKeys.ALERTS_FIRE_AFTER);
    if (own
        && Boolean.TRUE.equals(model.get(ConfigKeys.RETRAINING_ENABLED))
        && after != null
        && fire != null
        && after < fire) {
      settings.warn(
          scope
              + "retraining.after.windows is "
              + after
              + " and less than alerts.fire.after.windows, "
              + fire
              + ", so the model may be trained anew before anybody is told of the drift");
    }
  }

  private ModelResolution resolution(Scope scope) {
    ModelLayer own = layers.getOrDefault(scope, EMPTY);
    return new ModelResolution(
        settings,
        scope.version() == null
            ? List.of(own)
            : List.of(own, layers.getOrDefault(new Scope(scope.model(), null), EMPTY)));
  }

  /** What holds for whom; only once the settings are without problems. */
  PerModel<ModelSettings> compose() {
    Map<String, ModelSettings> models = new HashMap<>();
    Map<ModelVersion, ModelSettings> versions = new HashMap<>();
    for (Scope scope : layers.keySet()) {
      ModelSettings resolved = resolution(scope).compose();
      if (scope.version() == null) {
        models.put(scope.model(), resolved);
      } else {
        versions.put(new ModelVersion(scope.model(), scope.version()), resolved);
      }
    }
    return new PerModel<>(new ModelResolution(settings, List.of()).compose(), models, versions);
  }
}
