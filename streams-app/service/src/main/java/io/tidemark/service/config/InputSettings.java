// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

/**
 * How the input topics are read.
 *
 * @param features the features topic
 * @param predictions the predictions topic
 */
public record InputSettings(TopicInput features, TopicInput predictions) {

  /** Whether there is no features topic, because predictions carry their features. */
  public boolean embedded() {
    return features.format() == InputFormat.NONE;
  }
}
