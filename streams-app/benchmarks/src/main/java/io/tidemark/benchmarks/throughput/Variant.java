// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.throughput;

import com.sun.management.OperatingSystemMXBean;
import io.tidemark.service.TidemarkService;
import io.tidemark.service.config.ConfigLoader;
import io.tidemark.service.registry.RegistryConfig;
import io.tidemark.service.registry.SchemaRegistryClient;
import io.tidemark.service.registry.WireFormat;
import io.tidemark.service.status.ModelCounters;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * One variant in a process of its own: reads all pairs and prints the CPU seconds it took.
 *
 * <p>Arguments: variant, bootstrap servers, registry URL, pairs, state directory.
 */
final class Variant {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private Variant() {}

  public static void main(String[] args) throws Exception {
    int pairs = Integer.parseInt(args[3]);
    double before = cpuSeconds();
    switch (args[0]) {
      case "decode" -> decode(args[1], args[2]);
      case "tidemark-alos" -> tidemark(args, pairs, "at_least_once");
      case "tidemark-eos" -> tidemark(args, pairs, "exactly_once_v2");
      default -> throw new IllegalArgumentException("no variant " + args[0]);
    }
    System.out.println("cpu_seconds=" + (cpuSeconds() - before));
    System.exit(0);
  }

  private static double cpuSeconds() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }

  private static void tidemark(String[] args, int pairs, String guarantee) throws Exception {
    TidemarkService service =
        new TidemarkService(
            ConfigLoader.of(
                Map.of(
                    "kafka.bootstrap.servers",
                    args[1],
                    "kafka.application.id",
                    Path.of(args[4]).getFileName().toString(),
                    "kafka.processing.guarantee",
                    guarantee,
                    "kafka.state.dir",
                    args[4],
                    "schema.registry.url",
                    args[2],
                    "windows.size",
                    "1m",
                    "windows.grace",
                    "10s",
                    "join.window",
                    "1m",
                    "http.port",
                    "0")));
    service.start();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (observations(service) < pairs) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "only " + observations(service) + " of " + pairs + " pairs within " + PATIENCE);
      }
      Thread.sleep(50);
    }
  }

  private static long observations(TidemarkService service) {
    return service.status().counters().models().values().stream()
        .mapToLong(ModelCounters::observations)
        .sum();
  }

  private static void decode(String bootstrapServers, String registryUrl) throws Exception {
    SchemaRegistryClient registry = new SchemaRegistryClient(RegistryConfig.of(registryUrl));
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "auto.offset.reset",
                "earliest",
                "max.poll.records",
                5_000,
                "fetch.max.bytes",
                16 * 1024 * 1024),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          Stream.of(Workload.FEATURES, Workload.PREDICTIONS)
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long left = consumer.endOffsets(partitions).values().stream().mapToLong(end -> end).sum();
      GenericDecoder decoder = new GenericDecoder(registry);
      while (left > 0) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          decoder.decode(record);
          left--;
        }
      }
    }
  }

  /** What a consumer without Tidemark would do: Avro's generic reader, everything reused. */
  private static final class GenericDecoder {
    private final SchemaRegistryClient registry;
    private final Map<Integer, GenericDatumReader<GenericRecord>> readers = new HashMap<>();
    private BinaryDecoder binary;
    private GenericRecord reused;
    private int lastId = -1;

    GenericDecoder(SchemaRegistryClient registry) {
      this.registry = registry;
    }

    void decode(ConsumerRecord<byte[], byte[]> record) throws Exception {
      byte[] value = record.value();
      int id = WireFormat.schemaId(value);
      GenericDatumReader<GenericRecord> reader =
          readers.computeIfAbsent(
              id,
              unknown -> {
                Schema schema = registry.schemaById(unknown);
                return new GenericDatumReader<>(schema);
              });
      binary =
          DecoderFactory.get()
              .binaryDecoder(
                  value, WireFormat.HEADER_BYTES, value.length - WireFormat.HEADER_BYTES, binary);
      reused = reader.read(id == lastId ? reused : null, binary);
      lastId = id;
    }
  }
}
