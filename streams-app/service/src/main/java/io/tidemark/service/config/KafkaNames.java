// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The names of Kafka's own settings. */
final class KafkaNames {

  private static final List<String> PREFIXES =
      List.of(
          StreamsConfig.MAIN_CONSUMER_PREFIX,
          StreamsConfig.RESTORE_CONSUMER_PREFIX,
          StreamsConfig.GLOBAL_CONSUMER_PREFIX,
          StreamsConfig.CONSUMER_PREFIX,
          StreamsConfig.PRODUCER_PREFIX,
          StreamsConfig.ADMIN_CLIENT_PREFIX);

  /** Settings of internal topics, which may have any name that brokers know. */
  private static final String TOPIC_PREFIX = StreamsConfig.TOPIC_PREFIX;

  private static final Set<String> ALL = all();

  private KafkaNames() {}

  private static Set<String> all() {
    Set<String> names = new TreeSet<>(StreamsConfig.configDef().names());
    names.addAll(ConsumerConfig.configNames());
    names.addAll(ProducerConfig.configNames());
    names.addAll(AdminClientConfig.configNames());
    return names;
  }

  static Set<String> known() {
    return ALL;
  }

  /** Whether Kafka has a setting of this name, with or without the prefix of one client. */
  static boolean isKnown(String name) {
    return name.startsWith(TOPIC_PREFIX) || ALL.contains(withoutPrefix(name));
  }

  /** The name as the client itself knows it. */
  static String withoutPrefix(String name) {
    for (String prefix : PREFIXES) {
      if (name.startsWith(prefix) && !ALL.contains(name)) {
        return name.substring(prefix.length());
      }
    }
    return name;
  }

  /** Whether every kind of client takes a setting of this name. A stranger's name may be theirs. */
  static boolean isForEveryClient(String name) {
    boolean stranger = !isKnown(name);
    boolean common =
        ConsumerConfig.configNames().contains(name)
            && ProducerConfig.configNames().contains(name)
            && AdminClientConfig.configNames().contains(name);
    return stranger || common;
  }

  /** Names that mean a setting of the producer, the strongest first. */
  static List<String> ofProducer(String name) {
    return List.of(StreamsConfig.PRODUCER_PREFIX + name, name);
  }
}
