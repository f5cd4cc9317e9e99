// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.ingest;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Accepts every record whatever its timestamp. Some producers send none, and the runtime's own
 * extractor would stop the stream for that.
 *
 * <p>The timestamp only decides which input is read next; event time is inside the value.
 */
public final class RecordTime implements TimestampExtractor {

  /** The record's time; for one without, the largest of its partition so far, or 0. */
  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    return record.timestamp() >= 0 ? record.timestamp() : Math.max(0, partitionTime);
  }
}
