// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.service.config.ConfigLoader;
import io.tidemark.service.config.KafkaSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each client makes of the settings, by Kafka's own definitions. */
class StreamsPropertiesTest {

  private static final String JMX = "org.apache.kafka.common.metrics.JmxReporter";

  @Test
  void everyClient_reportsToNobody() {
    assertThat(clients(ConfigLoader.of(Map.of()).kafka()))
        .hasSize(9)
        .allSatisfy(
            (name, config) -> {
              assertThat(config.getList("metric.reporters")).as(name).isEmpty();
              assertThat(config.getBoolean("enable.metrics.push")).as(name).isFalse();
            });
  }

  @Test
  void everyClient_reportsAgain_whenTheUserSaysSo() {
    KafkaSettings kafka =
        ConfigLoader.of(Map.of("kafka.metric.reporters", JMX, "kafka.enable.metrics.push", "true"))
            .kafka();

    assertThat(clients(kafka))
        .allSatisfy(
            (name, config) -> {
              assertThat(config.getList("metric.reporters")).as(name).containsExactly(JMX);
              assertThat(config.getBoolean("enable.metrics.push")).as(name).isTrue();
            });
  }

  @Test
  void oneClient_reportsAlone_whenTheUserNamesIt() {
    Map<String, AbstractConfig> clients =
        clients(ConfigLoader.of(Map.of("kafka.producer.metric.reporters", JMX)).kafka());

    assertThat(clients.remove("producer").getList("metric.reporters")).containsExactly(JMX);
    assertThat(clients)
        .allSatisfy(
            (name, config) -> assertThat(config.getList("metric.reporters")).as(name).isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # interval | guarantee        | transaction timeout | the runtime's
          1000       | exactly_once_v2  |                     | 7500
          200        | exactly_once_v2  |                     | 7500
          9000       | exactly_once_v2  |                     | 9000
          1000       | exactly_once_v2  | 6000                | 3000
          1000       | exactly_once_v2  | 1500                | 1000
          1000       | exactly_once_v2  | 90000               | 7500
          12000      | exactly_once_v2  | 90000               | 12000
          1000       | at_least_once    | 6000                | 7500
          """,
      delimiter = '|')
  void commitInterval_ofTheRuntime_isTheLongest(
      String interval, String guarantee, String timeout, long expected) {
    Map<String, String> settings = new HashMap<>();
    settings.put("kafka.commit.interval.ms", interval);
    settings.put("kafka.processing.guarantee", guarantee);
    if (timeout != null) {
      settings.put("kafka.producer.transaction.timeout.ms", timeout);
    }
    assertThat(runtime(settings).getLong("commit.interval.ms")).isEqualTo(expected);
    assertThat(timeoutOfTransactions(settings)).isEqualTo(timeout == null ? "15000" : timeout);

    if (timeout != null) {
      settings.put(
          "kafka.transaction.timeout.ms", settings.remove("kafka.producer.transaction.timeout.ms"));
    }
    assertThat(runtime(settings).getLong("commit.interval.ms")).isEqualTo(expected);
    assertThat(timeoutOfTransactions(settings)).isEqualTo(timeout == null ? "15000" : timeout);
  }

  @ParameterizedTest
  @CsvSource({
    "kafka.max.poll.records, max.poll.records, 5000",
    "kafka.consumer.max.poll.records, max.poll.records, 5000",
    "kafka.main.consumer.max.poll.records, max.poll.records, 5000",
    "kafka.consumer.fetch.max.bytes, fetch.max.bytes, 16777216",
  })
  void defaultOfTheMainConsumer_givesWayToWhatIsAskedOfAll(
      String asked, String name, int otherwise) {
    assertThat(mainConsumer(Map.of()).getInt(name)).isEqualTo(otherwise);
    assertThat(mainConsumer(Map.of(asked, "123")).getInt(name)).isEqualTo(123);
  }

  @Test
  void defaultOfTheProducer_givesWayToWhatIsAskedOfAll() {
    ProducerConfig producer =
        producer(
            runtime(Map.of("kafka.compression.type", "zstd", "kafka.max.request.size", "2000000"))
                .getProducerConfigs("producer"));

    assertThat(producer.getString("compression.type")).isEqualTo("zstd");
    assertThat(producer.getInt("max.request.size")).isEqualTo(2_000_000);
    assertThat(
            producer(runtime(Map.of()).getProducerConfigs("producer"))
                .getString("compression.type"))
        .isEqualTo("lz4");
  }

  private static String timeoutOfTransactions(Map<String, String> settings) {
    return producer(runtime(settings).getProducerConfigs("producer"))
        .getInt("transaction.timeout.ms")
        .toString();
  }

  private static ConsumerConfig mainConsumer(Map<String, String> settings) {
    return consumer(runtime(settings).getMainConsumerConfigs("group", "main", 0));
  }

  private static StreamsConfig runtime(Map<String, String> settings) {
    return new StreamsConfig(StreamsProperties.of(ConfigLoader.of(settings).kafka()));
  }

  /** Kafka Streams, its clients as it configures them, and those made beside it. */
  private static Map<String, AbstractConfig> clients(KafkaSettings kafka) {
    StreamsConfig streams = new StreamsConfig(StreamsProperties.of(kafka));
    Map<String, AbstractConfig> clients = new HashMap<>();
    clients.put("streams", streams);
    clients.put("main consumer", consumer(streams.getMainConsumerConfigs("group", "main", 0)));
    clients.put("restore consumer", consumer(streams.getRestoreConsumerConfigs("restore")));
    clients.put("global consumer", consumer(streams.getGlobalConsumerConfigs("global")));
    clients.put("producer", producer(streams.getProducerConfigs("producer")));
    clients.put("admin", new AdminClientConfig(streams.getAdminConfigs("admin")));
    clients.put("consumer beside", consumer(kafka.clientProperties()));
    clients.put("producer beside", producer(kafka.clientProperties()));
    clients.put("admin beside", new AdminClientConfig(kafka.clientProperties()));
    return clients;
  }

  private static ConsumerConfig consumer(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    for (String name : List.of("key.deserializer", "value.deserializer")) {
      all.put(name, ByteArrayDeserializer.class);
    }
    return new ConsumerConfig(all);
  }

  private static ProducerConfig producer(Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    for (String name : List.of("key.serializer", "value.serializer")) {
      all.put(name, ByteArraySerializer.class);
    }
    return new ProducerConfig(all);
  }
}
