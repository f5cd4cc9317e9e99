// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import io.tidemark.core.decide.DriftPolicy;
import io.tidemark.core.observation.WindowSpec;
import java.util.List;

/**
 * What holds for one monitored model, or one version of it.
 *
 * @param windows how event time is cut; the grace is that of all models
 * @param evaluation how its windows are compared with references
 * @param segments whether its segments are watched, where its reference has some
 * @param policy its verdicts, alerts and triggers
 * @param rolling its rolling references
 * @param entries all of it as it stands, for people; the origin names the line that set it
 */
public record ModelSettings(
    WindowSpec windows,
    EvaluationSettings evaluation,
    boolean segments,
    DriftPolicy policy,
    RollingReferenceSettings rolling,
    List<ConfigEntry> entries) {

  /** Copies the list. */
  public ModelSettings {
    entries = List.copyOf(entries);
  }
}
