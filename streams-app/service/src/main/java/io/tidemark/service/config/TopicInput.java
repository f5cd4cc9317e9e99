// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import io.tidemark.service.serde.mapping.InputMapping;
import java.util.Map;

/**
 * How one input topic is read.
 *
 * @param format what its records are
 * @param mapping where they have what is needed; null where the format says it
 * @param deserializer a class of Kafka's interface that reads values before the mapping; null for
 *     none
 * @param deserializerSettings its settings
 */
public record TopicInput(
    InputFormat format,
    InputMapping mapping,
    String deserializer,
    Map<String, String> deserializerSettings) {

  /** Copies the settings. */
  public TopicInput {
    deserializerSettings = Map.copyOf(deserializerSettings);
  }
}
