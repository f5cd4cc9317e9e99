// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.deadletters;

import io.tidemark.service.cli.shell.ClusterOptions;
import io.tidemark.service.cli.shell.ClusterReach;
import io.tidemark.service.cli.shell.CommandFailure;
import io.tidemark.service.cli.shell.Logs;
import io.tidemark.service.config.TidemarkConfig;
import io.tidemark.service.registry.SchemaRegistryClient;
import io.tidemark.service.serde.DeadLetterReader;
import io.tidemark.service.serde.UndecodableRecordException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The dead-letter topic of a cluster, as it stands when it is asked. One thread. */
final class DeadLetterTopic {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final TidemarkConfig config;
  private final SchemaRegistryClient registry;
  private final DeadLetterReader reader;
  private final PrintWriter err;
  private final Set<LetterPosition> named = new HashSet<>();

  DeadLetterTopic(ClusterOptions options, PrintWriter err) {
    this.config = options.load();
    this.registry = new SchemaRegistryClient(config.registry(), false);
    this.reader = new DeadLetterReader(registry);
    this.err = err;
    Logs.withoutClients();
  }

  TidemarkConfig config() {
    return config;
  }

  SchemaRegistryClient registry() {
    return registry;
  }

  String name() {
    return config.topics().deadLetters();
  }

  <T> T reach(Supplier<T> work) {
    return ClusterReach.reach(config.kafka().bootstrapServers(), work);
  }

  /**
   * Hands over every letter there is now, published at {@code since} or later, and names on stderr
   * the records that are none.
   */
  void read(Instant since, Consumer<FoundLetter> sink) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions = partitions();
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      seek(consumer, partitions, since);
      long before = position(consumer);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(PATIENCE);
        for (ConsumerRecord<byte[], byte[]> record : records) {
          if (record.offset() < ends.get(new TopicPartition(name(), record.partition()))) {
            take(record, sink);
          }
        }
        long after = position(consumer);
        if (after == before) {
          throw new TimeoutException("nothing came for " + PATIENCE.toSeconds() + " s");
        }
        before = after;
      }
    }
  }

  /** The letter at a position. */
  FoundLetter at(LetterPosition position) {
    TopicPartition partition = new TopicPartition(name(), position.partition());
    List<TopicPartition> partitions = partitions();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      if (partitions.contains(partition)) {
        consumer.assign(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).get(partition);
        long beginning = consumer.beginningOffsets(List.of(partition)).get(partition);
        consumer.seek(partition, Math.max(beginning, position.offset()));
        List<FoundLetter> found = new ArrayList<>();
        if (position.offset() >= beginning && position.offset() < end) {
          for (ConsumerRecord<byte[], byte[]> record : consumer.poll(PATIENCE)) {
            if (record.offset() == position.offset()) {
              take(record, found::add);
            }
          }
        }
        if (!found.isEmpty()) {
          return found.get(0);
        }
      }
    }
    throw CommandFailure.running(
        "there is no dead letter at "
            + position
            + " of "
            + name()
            + "; 'dead-letters list' shows the positions there are");
  }

  /** How many partitions each of the topics has; those that do not exist are left out. */
  Map<String, Integer> partitionCounts(Set<String> topics) {
    Map<String, Integer> counts = new HashMap<>();
    try (Admin admin = Admin.create(patient())) {
      admin
          .describeTopics(topics)
          .topicNameValues()
          .forEach(
              (topic, future) -> {
                try {
                  TopicDescription description = future.get();
                  counts.put(topic, description.partitions().size());
                } catch (ExecutionException e) {
                  if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw new KafkaException(topic + ": " + e.getCause().getMessage(), e);
                  }
                } catch (InterruptedException e) {
                  throw new InterruptException(e);
                }
              });
    }
    return counts;
  }

  private List<TopicPartition> partitions() {
    Integer count = partitionCounts(Set.of(name())).get(name());
    if (count == null) {
      throw CommandFailure.running(
          "there is no topic "
              + name()
              + " at "
              + config.kafka().bootstrapServers()
              + "; the service creates it when it starts, or name another by"
              + " -D topics.dead.letters=…");
    }
    List<TopicPartition> partitions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      partitions.add(new TopicPartition(name(), i));
    }
    return partitions;
  }

  private static void seek(
      KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions, Instant since) {
    if (since.equals(Instant.MIN)) {
      consumer.seekToBeginning(partitions);
      return;
    }
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, Math.max(0, since.toEpochMilli())));
    Map<TopicPartition, OffsetAndTimestamp> offsets = consumer.offsetsForTimes(times);
    for (TopicPartition partition : partitions) {
      OffsetAndTimestamp found = offsets.get(partition);
      if (found == null) {
        consumer.seekToEnd(List.of(partition));
      } else {
        consumer.seek(partition, found.offset());
      }
    }
  }

  private static long position(KafkaConsumer<byte[], byte[]> consumer) {
    return consumer.assignment().stream().mapToLong(consumer::position).sum();
  }

  private void take(ConsumerRecord<byte[], byte[]> record, Consumer<FoundLetter> sink) {
    LetterPosition position = new LetterPosition(record.partition(), record.offset());
    try {
      sink.accept(new FoundLetter(position, reader.read(record.value())));
    } catch (UndecodableRecordException e) {
      if (!named.add(position)) {
        return;
      }
      err.println(
          "tidemark: left out " + position + ", which is no dead letter: " + e.getMessage());
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> settings = patient();
    settings.put("isolation.level", "read_committed");
    settings.put("allow.auto.create.topics", false);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private Map<String, Object> patient() {
    Map<String, Object> settings = new HashMap<>(config.kafka().clientProperties());
    settings.put("default.api.timeout.ms", (int) PATIENCE.toMillis());
    settings.put("request.timeout.ms", (int) (PATIENCE.toMillis() / 2));
    return settings;
  }
}
