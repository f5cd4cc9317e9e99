// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.observation;

/** One of the two records that make an observation. */
public sealed interface JoinHalf permits FeatureVector, Prediction {

  /**
   * What joins the halves.
   *
   * @return the id; not empty
   */
  String predictionId();

  /**
   * When it happened.
   *
   * @return event time since the epoch, in milliseconds
   */
  long timestampMillis();
}
