// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A position in the bytes of one record, read as Avro binary. No length or count is believed beyond
 * the bytes that are left, so no input makes it allocate more than the record's own size. Reused
 * from record to record; not thread-safe.
 */
public final class AvroCursor {

  private static final VarHandle DOUBLE =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

  private static final VarHandle FLOAT =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[0];
  private int position;

  /** Starts over in other bytes. */
  public void reset(byte[] record, int from) {
    bytes = record;
    position = from;
  }

  /** The bytes it stands in. */
  public byte[] bytes() {
    return bytes;
  }

  /** The index of the byte that comes next. */
  public int position() {
    return position;
  }

  /** Moves to an index it has been at before. */
  public void position(int newPosition) {
    position = newPosition;
  }

  /** How many bytes are left. */
  public int remaining() {
    return bytes.length - position;
  }

  /** Reads a long. */
  public long readLong() throws MalformedAvroException {
    if (position < bytes.length) {
      long first = bytes[position];
      if (first >= 0) {
        position++;
        return first >>> 1 ^ -(first & 1);
      }
    }
    return readLongVarint();
  }

  private long readLongVarint() throws MalformedAvroException {
    long raw = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      if (position == bytes.length) {
        throw cutOff(1);
      }
      byte next = bytes[position++];
      raw |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return raw >>> 1 ^ -(raw & 1);
      }
    }
    throw new MalformedAvroException("a number of more than 10 bytes at byte " + position);
  }

  /** Reads an int; one beyond 32 bits is refused. */
  public int readInt() throws MalformedAvroException {
    long value = readLong();
    if (value != (int) value) {
      throw new MalformedAvroException(
          "an int of value " + value + " ending at byte " + position + ", beyond 32 bits");
    }
    return (int) value;
  }

  /** Reads a double. */
  public double readDouble() throws MalformedAvroException {
    require(Double.BYTES);
    double value = (double) DOUBLE.get(bytes, position);
    position += Double.BYTES;
    return value;
  }

  /** Reads a float. */
  public float readFloat() throws MalformedAvroException {
    require(Float.BYTES);
    float value = (float) FLOAT.get(bytes, position);
    position += Float.BYTES;
    return value;
  }

  /** Reads a boolean; a byte other than 0 and 1 is refused. */
  public boolean readBoolean() throws MalformedAvroException {
    require(1);
    byte value = bytes[position++];
    if ((value & ~1) != 0) {
      throw new MalformedAvroException("a boolean of value " + value + " at byte " + position);
    }
    return value == 1;
  }

  /** Reads the length of a string or bytes, of which all are there. */
  public int readLength() throws MalformedAvroException {
    long length = readLong();
    if (length < 0 || length > remaining()) {
      throw new MalformedAvroException(
          "a length of " + length + " with " + remaining() + " bytes left at byte " + position);
    }
    return (int) length;
  }

  /** Reads a string. */
  public String readString() throws MalformedAvroException {
    int length = readLength();
    String text = new String(bytes, position, length, StandardCharsets.UTF_8);
    position += length;
    return text;
  }

  /** Reads the number of items of an array's or map's block; 0 ends it. */
  public long readBlockCount() throws MalformedAvroException {
    long count = readLong();
    if (count < 0) {
      // A negative count is followed by the size of the block in bytes.
      count = -count;
      readLength();
    }
    if (count < 0) {
      throw new MalformedAvroException("a block of 2^63 items at byte " + position);
    }
    return count;
  }

  /** Moves past bytes that must be there. */
  public void skip(int count) throws MalformedAvroException {
    require(count);
    position += count;
  }

  /** Whether these bytes come next. */
  public boolean next(byte[] expected) {
    int end = position + expected.length;
    return end <= bytes.length && Arrays.equals(bytes, position, end, expected, 0, expected.length);
  }

  /** Moves past these bytes if they come next, else stays. */
  public boolean accept(byte[] expected) {
    if (!next(expected)) {
      return false;
    }
    position += expected.length;
    return true;
  }

  /** Refuses bytes after the record. */
  public void requireEnd() throws MalformedAvroException {
    if (position != bytes.length) {
      throw new MalformedAvroException(
          remaining() + " bytes are left after the record's end at byte " + position);
    }
  }

  private void require(int count) throws MalformedAvroException {
    if (count < 0 || count > remaining()) {
      throw cutOff(count);
    }
  }

  private MalformedAvroException cutOff(int count) {
    return new MalformedAvroException(
        count + " bytes expected but " + remaining() + " left at byte " + position);
  }
}
