// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.clients;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Ordinary clients for the runtime, with the main consumers kept in reach of their stream threads.
 *
 * <p>A consumer belongs to the stream thread that polls it, and tasks run on that same thread, so a
 * task may ask its consumer for the lag without a lock. The runtime names the consumer of thread
 * {@code T} {@code T-consumer}.
 */
public final class TrackingClientSupplier
    implements KafkaClientSupplier, InputProgress, CommitPace {

  private static final String CONSUMER_SUFFIX = "-consumer";
  private static final long SHORTEST_TICK_MILLIS = 10;
  private static final long LONGEST_TICK_MILLIS = 100;

  private final Map<String, Tracked> consumerByThread = new ConcurrentHashMap<>();

  private record Tracked(BatchingConsumer consumer, BacklogPace pace) {}

  private final RecordBatcher batcher;
  private final Duration commitInterval;

  /**
   * A supplier whose main consumers return some topics in batches.
   *
   * @param inputs the topics whose records are handed on as {@link RecordBatch}es
   * @param spanMillis how much record time a batch may hold; see {@link RecordBatcher#spanMillis}
   * @param commitInterval how often a thread commits that has no backlog
   */
  public TrackingClientSupplier(Set<String> inputs, long spanMillis, Duration commitInterval) {
    this.batcher = new RecordBatcher(inputs, spanMillis);
    this.commitInterval = commitInterval;
  }

  @Override
  public boolean caughtUp(TopicPartition partition) {
    Tracked tracked = consumerByThread.get(Thread.currentThread().getName());
    if (tracked == null || !tracked.consumer().assignment().contains(partition)) {
      return false;
    }
    return tracked.consumer().caughtUp(partition);
  }

  @Override
  public long polls() {
    Tracked tracked = consumerByThread.get(Thread.currentThread().getName());
    return tracked == null ? 0 : tracked.consumer().polls();
  }

  @Override
  public boolean due() {
    Tracked tracked = consumerByThread.get(Thread.currentThread().getName());
    return tracked != null && tracked.pace().due();
  }

  /** A tenth of the interval, and nothing a person or a processor would notice. */
  @Override
  public Duration tick() {
    return Duration.ofMillis(
        Math.max(
            SHORTEST_TICK_MILLIS, Math.min(LONGEST_TICK_MILLIS, commitInterval.toMillis() / 10)));
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    BatchingConsumer consumer = new BatchingConsumer(config, batcher);
    String clientId = String.valueOf(config.get(ConsumerConfig.CLIENT_ID_CONFIG));
    if (clientId.endsWith(CONSUMER_SUFFIX)) {
      consumerByThread.put(
          clientId.substring(0, clientId.length() - CONSUMER_SUFFIX.length()),
          new Tracked(
              consumer,
              new BacklogPace(commitInterval, consumer::read, consumer::lag, System::nanoTime)));
    }
    return consumer;
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(config);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return newConsumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    Map<String, Object> timed = new HashMap<>(config);
    List<Object> interceptors = new ArrayList<>();
    Object wanted = config.get(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG);
    if (wanted instanceof Collection<?> several) {
      interceptors.addAll(several);
    } else if (wanted instanceof String names && !names.isBlank()) {
      interceptors.addAll(List.of(names.trim().split("\\s*,\\s*")));
    }
    interceptors.add(TimedRecords.class.getName());
    timed.put(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, interceptors);
    return newConsumer(timed);
  }

  private static Consumer<byte[], byte[]> newConsumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
