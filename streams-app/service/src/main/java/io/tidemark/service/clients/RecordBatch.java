// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.clients;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * Consecutive records of one input partition that the runtime handles as one.
 *
 * <p>The runtime spends more on a record than Tidemark does, so it is handed one record that
 * carries many, as a header that only this class can make. That record has the offset of the first,
 * and what the runtime commits is the offset of the next record it would process; so a batch is
 * processed whole or read again whole. Used by one thread.
 */
public final class RecordBatch implements Header {

  private static final String KEY = "tidemark-batch";
  private static final byte[] NOTHING = new byte[0];

  private final List<ConsumerRecord<byte[], byte[]>> records;
  private final long timeMillis;
  private final UnprocessedBatches unprocessed;

  RecordBatch(
      List<ConsumerRecord<byte[], byte[]>> records,
      long timeMillis,
      UnprocessedBatches unprocessed) {
    this.records = records;
    this.timeMillis = timeMillis;
    this.unprocessed = unprocessed;
    unprocessed.add();
  }

  /** The batch that a record carries, or null when it is an ordinary one. */
  public static RecordBatch in(Headers headers) {
    for (Header header : headers) {
      if (header instanceof RecordBatch batch) {
        return batch;
      }
    }
    return null;
  }

  /**
   * The records, in the order of their offsets; at least one. Asked once, by the task that now
   * processes them.
   */
  public List<ConsumerRecord<byte[], byte[]>> take() {
    unprocessed.take();
    return records;
  }

  /** The start of the span of record time that the batch is in, in milliseconds; 0 or more. */
  public long timeMillis() {
    return timeMillis;
  }

  /** The one record to hand to the runtime. */
  ConsumerRecord<byte[], byte[]> carrier(TopicPartition partition) {
    ConsumerRecord<byte[], byte[]> first = records.get(0);
    return new ConsumerRecord<>(
        partition.topic(),
        partition.partition(),
        first.offset(),
        timeMillis,
        TimestampType.CREATE_TIME,
        NOTHING.length,
        NOTHING.length,
        NOTHING,
        NOTHING,
        new RecordHeaders(new Header[] {this}),
        first.leaderEpoch());
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public byte[] value() {
    return NOTHING;
  }

  /** The readable form, for logs. */
  @Override
  public String toString() {
    return KEY + " of " + records.size();
  }
}
