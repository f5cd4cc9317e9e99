// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.clients;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * An ordinary consumer that returns the records of some topics in batches, and that does not take a
 * partition for read while some of its records may lie fetched but not yet returned.
 *
 * <p>One answer of a broker may bring many records of several partitions. A consumer hands them
 * over partition by partition, {@code max.poll.records} at a time, and learns the end of a
 * partition only when its turn comes; until then it gives the lag it knew before, which is 0 for
 * one that had been read. The runtime would process the other input of a task alone meanwhile, and
 * halves would be given up whose partners lie next in the buffer, or still at the broker ({@link
 * FreshLag}).
 */
final class BatchingConsumer extends KafkaConsumer<byte[], byte[]> {

  private static final OptionalLong SOME = OptionalLong.of(1);

  private final RecordBatcher batcher;
  private final int mostRecords;
  private final Map<TopicPartition, UnprocessedBatches> unprocessed = new HashMap<>();
  private final BrokerPulses pulses;
  private final FreshLag freshLag;
  private boolean drained = true;
  private long read;
  private long polls;

  BatchingConsumer(Map<String, Object> config, RecordBatcher batcher) {
    super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.batcher = batcher;
    this.mostRecords =
        number(
            config,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            ConsumerConfig.DEFAULT_MAX_POLL_RECORDS);
    int waitMillis =
        number(
            config,
            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
            ConsumerConfig.DEFAULT_FETCH_MAX_WAIT_MS);
    Object rack = config.get(ConsumerConfig.CLIENT_RACK_CONFIG);
    this.pulses =
        new BrokerPulses(
            this,
            rack != null && !rack.toString().isEmpty(),
            Duration.ofMillis(Math.max(1, waitMillis)),
            System::nanoTime);
    this.freshLag = new FreshLag(pulses::now, batcher::otherInput);
  }

  private static int number(Map<String, Object> config, String name, int otherwise) {
    return (int)
        ConfigDef.parseType(name, config.getOrDefault(name, otherwise), ConfigDef.Type.INT);
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    ConsumerRecords<byte[], byte[]> polled = super.poll(timeout);
    drained = polled.count() < mostRecords;
    read += polled.count();
    polls++;
    for (TopicPartition partition : polled.partitions()) {
      noteFetched(partition, polled.nextOffsets().get(partition));
    }
    return batcher.batch(polled, this::unprocessed);
  }

  private UnprocessedBatches unprocessed(TopicPartition partition) {
    return unprocessed.computeIfAbsent(partition, p -> new UnprocessedBatches());
  }

  private void noteFetched(TopicPartition partition, OffsetAndMetadata next) {
    OptionalLong lag = super.currentLag(partition);
    if (batcher.batches(partition.topic()) && next != null && lag.isPresent()) {
      unprocessed(partition).newest(freshLag.returned(partition, next.offset() + lag.getAsLong()));
    }
  }

  /** Whether all that an assigned partition holds has been returned and processed. */
  boolean caughtUp(TopicPartition partition) {
    // That the other input is as well known does not matter here; what is unread now is read later.
    OptionalLong lag = super.currentLag(partition);
    return lag.isPresent()
        && lag.getAsLong() == 0
        && drained
        && allProcessed(partition)
        && pulses.beats(partition);
  }

  /** Whether the task of an assigned partition has processed all that was returned of it. */
  boolean allProcessed(TopicPartition partition) {
    UnprocessedBatches ofPartition = unprocessed.get(partition);
    return ofPartition == null || ofPartition.none();
  }

  /*
   * A task that closes drops what waited in front of it. Its partitions are then given up, or paused
   * and read again from a place they are sent to; either way what was returned before counts no
   * more. A task that goes on elsewhere, since records that it wanted are gone, keeps what it has.
   */

  @Override
  public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
    super.subscribe(topics, new ForgettingListener(this::forget, listener));
  }

  @Override
  public void subscribe(Pattern pattern, ConsumerRebalanceListener listener) {
    super.subscribe(pattern, new ForgettingListener(this::forget, listener));
  }

  private void forget(Collection<TopicPartition> partitions) {
    unprocessed.keySet().removeAll(partitions);
    freshLag.forget(partitions);
  }

  @Override
  public void seek(TopicPartition partition, long offset) {
    forgetBeforeSeek(List.of(partition));
    super.seek(partition, offset);
  }

  @Override
  public void seek(TopicPartition partition, OffsetAndMetadata offset) {
    forgetBeforeSeek(List.of(partition));
    super.seek(partition, offset);
  }

  @Override
  public void seekToBeginning(Collection<TopicPartition> partitions) {
    forgetBeforeSeek(partitions);
    super.seekToBeginning(partitions);
  }

  @Override
  public void seekToEnd(Collection<TopicPartition> partitions) {
    forgetBeforeSeek(partitions);
    super.seekToEnd(partitions);
  }

  private void forgetBeforeSeek(Collection<TopicPartition> partitions) {
    freshLag.forget(partitions);
    partitions.stream().filter(paused()::contains).forEach(unprocessed::remove);
  }

  /** How many polls have returned so far. */
  long polls() {
    return polls;
  }

  /** How many records were returned so far. */
  long read() {
    return read;
  }

  /** How many records the assigned partitions hold that were not returned yet, as far as known. */
  long lag() {
    long lag = 0;
    for (TopicPartition partition : assignment()) {
      lag += super.currentLag(partition).orElse(0);
    }
    return lag;
  }

  /**
   * As known, but 0 only when nothing fetched is left to return and the partition was asked after
   * what was returned of others had come.
   */
  @Override
  public OptionalLong currentLag(TopicPartition partition) {
    OptionalLong lag = super.currentLag(partition);
    if (lag.isEmpty() || lag.getAsLong() > 0 || !batcher.batches(partition.topic())) {
      return lag;
    }
    TopicPartition other = batcher.otherInput(partition);
    boolean believed = other == null || freshLag.isBelieved(partition, unprocessed.get(other));
    return drained && believed ? lag : SOME;
  }
}
