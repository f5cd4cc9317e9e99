// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.observation;

/**
 * The inputs a model was given for one prediction.
 *
 * @param predictionId joins this with its prediction; not empty
 * @param timestampMillis event time since the epoch
 * @param values the features
 */
public record FeatureVector(String predictionId, long timestampMillis, ObservedValues values)
    implements JoinHalf {}
