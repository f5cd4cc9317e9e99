// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service;

import io.tidemark.service.config.KafkaSettings;
import java.util.Map;
import java.util.Properties;

/**
 * The settings of the Kafka Streams runtime: what Tidemark needs, under what the user set.
 *
 * <p>Each default here differs from the runtime's own for the reason beside it.
 */
final class StreamsProperties {

  /** A wide model's partial summary or open window may be larger than a broker's usual 1 MB. */
  private static final int MAX_MESSAGE_BYTES = 8 * 1024 * 1024;

  private static final Map<String, Object> DEFAULTS =
      Map.ofEntries(
          // Names are durable; one left to chance would be lost at the next change.
          Map.entry("ensure.explicit.internal.resource.naming", true),
          Map.entry("processing.exception.handler.global.enabled", true),
          // The assignor reads it from its consumer's settings, and warns where it is not there.
          Map.entry("main.consumer.processing.exception.handler.global.enabled", true),
          Map.entry("statestore.cache.max.bytes", 0L),
          Map.entry("topic.max.message.bytes", MAX_MESSAGE_BYTES),
          Map.entry("producer.max.request.size", MAX_MESSAGE_BYTES),
          Map.entry("producer.compression.type", "lz4"),
          // Longer than a slow commit, short because it is also how long readers wait for what a
          // crashed instance left open.
          Map.entry("producer.transaction.timeout.ms", 15_000),
          Map.entry("main.consumer.max.poll.records", 5_000),
          Map.entry("main.consumer.fetch.max.bytes", 16 * 1024 * 1024),
          // Counts batches of input records, and records of the internal topic.
          Map.entry("buffered.records.per.partition", 100),
          // Wait for what is on the broker before choosing between the inputs, so that both are
          // read in step and a replay interleaves them as the first run did.
          Map.entry("max.task.idle.ms", 0L));

  private StreamsProperties() {}

  /** The settings; what the user passed through wins. */
  static Properties of(KafkaSettings kafka) {
    Properties properties = new Properties();
    properties.putAll(DEFAULTS);
    properties.putAll(kafka.streamsProperties());
    return properties;
  }
}
