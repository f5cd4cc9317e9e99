// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference.topic;

import io.tidemark.service.cli.shell.CommandFailure;
import io.tidemark.service.cli.table.ReadingWatch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads all partitions of some topics between two points in record time, committed records only,
 * and in step: no partition runs far ahead of the others in record time, so that what belongs
 * together comes together. One thread.
 */
final class TopicScan implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final long STEP_MILLIS = 1_000;
  private static final int RECORDS_AT_ONCE = 2_000;
  private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> times = new HashMap<>();
  private final Map<TopicPartition, Long> ends = new HashMap<>();

  TopicScan(Map<String, Object> clientProperties) {
    Map<String, Object> settings = new HashMap<>(clientProperties);
    settings.put("isolation.level", "read_committed");
    settings.put("allow.auto.create.topics", false);
    settings.put("auto.offset.reset", "earliest");
    settings.put("max.poll.records", RECORDS_AT_ONCE);
    settings.put("default.api.timeout.ms", (int) PATIENCE.toMillis());
    settings.put("request.timeout.ms", (int) (PATIENCE.toMillis() / 2));
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Hands over the records from one record time to another, and those there now at most. */
  void read(
      Set<String> topics,
      TimeRange recordTimes,
      Path label,
      ReadingWatch watch,
      Consumer<ConsumerRecord<byte[], byte[]>> sink) {
    List<TopicPartition> partitions = partitions(topics);
    consumer.assign(partitions);
    ends.putAll(consumer.endOffsets(partitions));
    if (!recordTimes.to().equals(Instant.MAX)) {
      ends.replaceAll((partition, end) -> Math.min(end, offset(partition, recordTimes.to(), end)));
    }
    consumer.seekToBeginning(partitions);
    if (!recordTimes.from().equals(Instant.MIN)) {
      partitions.forEach(
          partition ->
              consumer.seek(partition, offset(partition, recordTimes.from(), ends.get(partition))));
    }
    partitions.forEach(partition -> times.put(partition, Long.MIN_VALUE));
    readInStep(partitions, label, watch, sink);
  }

  private void readInStep(
      List<TopicPartition> partitions,
      Path label,
      ReadingWatch watch,
      Consumer<ConsumerRecord<byte[], byte[]>> sink) {
    long first = position(partitions);
    long last = Math.max(first + 1, ends.values().stream().mapToLong(Long::longValue).sum());
    long before = first;
    long records = 0;
    for (List<TopicPartition> open = open(partitions); !open.isEmpty(); open = open(partitions)) {
      keepInStep(open);
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(PATIENCE)) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < ends.get(partition)) {
          times.merge(partition, record.timestamp(), Math::max);
          sink.accept(record);
          records++;
        }
      }
      long after = position(partitions);
      if (after == before) {
        throw new TimeoutException("nothing came for " + PATIENCE.toSeconds() + " s");
      }
      before = after;
      watch.read(label, records, Math.min(1, (double) (after - first) / (last - first)));
    }
  }

  /** Lets only those partitions be read on that are not ahead of the one furthest behind. */
  private void keepInStep(List<TopicPartition> open) {
    long behind = open.stream().mapToLong(times::get).min().orElseThrow();
    List<TopicPartition> next = new ArrayList<>();
    for (TopicPartition partition : open) {
      if (times.get(partition) <= behind + STEP_MILLIS) {
        next.add(partition);
      }
    }
    consumer.pause(consumer.assignment());
    consumer.resume(next);
  }

  private List<TopicPartition> open(List<TopicPartition> partitions) {
    return partitions.stream()
        .filter(partition -> consumer.position(partition) < ends.get(partition))
        .toList();
  }

  private long position(Collection<TopicPartition> partitions) {
    return partitions.stream().mapToLong(consumer::position).sum();
  }

  private long offset(TopicPartition partition, Instant time, long otherwise) {
    if (time.isAfter(LAST)) {
      return otherwise;
    }
    long millis = time.isBefore(Instant.EPOCH) ? 0 : time.toEpochMilli();
    OffsetAndTimestamp found = consumer.offsetsForTimes(Map.of(partition, millis)).get(partition);
    return found == null ? otherwise : found.offset();
  }

  private List<TopicPartition> partitions(Set<String> topics) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics) {
      List<PartitionInfo> found = consumer.partitionsFor(topic);
      if (found == null || found.isEmpty()) {
        throw CommandFailure.running(
            "there is no topic "
                + topic
                + "; name the topics by -D topics.features=… and -D topics.predictions=…");
      }
      found.forEach(each -> partitions.add(new TopicPartition(topic, each.partition())));
    }
    return partitions;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
