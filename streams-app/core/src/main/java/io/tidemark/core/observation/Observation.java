// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.observation;

/**
 * One prediction with its features: the unit that windows count.
 *
 * @param modelVersion who answered
 * @param timestampMillis event time of the prediction, since the epoch
 * @param features the inputs; null when they never came and the prediction counts alone
 * @param predictions the outputs
 */
public record Observation(
    ModelVersion modelVersion,
    long timestampMillis,
    ObservedValues features,
    ObservedValues predictions) {

  /**
   * The values of one side.
   *
   * @param role inputs or outputs
   * @return the values; null where there are none
   */
  public ObservedValues values(FeatureRole role) {
    return role == FeatureRole.FEATURE ? features : predictions;
  }
}
