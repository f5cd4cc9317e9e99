// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/**
 * How to read what one writer schema wrote.
 *
 * @param writer the writer's schema
 * @param own whether its binary form is that of the contract
 * @param timestampDivisor what the timestamp is to be divided by to give milliseconds
 * @param resolver reads it as the lenient contract
 */
record WriterPlan(
    Schema writer, boolean own, long timestampDivisor, GenericDatumReader<GenericRecord> resolver) {

  static WriterPlan of(Schema writer, Schema contract, Schema lenientContract) {
    boolean own =
        SchemaNormalization.toParsingForm(writer)
            .equals(SchemaNormalization.toParsingForm(contract));
    return new WriterPlan(
        writer, own, timestampDivisor(writer), new GenericDatumReader<>(writer, lenientContract));
  }

  /** A point in time as the writer wrote it, in milliseconds since the epoch. */
  long timestampMillis(long written) {
    return timestampDivisor == 1 ? written : Math.floorDiv(written, timestampDivisor);
  }

  /** The binary form does not show the unit of a point in time; the logical type does. */
  private static long timestampDivisor(Schema writer) {
    if (writer.getType() != Schema.Type.RECORD || writer.getField("timestamp") == null) {
      return 1;
    }
    LogicalType type = writer.getField("timestamp").schema().getLogicalType();
    if (type instanceof LogicalTypes.TimestampMicros
        || type instanceof LogicalTypes.LocalTimestampMicros) {
      return 1_000;
    }
    if (type instanceof LogicalTypes.TimestampNanos
        || type instanceof LogicalTypes.LocalTimestampNanos) {
      return 1_000_000;
    }
    return 1;
  }
}
