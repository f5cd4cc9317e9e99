// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde.mapping;

import io.tidemark.service.serde.AvroCursor;
import io.tidemark.service.serde.MalformedAvroException;
import io.tidemark.service.serde.TextCache;
import io.tidemark.service.serde.UndecodableRecordException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** The scalars of Avro's types; null for a type that is none, such as an array or bytes. */
final class Scalars {

  private final TextCache texts;

  Scalars(TextCache texts) {
    this.texts = texts;
  }

  Scalar of(Schema schema) {
    return switch (schema.getType()) {
      case DOUBLE -> new DoubleScalar();
      case FLOAT -> new FloatScalar();
      case INT, LONG -> whole(schema);
      case BOOLEAN -> new BooleanScalar();
      case ENUM -> new EnumScalar(schema.getEnumSymbols().toArray(String[]::new));
      case STRING -> new TextScalar(texts, schema.getLogicalType() == null);
      case BYTES, FIXED ->
          schema.getLogicalType() instanceof LogicalTypes.Decimal decimal
              ? new DecimalScalar(
                  decimal.getScale(),
                  schema.getType() == Schema.Type.FIXED ? schema.getFixedSize() : -1)
              : null;
      case NULL -> new NullScalar();
      case UNION -> union(schema);
      case RECORD, ARRAY, MAP -> null;
    };
  }

  /** A union in which at least one branch is a scalar of substance; the others are passed over. */
  private Scalar union(Schema schema) {
    List<Scalar> branches = new ArrayList<>();
    boolean any = false;
    Skips skips = new Skips();
    for (Schema branch : schema.getTypes()) {
      Scalar scalar = of(branch);
      any |= scalar != null && branch.getType() != Schema.Type.NULL;
      branches.add(scalar == null ? new SkippedScalar(skips.of(branch)) : scalar);
    }
    return any ? new UnionScalar(branches.toArray(Scalar[]::new)) : null;
  }

  private static Scalar whole(Schema schema) {
    boolean isInt = schema.getType() == Schema.Type.INT;
    TimestampUnit unit = unit(schema.getLogicalType());
    return unit == null ? new WholeScalar(isInt) : new TimeScalar(isInt, unit, isPoint(schema));
  }

  private static boolean isPoint(Schema schema) {
    return !schema.getLogicalType().getName().startsWith("time-");
  }

  private static TimestampUnit unit(LogicalType type) {
    if (type == null) {
      return null;
    }
    return switch (type.getName()) {
      case "date" -> TimestampUnit.DAYS;
      case "time-millis", "timestamp-millis", "local-timestamp-millis" -> TimestampUnit.MILLIS;
      case "time-micros", "timestamp-micros", "local-timestamp-micros" -> TimestampUnit.MICROS;
      case "timestamp-nanos", "local-timestamp-nanos" -> TimestampUnit.NANOS;
      default -> null;
    };
  }

  record DoubleScalar() implements Scalar {
    @Override
    public void read(AvroCursor in, Slots slots, int slot) throws MalformedAvroException {
      slots.number(slot, in.readDouble());
    }

    @Override
    public String readText(AvroCursor in) throws MalformedAvroException {
      return Double.toString(in.readDouble());
    }

    @Override
    public void readTime(AvroCursor in, Row row)
        throws MalformedAvroException, UndecodableRecordException {
      row.time(in.readDouble());
    }
  }

  private record FloatScalar() implements Scalar {
    @Override
    public void read(AvroCursor in, Slots slots, int slot) throws MalformedAvroException {
      slots.number(slot, in.readFloat());
    }

    @Override
    public String readText(AvroCursor in) throws MalformedAvroException {
      return Float.toString(in.readFloat());
    }

    @Override
    public void readTime(AvroCursor in, Row row)
        throws MalformedAvroException, UndecodableRecordException {
      row.time((double) in.readFloat());
    }
  }

  record WholeScalar(boolean isInt) implements Scalar {
    private long value(AvroCursor in) throws MalformedAvroException {
      return isInt ? in.readInt() : in.readLong();
    }

    @Override
    public void read(AvroCursor in, Slots slots, int slot) throws MalformedAvroException {
      slots.number(slot, (double) value(in));
    }

    @Override
    public String readText(AvroCursor in) throws MalformedAvroException {
      return Long.toString(value(in));
    }

    @Override
    public void readTime(AvroCursor in, Row row)
        throws MalformedAvroException, UndecodableRecordException {
      row.time(value(in), null);
    }
  }

  /** A point in time or a time of day; as a number it is milliseconds, a date days. */
  private record TimeScalar(boolean isInt, TimestampUnit unit, boolean isPoint) implements Scalar {
    private long value(AvroCursor in) throws MalformedAvroException {
      return isInt ? in.readInt() : in.readLong();
    }

    @Override
    public void read(AvroCursor in, Slots slots, int slot) throws MalformedAvroException {
      long value = value(in);
      slots.number(
          slot, unit == TimestampUnit.DAYS ? (double) value : unit.fractionalMillis(value));
    }

    @Override
    public String readText(AvroCursor in) throws MalformedAvroException {
      return Long.toString(value(in));
    }

    @Override
    public void readTime(AvroCursor in, Row row)
        throws MalformedAvroException, UndecodableRecordException {
      row.time(value(in), unit);
    }

    @Override
    public boolean byStar() {
      return false;
    }

    @Override
    public boolean serves(Role role) {
      return role != Role.TIMESTAMP || isPoint;
    }
  }

  private record BooleanScalar() implements Scalar {
    @Override
    public void read(AvroCursor in, Slots slots, int slot) throws MalformedAvroException {
      slots.text(slot, in.readBoolean() ? "true" : "false");
    }

    @Override
    public String readText(AvroCursor in) throws MalformedAvroException {
      return String.valueOf(in.readBoolean());
    }

    @Override
    public boolean serves(Role role) {
      return false;
    }
  }

  // A class and not a record, which must not hold an array.
  private static final class EnumScalar implements Scalar {
    private final String[] symbols;

    EnumScalar(String[] symbols) {
      this.symbols = symbols;
    }

    @Override
    public void read(AvroCursor in, Slots slots, int slot) throws MalformedAvroException {
      slots.text(slot, readText(in));
    }

    @Override
    public String readText(AvroCursor in) throws MalformedAvroException {
      int index = in.readInt();
      if (index < 0 || index >= symbols.length) {
        throw new MalformedAvroException(
            "symbol " + index + " of an enum of " + symbols.length + " before " + in.position());
      }
      return symbols[index];
    }

    @Override
    public boolean serves(Role role) {
      return role != Role.TIMESTAMP;
    }
  }

  /** A text; one with a logical type, such as uuid, is an id rather than a category. */
  record TextScalar(TextCache texts, boolean byStar) implements Scalar {
    @Override
    public void read(AvroCursor in, Slots slots, int slot) throws MalformedAvroException {
      int length = in.readLength();
      slots.text(slot, texts.text(in.bytes(), in.position(), length));
      in.skip(length);
    }

    @Override
    public String readText(AvroCursor in) throws MalformedAvroException {
      return in.readString();
    }
  }

  private record NullScalar() implements Scalar {
    @Override
    public void read(AvroCursor in, Slots slots, int slot) {
      slots.missing(slot);
    }

    @Override
    public String readText(AvroCursor in) {
      return null;
    }

    @Override
    public boolean isNull() {
      return true;
    }
  }

  /** What no slot can hold: passed over, and missing. */
  private record SkippedScalar(Skips.Skip skip) implements Scalar {
    @Override
    public void read(AvroCursor in, Slots slots, int slot) throws MalformedAvroException {
      skip.skip(in);
      slots.missing(slot);
    }

    @Override
    public String readText(AvroCursor in) throws MalformedAvroException {
      skip.skip(in);
      return null;
    }
  }

  static final class UnionScalar implements Scalar {
    private final Scalar[] branches;

    UnionScalar(Scalar[] branches) {
      this.branches = branches;
    }

    private Scalar branch(AvroCursor in) throws MalformedAvroException {
      return branches[Skips.branch(in, branches.length)];
    }

    @Override
    public void read(AvroCursor in, Slots slots, int slot) throws MalformedAvroException {
      branch(in).read(in, slots, slot);
    }

    @Override
    public String readText(AvroCursor in) throws MalformedAvroException {
      return branch(in).readText(in);
    }

    @Override
    public void readTime(AvroCursor in, Row row)
        throws MalformedAvroException, UndecodableRecordException {
      branch(in).readTime(in, row);
    }

    @Override
    public boolean byStar() {
      for (Scalar branch : branches) {
        if (!branch.byStar()) {
          return false;
        }
      }
      return true;
    }

    @Override
    public boolean serves(Role role) {
      for (Scalar branch : branches) {
        if (!(branch instanceof SkippedScalar) && !branch.serves(role)) {
          return false;
        }
      }
      return true;
    }
  }
}
