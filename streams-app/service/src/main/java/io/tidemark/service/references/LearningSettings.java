// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.references;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.PerModel;

/**
 * Which references are made of the stream: a first one for a model version that has none, and
 * rolling ones.
 *
 * @param auto whether a first one is made
 * @param observations how many observations that takes at least
 * @param windows how many closed windows that takes at least
 * @param rolling whether there are rolling ones, which take the place of a first one
 */
public record LearningSettings(
    boolean auto, long observations, int windows, PerModel<RollingSettings> rolling) {

  /** What a first reference is called. */
  public static final String NAME = "auto";

  /** How many model versions a task learns references of at a time; others wait. */
  public static final int MAX_MODEL_VERSIONS = 32;

  /** First references, or none, and no rolling ones. */
  public LearningSettings(boolean auto, long observations, int windows) {
    this(auto, observations, windows, PerModel.same(RollingSettings.off()));
  }

  /** No learning. */
  public static LearningSettings off() {
    return new LearningSettings(false, 0, 0);
  }

  /** Whether there is anything to learn for any model. */
  public boolean enabled() {
    return auto || anyRolling();
  }

  /** Whether there are rolling references of any model. */
  public boolean anyRolling() {
    return rolling.general().enabled()
        || rolling.models().values().stream().anyMatch(RollingSettings::enabled)
        || rolling.versions().values().stream().anyMatch(RollingSettings::enabled);
  }

  /** Whether there are rolling references of a model version. */
  public boolean isRolling(ModelVersion modelVersion) {
    return rolling.of(modelVersion).enabled();
  }
}
