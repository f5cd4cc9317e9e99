// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.engine;

import io.tidemark.benchmarks.dsl.GenericAvroSerde;
import io.tidemark.benchmarks.load.WindowId;
import io.tidemark.service.registry.SchemaRegistryClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads what a variant has published and committed. Not thread-safe. */
public final class ResultsFollower implements AutoCloseable {

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Deserializer<GenericRecord> reader;

  /** Follows a topic with a number of partitions from its beginning. */
  public ResultsFollower(
      String bootstrapServers, SchemaRegistryClient registry, String topic, int partitions) {
    this.reader = GenericAvroSerde.reader(registry);
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "fetch.max.wait.ms",
                20),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> all =
        IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)).toList();
    consumer.assign(all);
    consumer.seekToBeginning(all);
  }

  /** The results that arrive within a time. */
  public List<ClosedWindow> poll(Duration patience) {
    List<ClosedWindow> closed = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(patience)) {
      GenericRecord result = reader.deserialize(record.topic(), record.value());
      // Tidemark publishes a result with many features in parts, each with the window's count.
      if (!result.hasField("part") || (Integer) result.get("part") == 1) {
        closed.add(
            new ClosedWindow(
                new WindowId(result.get("model").toString(), (Long) result.get("window_start")),
                (Long) result.get("observations")));
      }
    }
    return closed;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
