// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.testing;

import io.tidemark.service.registry.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics from their beginning, committed records only. */
public final class TopicReader {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final String bootstrapServers;

  /** A reader of a broker. */
  public TopicReader(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** Everything that is on a topic now, in the order of each partition. */
  public List<ConsumerRecord<byte[], byte[]>> all(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(topic)) {
      readToEnd(consumer, records::add);
    }
    return records;
  }

  /** Hands over everything that is in one partition now, in order, keeping nothing. */
  public void forEach(
      String topic, int partition, Consumer<ConsumerRecord<byte[], byte[]>> action) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(topic)) {
      TopicPartition only = new TopicPartition(topic, partition);
      consumer.assign(List.of(only));
      consumer.seekToBeginning(List.of(only));
      readToEnd(consumer, action);
    }
  }

  /** How many partitions a topic has. */
  public int partitions(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(topic)) {
      return consumer.assignment().size();
    }
  }

  private static void readToEnd(
      KafkaConsumer<byte[], byte[]> consumer, Consumer<ConsumerRecord<byte[], byte[]>> action) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      consumer.poll(LOOK).forEach(action);
    }
  }

  /** Reads a topic until what came satisfies a condition. */
  public List<ConsumerRecord<byte[], byte[]>> until(
      String topic, Predicate<List<ConsumerRecord<byte[], byte[]>>> enough) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(topic)) {
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (!enough.test(records)) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError(
              "waited " + PATIENCE + " for " + topic + ", got " + records.size() + " records");
        }
        poll(consumer, topic).forEach(records::add);
      }
      return records;
    }
  }

  /** Reads a topic until it has so many records; gives up when none comes for long. */
  public void untilCount(String topic, int count) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(topic)) {
      for (int records = 0; records < count; ) {
        int more = poll(consumer, topic).count();
        records += more;
        if (more > 0) {
          deadline = System.nanoTime() + PATIENCE.toNanos();
        } else if (System.nanoTime() > deadline) {
          throw new AssertionError(
              "nothing came to " + topic + " for " + PATIENCE + " after " + records + " records");
        }
      }
    }
  }

  /** Decodes a value in Confluent's wire format written with the schema of a class. */
  public static <T extends SpecificRecord> T decode(byte[] value, Class<T> type) {
    Schema schema = SpecificData.get().getSchema(type);
    try {
      return new SpecificDatumReader<T>(schema)
          .read(
              null,
              DecoderFactory.get()
                  .binaryDecoder(
                      value,
                      WireFormat.HEADER_BYTES,
                      value.length - WireFormat.HEADER_BYTES,
                      null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer(String topic) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest",
                "max.poll.records",
                5_000),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    assign(consumer, topic);
    return consumer;
  }

  private static void assign(KafkaConsumer<byte[], byte[]> consumer, String topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Waits for records; and for the topic, which the service may not have made yet. */
  private static ConsumerRecords<byte[], byte[]> poll(
      KafkaConsumer<byte[], byte[]> consumer, String topic) {
    if (consumer.assignment().isEmpty()) {
      LockSupport.parkNanos(LOOK.toNanos());
      assign(consumer, topic);
      return ConsumerRecords.empty();
    }
    return consumer.poll(LOOK);
  }
}
