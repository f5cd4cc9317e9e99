// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.clients;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Cuts what a poll returned into batches.
 *
 * <p>The runtime reads several inputs in step by the times of their records, and now does so by the
 * times of their batches. A batch therefore ends where record time enters another span; spans are
 * aligned to the epoch, so the same records fall into the same spans however they were fetched.
 * Records that come late within their partition travel with those before them. Stateless.
 */
public final class RecordBatcher {

  /** Bounds what one call of a processor does, and so how long a commit waits for it. */
  static final int MAX_RECORDS = 256;

  private static final long SPANS_PER_JOIN_WINDOW = 64;
  private static final long LONGEST_SPAN_MILLIS = 1_000;
  private static final long SHORTEST_SPAN_MILLIS = 2;

  /** Clocks differ by seconds; a timestamp further ahead than this is wrong. */
  private static final long MAX_FUTURE_MILLIS = 3_600_000;

  private final Set<String> topics;
  private final long spanMillis;
  private final LongSupplier clockMillis;

  /** Batches the records of these topics; others pass as they are. */
  RecordBatcher(Set<String> topics, long spanMillis) {
    this(topics, spanMillis, System::currentTimeMillis);
  }

  /** Batches by this wall clock. */
  RecordBatcher(Set<String> topics, long spanMillis, LongSupplier clockMillis) {
    this.clockMillis = clockMillis;
    this.topics = Set.copyOf(topics);
    this.spanMillis = spanMillis;
  }

  /**
   * How long a span is: a small part of the join window, because a half may wait that much longer
   * than its time.
   */
  public static long spanMillis(Duration joinWindow) {
    long part = joinWindow.toMillis() / SPANS_PER_JOIN_WINDOW;
    return Math.max(SHORTEST_SPAN_MILLIS, Math.min(LONGEST_SPAN_MILLIS, part));
  }

  /** Whether the records of a topic are returned in batches. */
  boolean batches(String topic) {
    return topics.contains(topic);
  }

  /** The partition that a task reads of the other input; null where there is none. */
  TopicPartition otherInput(TopicPartition partition) {
    for (String topic : topics) {
      if (!topic.equals(partition.topic())) {
        return new TopicPartition(topic, partition.partition());
      }
    }
    return null;
  }

  /**
   * The same records, those of the topics in batches.
   *
   * @param unprocessed where the batches of a partition are counted
   */
  ConsumerRecords<byte[], byte[]> batch(
      ConsumerRecords<byte[], byte[]> polled,
      Function<TopicPartition, UnprocessedBatches> unprocessed) {
    if (polled.isEmpty()) {
      return polled;
    }
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> batched = new LinkedHashMap<>();
    for (TopicPartition partition : polled.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
      batched.put(
          partition,
          batches(partition.topic())
              ? cut(partition, records, unprocessed.apply(partition))
              : records);
    }
    return new ConsumerRecords<>(batched, polled.nextOffsets());
  }

  private List<ConsumerRecord<byte[], byte[]>> cut(
      TopicPartition partition,
      List<ConsumerRecord<byte[], byte[]>> records,
      UnprocessedBatches unprocessed) {
    List<ConsumerRecord<byte[], byte[]>> carriers = new ArrayList<>();
    long latest = clockMillis.getAsLong() + MAX_FUTURE_MILLIS;
    int start = 0;
    long spanStart = spanStart(records.get(0), latest);
    for (int i = 1; i < records.size(); i++) {
      if (i - start == MAX_RECORDS || isBeyond(records.get(i), spanStart, latest)) {
        carriers.add(
            new RecordBatch(records.subList(start, i), spanStart, unprocessed).carrier(partition));
        start = i;
        spanStart = spanStart(records.get(i), latest);
      }
    }
    List<ConsumerRecord<byte[], byte[]>> rest = records.subList(start, records.size());
    carriers.add(new RecordBatch(rest, spanStart, unprocessed).carrier(partition));
    return carriers;
  }

  private boolean isBeyond(ConsumerRecord<byte[], byte[]> record, long spanStart, long latest) {
    return record.timestamp() >= spanStart + spanMillis && record.timestamp() <= latest;
  }

  /**
   * Some producers send no timestamp, which reads as -1; their records are as old as can be. One
   * from the future is as good as none: the runtime would read the whole backlog of the other input
   * before it, and halves would be given up that have their partner right behind.
   */
  private long spanStart(ConsumerRecord<byte[], byte[]> record, long latest) {
    long timestamp = record.timestamp() > latest ? 0 : Math.max(0, record.timestamp());
    return timestamp - timestamp % spanMillis;
  }
}
