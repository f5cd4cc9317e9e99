// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.clients;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** An ordinary consumer that returns the records of some topics in batches. */
final class BatchingConsumer extends KafkaConsumer<byte[], byte[]> {

  private final RecordBatcher batcher;

  BatchingConsumer(Map<String, Object> config, RecordBatcher batcher) {
    super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.batcher = batcher;
  }

  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    return batcher.batch(super.poll(timeout));
  }
}
