// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads what a {@link ByteWriter} wrote. Every way in which the bytes can be wrong is a {@link
 * CorruptBytesException}, and no length is believed before the bytes for it are seen. Not
 * thread-safe.
 */
public final class ByteReader {

  private static final VarHandle LOWEST_FIRST =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final VarHandle HIGHEST_FIRST =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] bytes;
  private final String what;
  private int position;

  /**
   * Makes a reader of a whole array.
   *
   * @param bytes not copied
   * @param what what the bytes should be, for messages, such as {@code reference profile}
   */
  public ByteReader(byte[] bytes, String what) {
    this.bytes = bytes;
    this.what = what;
  }

  /**
   * Bytes not read yet.
   *
   * @return 0 or more
   */
  public int remaining() {
    return bytes.length - position;
  }

  /**
   * How many bytes have been read.
   *
   * @return the index of the next one
   */
  public int position() {
    return position;
  }

  /**
   * Makes the exception for what was just found.
   *
   * @param problem what is wrong
   * @return an exception to throw
   */
  public CorruptBytesException corrupt(String problem) {
    return new CorruptBytesException(
        "not a readable " + what + ": " + problem + " at byte " + position + " of " + bytes.length);
  }

  /**
   * Reads a byte.
   *
   * @return 0 to 255
   */
  public int readByte() {
    require(1);
    return bytes[position++] & 0xFF;
  }

  /**
   * Reads a varint.
   *
   * @return any long
   */
  public long readVarint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = readByte();
      if (shift == 63 && next > 1) {
        throw corrupt("a varint of more than 64 bits");
      }
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw corrupt("a varint without an end");
  }

  /**
   * Reads a signed varint.
   *
   * @return any long
   */
  public long readSignedVarint() {
    long value = readVarint();
    return (value >>> 1) ^ -(value & 1);
  }

  /**
   * Reads a varint that counts something.
   *
   * @return 0 or more
   */
  public long readCount() {
    long value = readVarint();
    if (value < 0) {
      throw corrupt("a count of more than 63 bits");
    }
    return value;
  }

  /**
   * Reads how many elements follow.
   *
   * @param bytesEach the fewest bytes that one element takes; a number of elements for which the
   *     bytes are not there is refused
   * @return 0 or more
   */
  public int readSize(int bytesEach) {
    long value = readVarint();
    if (value < 0 || value > remaining() / bytesEach) {
      throw corrupt("a length of " + Long.toUnsignedString(value) + " with too few bytes after it");
    }
    return (int) value;
  }

  /**
   * Reads a varint below a bound.
   *
   * @param bound the first int that is too large
   * @param meaning what the number is, for the message
   * @return 0 to {@code bound - 1}
   */
  public int readBelow(int bound, String meaning) {
    long value = readVarint();
    if (value < 0 || value >= bound) {
      throw corrupt(
          meaning + " " + Long.toUnsignedString(value) + " where less than " + bound + " is legal");
    }
    return (int) value;
  }

  /**
   * Reads bytes as they are.
   *
   * @param length how many; 0 or more
   * @return a copy
   */
  public byte[] readBytes(int length) {
    require(length);
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  /**
   * Reads eight bytes.
   *
   * @return any long
   */
  public long readLong() {
    require(Long.BYTES);
    position += Long.BYTES;
    return (long) HIGHEST_FIRST.get(bytes, position - Long.BYTES);
  }

  /**
   * Reads a double.
   *
   * @return any double
   */
  public double readDouble() {
    return Double.longBitsToDouble(readLong());
  }

  /**
   * Reads a text.
   *
   * @return the String that was written
   */
  public String readText() {
    long head = readVarint();
    int width = (int) (head & 1) + 1;
    long length = head >>> 1;
    if (length > remaining() / width) {
      throw corrupt("a text of " + length + " characters with too few bytes after it");
    }
    char[] chars = new char[(int) length];
    for (int i = 0; i < chars.length; i++) {
      int high = width == 2 ? bytes[position++] & 0xFF : 0;
      chars[i] = (char) ((high << 8) | (bytes[position++] & 0xFF));
    }
    return new String(chars);
  }

  /** Up to eight of the next bytes, the first of them lowest, zeros beyond the end; takes none. */
  long peekLowestFirst() {
    if (remaining() >= Long.BYTES) {
      return (long) LOWEST_FIRST.get(bytes, position);
    }
    long value = 0;
    for (int i = remaining() - 1; i >= 0; i--) {
      value = (value << Byte.SIZE) | (bytes[position + i] & 0xFF);
    }
    return value;
  }

  /**
   * Passes over bytes.
   *
   * @param count how many; 0 or more
   */
  public void skipBytes(int count) {
    require(count);
    position += count;
  }

  /** Goes on by bytes that are there, or back. */
  void skip(int count) {
    position += count;
  }

  /** Checks that nothing is left. */
  public void finish() {
    if (remaining() != 0) {
      throw corrupt(remaining() + " bytes too many");
    }
  }

  private void require(int count) {
    if (remaining() < count) {
      throw corrupt("cut off");
    }
  }
}
