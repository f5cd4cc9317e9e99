// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.status;

import io.tidemark.core.observation.ModelVersion;
import java.util.Map;

/**
 * Everything counted since the instance started; no figure ever falls. Immutable.
 *
 * @param models by model version, also those whose tasks have moved away; once there are too many,
 *     {@link #OTHER} holds the rest
 * @param unmatched records that found no partner, by side: {@code features} or {@code predictions}
 * @param givenUp those of them that were given up before the join window was over, because too many
 *     waited; by side
 * @param duplicates records whose prediction id had been seen already
 * @param forgottenIds ids of counted predictions that were forgotten early, because a task held too
 *     many
 * @param refused observations of model versions without a reference that were not counted, because
 *     too many windows were open
 * @param deadLetters records set aside as unusable, by topic and reason
 */
public record StatusCounters(
    Map<ModelVersion, ModelCounters> models,
    Map<String, Long> unmatched,
    Map<String, Long> givenUp,
    long duplicates,
    long forgottenIds,
    long refused,
    Map<DeadLetterKind, Long> deadLetters) {

  /** Stands for all model versions beyond the number that is counted apart. */
  public static final ModelVersion OTHER = new ModelVersion("_other", "_other");

  /** Copies the maps. */
  public StatusCounters {
    models = Map.copyOf(models);
    unmatched = Map.copyOf(unmatched);
    givenUp = Map.copyOf(givenUp);
    deadLetters = Map.copyOf(deadLetters);
  }

  /**
   * What dead letters are counted by.
   *
   * @param topic the input topic the record came from
   * @param reason stable code of what is wrong with it, such as {@code not-avro}
   */
  public record DeadLetterKind(String topic, String reason) {}
}
