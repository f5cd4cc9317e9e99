// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.clients;

import java.util.Map;
import java.util.OptionalLong;
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
public final class TrackingClientSupplier implements KafkaClientSupplier, InputProgress {

  private static final String CONSUMER_SUFFIX = "-consumer";

  private final Map<String, Consumer<byte[], byte[]>> consumerByThread = new ConcurrentHashMap<>();

  @Override
  public boolean caughtUp(TopicPartition partition) {
    Consumer<byte[], byte[]> consumer = consumerByThread.get(Thread.currentThread().getName());
    if (consumer == null || !consumer.assignment().contains(partition)) {
      return false;
    }
    OptionalLong lag = consumer.currentLag(partition);
    return lag.isPresent() && lag.getAsLong() == 0;
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    Consumer<byte[], byte[]> consumer = newConsumer(config);
    String clientId = String.valueOf(config.get(ConsumerConfig.CLIENT_ID_CONFIG));
    if (clientId.endsWith(CONSUMER_SUFFIX)) {
      consumerByThread.put(
          clientId.substring(0, clientId.length() - CONSUMER_SUFFIX.length()), consumer);
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
    return newConsumer(config);
  }

  private static Consumer<byte[], byte[]> newConsumer(Map<String, Object> config) {
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
