// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.observation;

/**
 * What a model answered.
 *
 * @param predictionId joins this with its features; not empty
 * @param modelVersion who answered
 * @param timestampMillis event time since the epoch; it decides the window
 * @param values the outputs, such as a score and a class
 * @param features the inputs when the producer sends them along, else null: then they are joined
 */
public record Prediction(
    String predictionId,
    ModelVersion modelVersion,
    long timestampMillis,
    ObservedValues values,
    ObservedValues features)
    implements JoinHalf {}
