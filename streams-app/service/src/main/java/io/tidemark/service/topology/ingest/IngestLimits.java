// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.ingest;

import io.tidemark.core.observation.JoinHalf;
import io.tidemark.service.serde.UndecodableRecordException;
import java.time.Duration;
import java.time.Instant;

/**
 * Bounds that a well-formed record must still keep.
 *
 * @param maxFuture how far an event time may lie ahead of the wall clock; one record from the far
 *     future would close every window before it
 * @param maxRecordBytes how large a value may be
 */
public record IngestLimits(Duration maxFuture, int maxRecordBytes) {

  void checkSize(byte[] value) throws UndecodableRecordException {
    if (value != null && value.length > maxRecordBytes) {
      throw new UndecodableRecordException(
          "too-large",
          "value has "
              + value.length
              + " bytes, more than ingest.max.record.bytes="
              + maxRecordBytes
              + "; send fewer features a record or raise the limit");
    }
  }

  void checkTime(JoinHalf half, long nowMillis) throws UndecodableRecordException {
    long timestamp = half.timestampMillis();
    if (timestamp < 0) {
      throw new UndecodableRecordException(
          "negative-timestamp",
          "timestamp "
              + timestamp
              + " lies before 1970; send milliseconds since the epoch, in UTC");
    }
    if (timestamp > nowMillis + maxFuture.toMillis()) {
      throw new UndecodableRecordException(
          "future-timestamp",
          "timestamp "
              + readable(timestamp)
              + " is more than "
              + maxFuture
              + " ahead of the clock; send milliseconds since the epoch, or raise"
              + " ingest.max.future");
    }
  }

  private static String readable(long millis) {
    return millis + " (" + Instant.ofEpochMilli(millis) + ")";
  }
}
