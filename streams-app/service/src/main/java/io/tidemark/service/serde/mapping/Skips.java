// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde.mapping;

import io.tidemark.service.serde.AvroCursor;
import io.tidemark.service.serde.MalformedAvroException;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Makes what passes over values that nobody wants. What always has the same length is one step,
 * however many parts it has, so that the work is bounded by the bytes and not by what a schema
 * multiplies. Not thread-safe, nor is what it makes.
 */
final class Skips {

  /** Deeper nesting, which only a schema that refers to itself can ask for, is refused. */
  static final int MAX_DEPTH = 200;

  private static final long VARIES = -1;

  private final IdentityHashMap<Schema, Skip> known = new IdentityHashMap<>();
  private final IdentityHashMap<Schema, Long> sizes = new IdentityHashMap<>();

  /** Passes over one value. */
  interface Skip {
    void skip(AvroCursor in) throws MalformedAvroException;
  }

  /** Reads the branch of a union. */
  static int branch(AvroCursor in, int branches) throws MalformedAvroException {
    long branch = in.readLong();
    if (branch < 0 || branch >= branches) {
      throw new MalformedAvroException(
          "branch " + branch + " of a union of " + branches + " before byte " + in.position());
    }
    return (int) branch;
  }

  Skip of(Schema schema) {
    Skip skip = known.get(schema);
    if (skip == null) {
      long size = size(schema);
      skip = size == VARIES ? varying(schema) : in -> advance(in, size);
      known.put(schema, skip);
    }
    return skip;
  }

  private Skip varying(Schema schema) {
    return switch (schema.getType()) {
      case INT, LONG, ENUM -> AvroCursor::readLong;
      case STRING, BYTES -> in -> in.skip(in.readLength());
      case ARRAY -> blocks(schema.getElementType(), false);
      case MAP -> blocks(schema.getValueType(), true);
      case UNION -> {
        Skip[] branches = new Skip[schema.getTypes().size()];
        for (int i = 0; i < branches.length; i++) {
          branches[i] = of(schema.getTypes().get(i));
        }
        yield in -> branches[branch(in, branches.length)].skip(in);
      }
      case RECORD -> record(schema);
      case NULL, BOOLEAN, FLOAT, DOUBLE, FIXED ->
          throw new IllegalStateException("always of one length");
    };
  }

  private Skip record(Schema schema) {
    RecordSkip record = new RecordSkip();
    // Known before its fields are, for those that refer back to it.
    known.put(schema, record);
    List<Schema.Field> fields = schema.getFields();
    Skip[] parts = new Skip[fields.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = of(fields.get(i).schema());
    }
    record.parts = parts;
    return record;
  }

  private static final class RecordSkip implements Skip {
    private Skip[] parts;
    private int depth;

    @Override
    public void skip(AvroCursor in) throws MalformedAvroException {
      if (++depth > MAX_DEPTH) {
        depth = 0;
        throw new MalformedAvroException(
            "nesting deeper than " + MAX_DEPTH + " at byte " + in.position());
      }
      try {
        for (Skip part : parts) {
          part.skip(in);
        }
      } finally {
        depth = Math.max(0, depth - 1);
      }
    }
  }

  private Skip blocks(Schema items, boolean keyed) {
    long size = size(items);
    Skip item = of(items);
    return in -> {
      for (long count = in.readLong(); count != 0; count = in.readLong()) {
        if (count < 0) {
          // A negative count is followed by the size of the block in bytes.
          in.skip(in.readLength());
        } else if (size >= 0 && !keyed) {
          advance(in, multiplied(count, size));
        } else {
          for (long i = 0; i < count; i++) {
            if (keyed) {
              in.skip(in.readLength());
            }
            item.skip(in);
          }
        }
      }
    };
  }

  /** The length in bytes of every value of a schema, or {@link #VARIES}. */
  private long size(Schema schema) {
    return switch (schema.getType()) {
      case NULL -> 0;
      case BOOLEAN -> 1;
      case FLOAT -> Float.BYTES;
      case DOUBLE -> Double.BYTES;
      case FIXED -> schema.getFixedSize();
      case RECORD -> recordSize(schema);
      case INT, LONG, ENUM, STRING, BYTES, ARRAY, MAP, UNION -> VARIES;
    };
  }

  private long recordSize(Schema schema) {
    Long found = sizes.get(schema);
    if (found != null) {
      return found;
    }
    // A record that contains itself has no end.
    sizes.put(schema, VARIES);
    long sum = 0;
    for (Schema.Field field : schema.getFields()) {
      long size = size(field.schema());
      if (size == VARIES) {
        return VARIES;
      }
      sum = Math.min(sum + size, Integer.MAX_VALUE);
    }
    sizes.put(schema, sum);
    return sum;
  }

  private static long multiplied(long count, long size) {
    return Math.multiplyHigh(count, size) == 0 && count * size >= 0 ? count * size : Long.MAX_VALUE;
  }

  private static void advance(AvroCursor in, long size) throws MalformedAvroException {
    if (size > in.remaining()) {
      throw new MalformedAvroException(
          size + " bytes expected but " + in.remaining() + " left at byte " + in.position());
    }
    in.skip((int) size);
  }
}
