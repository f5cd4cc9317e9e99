// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.engine;

import io.tidemark.benchmarks.load.Topics;
import io.tidemark.service.registry.RegistryConfig;
import io.tidemark.service.registry.SchemaRegistryClient;
import io.tidemark.service.registry.WireFormat;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The least anybody can do: a plain consumer and Avro's generic reader, everything reused. */
final class DecodeEngine implements Engine {

  private final EngineSettings settings;
  private volatile long records;

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
    return records / 2;
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
      List<TopicPartition> partitions =
          Stream.of(Topics.FEATURES, Topics.PREDICTIONS)
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (true) {
        long decoded = 0;
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          decoder.decode(record.value());
          decoded++;
        }
        add(decoded);
      }
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes.
  private void add(long decoded) {
    records += decoded;
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
