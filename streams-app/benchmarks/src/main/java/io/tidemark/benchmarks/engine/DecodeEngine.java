// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.engine;

import io.tidemark.benchmarks.load.Topics;
import io.tidemark.service.registry.RegistryConfig;
import io.tidemark.service.registry.SchemaRegistryClient;
import io.tidemark.service.registry.WireFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The least anybody can do: a plain consumer and Avro's generic reader, everything reused.
 *
 * <p>It reads both topics in step, as those who join them do. A consumer left to itself is through
 * with the small predictions long before the features, so that what a pair costs in one part of a
 * run could not be told.
 */
final class DecodeEngine implements Engine {

  /** How far one topic may be ahead: ten polls. The smaller one soon waits at every other poll. */
  private static final long MOST_AHEAD = 50_000;

  private final EngineSettings settings;
  private volatile long pairs;

  DecodeEngine(EngineSettings settings) {
    this.settings = settings;
  }

  @Override
  public void start() {
    Thread thread = new Thread(this::consume, "decode");
    thread.setUncaughtExceptionHandler(
        (failed, failure) -> {
          failure.printStackTrace();
          Runtime.getRuntime().halt(1);
        });
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public long observed() {
    return pairs;
  }

  private void consume() {
    Decoder decoder =
        new Decoder(new SchemaRegistryClient(RegistryConfig.of(settings.registryUrl())));
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                settings.bootstrapServers(),
                "max.poll.records",
                5_000,
                "fetch.max.bytes",
                16 * 1024 * 1024),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      Side features = new Side(consumer, Topics.FEATURES);
      Side predictions = new Side(consumer, Topics.PREDICTIONS);
      List<TopicPartition> all = new ArrayList<>(features.partitions);
      all.addAll(predictions.partitions);
      consumer.assign(all);
      consumer.seekToBeginning(all);
      while (true) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          decoder.decode(record.value());
          (record.topic().equals(Topics.FEATURES) ? features : predictions).records++;
        }
        features.waitFor(predictions);
        predictions.waitFor(features);
        pairs = Math.min(features.records, predictions.records);
      }
    }
  }

  /** One of the two topics, and how much of it was read. */
  private static final class Side {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private long records;
    private boolean waits;

    Side(KafkaConsumer<byte[], byte[]> consumer, String topic) {
      this.consumer = consumer;
      this.partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
    }

    void waitFor(Side other) {
      boolean isAhead = records - other.records > MOST_AHEAD;
      if (isAhead == waits) {
        return;
      }
      waits = isAhead;
      if (waits) {
        consumer.pause(partitions);
      } else {
        consumer.resume(partitions);
      }
    }
  }

  private static final class Decoder {
    private final SchemaRegistryClient registry;
    private final Map<Integer, GenericDatumReader<GenericRecord>> readers = new HashMap<>();
    private final Map<Integer, GenericRecord> reused = new HashMap<>();
    private BinaryDecoder binary;

    Decoder(SchemaRegistryClient registry) {
      this.registry = registry;
    }

    void decode(byte[] value) {
      try {
        int id = WireFormat.schemaId(value);
        GenericDatumReader<GenericRecord> reader =
            readers.computeIfAbsent(
                id, unknown -> new GenericDatumReader<>(registry.schemaById(unknown)));
        int from = WireFormat.HEADER_BYTES;
        binary = DecoderFactory.get().binaryDecoder(value, from, value.length - from, binary);
        reused.put(id, reader.read(reused.get(id), binary));
      } catch (Exception e) {
        throw new IllegalStateException("cannot decode a record that was published here", e);
      }
    }
  }
}
