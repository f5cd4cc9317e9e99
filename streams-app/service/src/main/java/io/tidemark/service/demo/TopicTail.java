// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the committed records of some topics from their beginning. One thread. */
public final class TopicTail implements AutoCloseable {

  private final KafkaConsumer<byte[], byte[]> consumer;

  /**
   * Stands before the first record.
   *
   * @param clientConfig how to reach the brokers
   * @param topics topics that exist
   */
  public TopicTail(Map<String, Object> clientConfig, Collection<String> topics) {
    Map<String, Object> config = new HashMap<>(clientConfig);
    config.put("isolation.level", "read_committed");
    config.put("auto.offset.reset", "earliest");
    config.put("allow.auto.create.topics", false);
    config.put("fetch.max.wait.ms", 200);
    consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics) {
      consumer
          .partitionsFor(topic)
          .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /**
   * Waits for records.
   *
   * @param patience longest wait
   * @return what has come; nothing when the wait was in vain
   */
  public Iterable<ConsumerRecord<byte[], byte[]>> poll(Duration patience) {
    return consumer.poll(patience);
  }

  /**
   * Ends a wait in another thread with a {@link org.apache.kafka.common.errors.WakeupException}.
   */
  public void wakeup() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
