// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * How to reach Kafka and how the stream runs. {@link #toString} leaves the secrets out.
 *
 * @param bootstrapServers the brokers to ask first
 * @param applicationId names the consumer group, internal topics and transactions
 * @param processingGuarantee {@code exactly_once_v2} or {@code at_least_once}
 * @param commitInterval how often work is committed
 * @param streamThreads threads that process partitions
 * @param stateDir directory of local state
 * @param passthrough every other setting under {@code kafka.}, without that prefix
 */
public record KafkaSettings(
    String bootstrapServers,
    String applicationId,
    String processingGuarantee,
    Duration commitInterval,
    int streamThreads,
    String stateDir,
    Map<String, String> passthrough) {

  /**
   * Where no client, Kafka Streams itself included, keeps to Kafka's own default.
   *
   * <p>What Kafka measures is read through {@code KafkaStreams.metrics()} and published for
   * Prometheus. Kafka would also register all of it as JMX beans while it starts, and push it to
   * brokers that ask for it: work that nobody here looks at.
   */
  private static final Map<String, Object> EVERY_CLIENT =
      Map.of(
          CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG,
          List.of(),
          CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG,
          false);

  /** Copies the map. */
  public KafkaSettings {
    passthrough = Collections.unmodifiableMap(new TreeMap<>(passthrough));
  }

  /**
   * What Kafka Streams is configured with.
   *
   * @return a new map under Kafka's own names
   */
  public Map<String, Object> streamsProperties() {
    Map<String, Object> properties = new LinkedHashMap<>(EVERY_CLIENT);
    properties.putAll(passthrough);
    properties.put("bootstrap.servers", bootstrapServers);
    properties.put("application.id", applicationId);
    properties.put("processing.guarantee", processingGuarantee);
    properties.put("commit.interval.ms", commitInterval.toMillis());
    properties.put("num.stream.threads", streamThreads);
    properties.put("state.dir", stateDir);
    return properties;
  }

  /**
   * What a plain producer, consumer or admin client is configured with: the brokers and how to be
   * let in, and nothing that is meant for Kafka Streams or for one kind of client.
   *
   * @return a new map under Kafka's own names
   */
  public Map<String, Object> clientProperties() {
    Map<String, Object> properties = new LinkedHashMap<>(EVERY_CLIENT);
    passthrough.forEach(
        (name, value) -> {
          if (KafkaNames.isForEveryClient(name)) {
            properties.put(name, value);
          }
        });
    properties.put("bootstrap.servers", bootstrapServers);
    return properties;
  }

  /**
   * Whether this instance is known to its group by a name that outlives the process.
   *
   * @return true when {@code group.instance.id} is set
   */
  public boolean staticMember() {
    return passthrough.keySet().stream()
        .anyMatch(
            name -> KafkaNames.withoutPrefix(name).equals(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG));
  }

  /**
   * A setting that was passed through.
   *
   * @param name Kafka's name
   * @return its text, or null
   */
  public String passthrough(String name) {
    return passthrough.get(name);
  }

  @Override
  public String toString() {
    Map<String, String> shown = new TreeMap<>();
    passthrough.forEach((name, value) -> shown.put(name, Secrets.redact(name, value)));
    return applicationId + " at " + bootstrapServers + " with " + shown;
  }
}
