// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service;

import io.tidemark.service.config.KafkaSettings;
import io.tidemark.service.references.ReferenceTopic;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The settings of the Kafka Streams runtime: what Tidemark needs, under what the user set.
 *
 * <p>Each default here differs from the runtime's own for the reason beside it.
 */
final class StreamsProperties {

  /** A wide model's open window or reference may be larger than a broker's usual 1 MB. */
  private static final int MAX_MESSAGE_BYTES = ReferenceTopic.MAX_RECORD_BYTES;

  /**
   * Well above what threads ask for, and a commit that comes late still finds its transaction,
   * whose timeout is twice that.
   */
  private static final long LONGEST_COMMIT_INTERVAL_MILLIS = 7_500;

  private static final String TRANSACTION_TIMEOUT = "transaction.timeout.ms";
  private static final String MAIN_CONSUMER = "main.consumer.";
  private static final String CONSUMER = "consumer.";
  private static final String PRODUCER = "producer.";

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
          // A half may wait for some answers, until it is certain that its partner is not there.
          Map.entry("main.consumer.fetch.max.wait.ms", 100),
          // Counts batches of input records, and records of the internal topic. Few: what waits
          // here is old when the collector comes, and far from the processor when its turn comes.
          Map.entry("buffered.records.per.partition", 10),
          // Wait for what is on the broker before choosing between the inputs, so that both are
          // read in step and a replay interleaves them as the first run did.
          Map.entry("max.task.idle.ms", 0L));

  private StreamsProperties() {}

  /** The settings; what the user passed through wins. */
  static Properties of(KafkaSettings kafka) {
    Properties properties = new Properties();
    DEFAULTS.forEach(
        (name, value) -> {
          if (broader(name).noneMatch(asked -> kafka.passthrough(asked) != null)) {
            properties.put(name, value);
          }
        });
    properties.putAll(kafka.streamsProperties());
    long timeoutMillis = transactionTimeoutMillis(properties);
    // Here the runtime looks for it, to compare it with the commit interval; and nowhere else.
    properties.put(PRODUCER + TRANSACTION_TIMEOUT, Long.toString(timeoutMillis));
    properties.put("commit.interval.ms", longestCommitInterval(kafka, timeoutMillis));
    return properties;
  }

  /** Names that mean the same of more clients; Kafka would let the default for one client win. */
  private static Stream<String> broader(String name) {
    if (name.startsWith(MAIN_CONSUMER)) {
      String bare = name.substring(MAIN_CONSUMER.length());
      return Stream.of(CONSUMER + bare, bare);
    }
    return name.startsWith(PRODUCER)
        ? Stream.of(name.substring(PRODUCER.length()))
        : Stream.empty();
  }

  /**
   * How long the runtime lets go by from one commit of its own to the next. It is no more than a
   * net: threads ask for theirs, as often as the user wants them unless there is a backlog; see
   * {@link io.tidemark.service.clients.CommitPace}. The runtime does not count those.
   */
  private static long longestCommitInterval(KafkaSettings kafka, long timeoutMillis) {
    long millis = LONGEST_COMMIT_INTERVAL_MILLIS;
    if (!"at_least_once".equals(kafka.processingGuarantee())) {
      millis = Math.min(millis, timeoutMillis / 2);
    }
    return Math.max(millis, kafka.commitInterval().toMillis());
  }

  private static long transactionTimeoutMillis(Properties properties) {
    Object timeout =
        properties.getOrDefault(
            PRODUCER + TRANSACTION_TIMEOUT, properties.get(TRANSACTION_TIMEOUT));
    return Long.parseLong(timeout.toString().strip());
  }
}
