// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.ingest;

import io.tidemark.service.clients.RecordBatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Accepts every record whatever its timestamp. Some producers send none, and the runtime's own
 * extractor would stop the stream for that.
 *
 * <p>The timestamp only decides which input is read next; event time is inside the value. Of two
 * batches of the same span of record time, the one of the input with the lower rank comes first, in
 * every run.
 */
public final class RecordTime implements TimestampExtractor {

  private final int rank;

  /** An extractor for the input of a rank, 0 or 1. */
  public RecordTime(int rank) {
    this.rank = rank;
  }

  /** The record's time; for one without, the largest of its partition so far, or 0. */
  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    RecordBatch batch = RecordBatch.in(record.headers());
    if (batch != null) {
      return batch.timeMillis() + rank;
    }
    return record.timestamp() >= 0 ? record.timestamp() : Math.max(0, partitionTime);
  }
}
