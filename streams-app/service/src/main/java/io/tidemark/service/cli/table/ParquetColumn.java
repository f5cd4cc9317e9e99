// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.JulianFields;
import java.util.UUID;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** A leaf of a Parquet schema whose values are cells. */
final class ParquetColumn implements FoundColumns.Typed {

  private enum Form {
    WHOLE,
    UNSIGNED_INT,
    UNSIGNED_LONG,
    FLOAT,
    DOUBLE,
    HALF,
    BOOLEAN,
    TEXT,
    UUID,
    DECIMAL,
    DATE,
    TIMESTAMP,
    OLD_TIMESTAMP
  }

  private final String[] path;
  private final PrimitiveTypeName primitive;
  private final Form form;
  private final int scale;
  private final ChronoUnit unit;
  private final TextPool pool = new TextPool();

  private ParquetColumn(ColumnDescriptor leaf, Form form) {
    this.path = leaf.getPath();
    this.primitive = leaf.getPrimitiveType().getPrimitiveTypeName();
    this.form = form;
    LogicalTypeAnnotation logical = leaf.getPrimitiveType().getLogicalTypeAnnotation();
    this.scale = logical instanceof DecimalLogicalTypeAnnotation decimal ? decimal.getScale() : 0;
    this.unit = logical instanceof TimestampLogicalTypeAnnotation time ? unit(time) : null;
  }

  private static ChronoUnit unit(TimestampLogicalTypeAnnotation time) {
    return switch (time.getUnit()) {
      case MILLIS -> ChronoUnit.MILLIS;
      case MICROS -> ChronoUnit.MICROS;
      case NANOS -> ChronoUnit.NANOS;
    };
  }

  static FoundColumns<ParquetColumn> of(MessageType schema) {
    FoundColumns<ParquetColumn> found = new FoundColumns<>();
    for (ColumnDescriptor leaf : schema.getColumns()) {
      Form form = leaf.getMaxRepetitionLevel() > 0 ? null : form(leaf.getPrimitiveType());
      if (form == null) {
        String why = leaf.getMaxRepetitionLevel() > 0 ? "a list or map" : "raw bytes";
        found.unusable().add(String.join(".", leaf.getPath()) + " (" + why + ')');
      } else {
        found.columns().add(new ParquetColumn(leaf, form));
      }
    }
    return found;
  }

  private static Form form(PrimitiveType type) {
    String logical =
        type.getLogicalTypeAnnotation() == null ? "" : type.getLogicalTypeAnnotation().toString();
    String name = logical.replaceAll("\\(.*", "");
    boolean unsigned = name.equals("INTEGER") && logical.contains("false");
    return switch (name) {
      case "DECIMAL" -> Form.DECIMAL;
      case "DATE" -> Form.DATE;
      case "TIMESTAMP" -> Form.TIMESTAMP;
      case "STRING", "ENUM", "JSON" -> Form.TEXT;
      case "UUID" -> Form.UUID;
      case "FLOAT16" -> Form.HALF;
      case "", "INTEGER", "TIME" -> form(type.getPrimitiveTypeName(), unsigned);
      default -> null;
    };
  }

  private static Form form(PrimitiveTypeName primitive, boolean unsigned) {
    return switch (primitive) {
      case INT32 -> unsigned ? Form.UNSIGNED_INT : Form.WHOLE;
      case INT64 -> unsigned ? Form.UNSIGNED_LONG : Form.WHOLE;
      case FLOAT -> Form.FLOAT;
      case DOUBLE -> Form.DOUBLE;
      case BOOLEAN -> Form.BOOLEAN;
      case INT96 -> Form.OLD_TIMESTAMP;
      case BINARY -> Form.TEXT; // old writers leave texts without a mark
      case FIXED_LEN_BYTE_ARRAY -> null;
    };
  }

  @Override
  public String name() {
    return String.join(".", path);
  }

  String[] path() {
    return path.clone();
  }

  @Override
  public boolean isTime() {
    return form == Form.DATE || form == Form.TIMESTAMP || form == Form.OLD_TIMESTAMP;
  }

  /** The top field of a schema cut down to this leaf. */
  Type alone(GroupType schema) {
    return alone(schema, 0);
  }

  private Type alone(GroupType group, int depth) {
    Type field = group.getType(path[depth]);
    return field.isPrimitive()
        ? field
        : field.asGroupType().withNewFields(alone(field.asGroupType(), depth + 1));
  }

  /** Adds the value on which a reader stands. */
  void add(Cells cells, Reading wanted, ColumnReader reader, TypedCells typed) {
    switch (form) {
      case WHOLE -> typed.add(cells, wanted, whole(reader));
      case UNSIGNED_INT -> typed.add(cells, wanted, Integer.toUnsignedLong(reader.getInteger()));
      case UNSIGNED_LONG ->
          typed.add(cells, wanted, new BigDecimal(Long.toUnsignedString(reader.getLong())));
      case FLOAT -> typed.add(cells, wanted, (double) reader.getFloat());
      case DOUBLE -> typed.add(cells, wanted, reader.getDouble());
      case HALF -> typed.add(cells, wanted, half(reader.getBinary()));
      case BOOLEAN -> typed.add(cells, reader.getBoolean());
      case TEXT -> {
        byte[] bytes = reader.getBinary().getBytesUnsafe();
        typed.add(cells, pool.text(bytes, 0, bytes.length));
      }
      case UUID -> typed.add(cells, uuid(reader.getBinary()));
      case DECIMAL -> typed.add(cells, wanted, decimal(reader));
      case DATE -> typed.add(cells, LocalDate.ofEpochDay(reader.getInteger()).toString());
      case TIMESTAMP -> typed.add(cells, Instant.EPOCH.plus(reader.getLong(), unit).toString());
      case OLD_TIMESTAMP -> typed.add(cells, oldTimestamp(reader.getBinary()));
    }
  }

  private long whole(ColumnReader reader) {
    return primitive == PrimitiveTypeName.INT32 ? reader.getInteger() : reader.getLong();
  }

  /** A number of 16 bits: a sign, five bits of exponent, ten of fraction. */
  private static double half(Binary bytes) {
    int bits = little(bytes).getShort();
    int exponent = (bits >> 10) & 0x1F;
    int fraction = bits & 0x3FF;
    double size =
        exponent == 0
            ? Math.scalb((double) fraction, -24)
            : Math.scalb(1024.0 + fraction, exponent - 25);
    if (exponent == 0x1F) {
      size = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    }
    return bits < 0 ? -size : size;
  }

  private static ByteBuffer little(Binary bytes) {
    return ByteBuffer.wrap(bytes.getBytes()).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static String uuid(Binary bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes.getBytes());
    return new UUID(buffer.getLong(), buffer.getLong()).toString();
  }

  private BigDecimal decimal(ColumnReader reader) {
    return switch (primitive) {
      case INT32, INT64 -> BigDecimal.valueOf(whole(reader), scale);
      default -> new BigDecimal(new BigInteger(reader.getBinary().getBytes()), scale);
    };
  }

  /** Nanoseconds of the day, then the day, as Impala and old Spark write it. */
  private static String oldTimestamp(Binary bytes) {
    ByteBuffer buffer = little(bytes);
    long nanos = buffer.getLong();
    LocalDate day = LocalDate.EPOCH.with(JulianFields.JULIAN_DAY, buffer.getInt());
    return Instant.EPOCH.plus(day.toEpochDay(), ChronoUnit.DAYS).plusNanos(nanos).toString();
  }
}
