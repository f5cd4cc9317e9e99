// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

/**
 * The names of the topics.
 *
 * @param features input: features
 * @param predictions input: predictions
 * @param references input, compacted: reference profiles
 * @param results output: one result for each closed window
 * @param alerts output: transitions of alerts
 * @param triggers output: retraining triggers
 * @param deadLetters output: records that could not be used
 * @param create whether missing topics other than the two inputs of events are created
 * @param registerSchemas whether schemas of the outputs are registered, or only looked up
 */
public record TopicSettings(
    String features,
    String predictions,
    String references,
    String results,
    String alerts,
    String triggers,
    String deadLetters,
    boolean create,
    boolean registerSchemas) {}
