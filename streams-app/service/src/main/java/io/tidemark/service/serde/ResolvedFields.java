// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import io.tidemark.core.observation.ObservedValues;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;

/** The fields of a record that went through schema resolution, checked and named when absent. */
record ResolvedFields(GenericRecord record, String origin, WriterPlan plan) {

  String text(String field) throws UndecodableRecordException {
    return required(field).toString();
  }

  byte[] bytes(String field) throws UndecodableRecordException {
    ByteBuffer value = (ByteBuffer) required(field);
    byte[] copy = new byte[value.remaining()];
    value.get(copy);
    return copy;
  }

  long timestampMillis() throws UndecodableRecordException {
    return plan.timestampMillis((Long) required("timestamp"));
  }

  ObservedValues values(String field, LayoutInterner layouts) throws UndecodableRecordException {
    return convert((Map<?, ?>) required(field), layouts);
  }

  /** The values of an optional field, or null when it is absent. */
  ObservedValues optionalValues(String field, LayoutInterner layouts) {
    Object value = record.get(field);
    return value == null ? null : convert((Map<?, ?>) value, layouts);
  }

  private Object required(String field) throws UndecodableRecordException {
    Object value = record.get(field);
    if (value == null) {
      throw new UndecodableRecordException(
          UndecodableRecordException.MISSING_FIELD,
          "field '"
              + field
              + "' is null or not in "
              + origin
              + " ("
              + plan.writer().getFullName()
              + "); add it to the producer's records");
    }
    return value;
  }

  private static ObservedValues convert(Map<?, ?> map, LayoutInterner layouts) {
    if (map.isEmpty()) {
      return ObservedValues.EMPTY;
    }
    UnseenValues values = new UnseenValues();
    map.forEach((name, value) -> set(values, values.slot(name.toString()), value));
    return values.in(layouts.intern(values.names()));
  }

  private static void set(UnseenValues values, int slot, Object value) {
    if (value == null) {
      values.type(slot, ObservedValues.Type.MISSING);
    } else if (value instanceof Number number) {
      values.numbers()[slot] = number.doubleValue();
      values.type(slot, ObservedValues.Type.NUMBER);
    } else {
      values.words()[slot] = value.toString();
      values.type(slot, ObservedValues.Type.TEXT);
    }
  }
}
