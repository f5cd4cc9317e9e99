// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;

/**
 * A field of an Avro record, perhaps nested, whose values are cells.
 *
 * @param name its name, dotted when nested
 * @param path positions of the fields that lead to it
 * @param type its type, without null
 */
record AvroColumn(String name, List<Integer> path, Schema type) implements FoundColumns.Typed {

  private static final int DEEPEST = 32;

  static FoundColumns<AvroColumn> of(Schema record) {
    FoundColumns<AvroColumn> found = new FoundColumns<>();
    collect("", List.of(), record, found);
    return found;
  }

  private static void collect(
      String prefix, List<Integer> path, Schema record, FoundColumns<AvroColumn> found) {
    for (Schema.Field field : record.getFields()) {
      String name = prefix + field.name();
      List<Integer> fieldPath = new ArrayList<>(path);
      fieldPath.add(field.pos());
      Schema type = withoutNull(field.schema());
      if (type == null) {
        found.unusable().add(name + " (a union of several types)");
      } else if (type.getType() == Schema.Type.RECORD) {
        if (path.size() < DEEPEST) {
          collect(name + ".", fieldPath, type, found);
        } else {
          found.unusable().add(name + " (nested too deeply)");
        }
      } else if (isValue(type)) {
        found.columns().add(new AvroColumn(name, List.copyOf(fieldPath), type));
      } else {
        found.unusable().add(name + " (of type " + type.getType().getName() + ')');
      }
    }
  }

  /** The one type of a union beside null; null when there are several, or none. */
  private static Schema withoutNull(Schema schema) {
    if (!schema.isUnion()) {
      return schema;
    }
    List<Schema> types =
        schema.getTypes().stream().filter(t -> t.getType() != Schema.Type.NULL).toList();
    return types.size() == 1 ? types.get(0) : null;
  }

  private static boolean isValue(Schema type) {
    return switch (type.getType()) {
      case INT, LONG, FLOAT, DOUBLE, BOOLEAN, STRING, ENUM -> true;
      case BYTES, FIXED -> type.getLogicalType() instanceof LogicalTypes.Decimal;
      default -> false;
    };
  }

  @Override
  public boolean isTime() {
    return unit() != null || type.getLogicalType() instanceof LogicalTypes.Date;
  }

  /** What a timestamp counts since the epoch; null when it is none. */
  private ChronoUnit unit() {
    LogicalType logical = type.getLogicalType();
    return switch (logical == null ? "" : logical.getName()) {
      case "timestamp-millis", "local-timestamp-millis" -> ChronoUnit.MILLIS;
      case "timestamp-micros", "local-timestamp-micros" -> ChronoUnit.MICROS;
      case "timestamp-nanos", "local-timestamp-nanos" -> ChronoUnit.NANOS;
      default -> null;
    };
  }

  /** The value in a record; null when it or a record around it is. */
  Object valueIn(IndexedRecord record) {
    Object value = record;
    for (int position : path) {
      if (value == null) {
        return null;
      }
      value = ((IndexedRecord) value).get(position);
    }
    return value;
  }

  /** Adds a value that is not null to its cells. */
  void add(Cells cells, Reading wanted, Object value, TypedCells typed) {
    switch (type.getType()) {
      case INT, LONG -> addWhole(cells, wanted, ((Number) value).longValue(), typed);
      case FLOAT, DOUBLE -> typed.add(cells, wanted, ((Number) value).doubleValue());
      case BOOLEAN -> typed.add(cells, (Boolean) value);
      case BYTES -> typed.add(cells, wanted, decimal((ByteBuffer) value));
      case FIXED ->
          typed.add(cells, wanted, decimal(ByteBuffer.wrap(((GenericFixed) value).bytes())));
      default -> typed.add(cells, value.toString());
    }
  }

  private void addWhole(Cells cells, Reading wanted, long value, TypedCells typed) {
    ChronoUnit unit = unit();
    if (unit != null) {
      typed.add(cells, Instant.EPOCH.plus(value, unit).toString());
    } else if (isTime()) {
      typed.add(cells, LocalDate.ofEpochDay(value).toString());
    } else {
      typed.add(cells, wanted, value);
    }
  }

  private BigDecimal decimal(ByteBuffer bytes) {
    byte[] unscaled = new byte[bytes.remaining()];
    bytes.duplicate().get(unscaled);
    int scale = ((LogicalTypes.Decimal) type.getLogicalType()).getScale();
    return new BigDecimal(new BigInteger(unscaled), scale);
  }
}
