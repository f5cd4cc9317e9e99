// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

/**
 * The names of the topics.
 *
 * @param features input: features
 * @param predictions input: predictions
 * @param references input, compacted: reference profiles
 * @param policies input, compacted: policies of single models
 * @param results output: one result for each closed window
 * @param alerts output: transitions of alerts
 * @param triggers output: retraining triggers
 * @param retrainingStatus input: what became of the triggers
 * @param deadLetters output: records that could not be used
 */
public record TopicSettings(
    String features,
    String predictions,
    String references,
    String policies,
    String results,
    String alerts,
    String triggers,
    String retrainingStatus,
    String deadLetters) {}
