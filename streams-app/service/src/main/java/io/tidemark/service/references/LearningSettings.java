// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.references;

/**
 * Whether, and of how much of the stream, a reference is made for a model version that has none.
 *
 * @param enabled whether at all
 * @param observations how many observations it takes at least
 * @param windows how many closed windows it takes at least
 */
public record LearningSettings(boolean enabled, long observations, int windows) {

  /** What a learned reference is called. */
  public static final String NAME = "auto";

  /** How many model versions a task learns references of at a time; others wait. */
  public static final int MAX_MODEL_VERSIONS = 32;

  /** No learning. */
  public static LearningSettings off() {
    return new LearningSettings(false, 0, 0);
  }
}
