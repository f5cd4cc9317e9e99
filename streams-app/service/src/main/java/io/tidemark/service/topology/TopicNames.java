// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology;

/**
 * Names of the topics that others read or write.
 *
 * @param features input: the features of predictions; null where predictions carry them
 * @param predictions input: the predictions
 * @param references input, compacted: reference profiles
 * @param results output: one record a window
 * @param alerts output: one record a transition of an alert
 * @param triggers output: retraining triggers as JSON
 * @param deadLetters output: records that could not be used
 */
public record TopicNames(
    String features,
    String predictions,
    String references,
    String results,
    String alerts,
    String triggers,
    String deadLetters) {}
