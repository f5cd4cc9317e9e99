// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.bytes;

import java.util.Arrays;

/**
 * A growing array of bytes that codecs write to. Reusable after {@link #clear}; not thread-safe.
 *
 * <pre>{@code
 * varint   unsigned LEB128: seven bits a byte, the lowest first, the top bit set on all but the last
 * signed varint   varint of 2v for v = 0, 1, 2 ..., of -2v - 1 for v = -1, -2 ...
 * double   the eight bytes of doubleToRawLongBits, the highest first
 * text     varint of (length in chars * 2 + w), then one byte a char (w = 0, all chars below 256)
 *          or two, the high one first (w = 1); exact for every String, lone surrogates included
 * }</pre>
 */
public final class ByteWriter {

  private byte[] bytes;
  private int size;

  /**
   * Makes an empty writer.
   *
   * @param capacity bytes to have room for at first; it grows as needed
   */
  public ByteWriter(int capacity) {
    bytes = new byte[Math.max(16, capacity)];
  }

  /**
   * How much was written.
   *
   * @return bytes since creation or the last {@link #clear}
   */
  public int size() {
    return size;
  }

  /** Forgets what was written; keeps the room. */
  public void clear() {
    size = 0;
  }

  /**
   * Drops the end of what was written.
   *
   * @param newSize 0 to {@link #size}
   */
  public void truncate(int newSize) {
    size = Math.min(size, newSize);
  }

  /**
   * What was written.
   *
   * @return a copy
   */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /**
   * Writes the lowest eight bits.
   *
   * @param value any int
   */
  public void writeByte(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  /**
   * Writes all that another writer holds.
   *
   * @param other not this
   */
  public void write(ByteWriter other) {
    reserve(other.size);
    System.arraycopy(other.bytes, 0, bytes, size, other.size);
    size += other.size;
  }

  /**
   * Writes bytes as they are.
   *
   * @param block what to write
   */
  public void writeBytes(byte[] block) {
    writeBytes(block, 0, block.length);
  }

  /**
   * Writes some of an array's bytes as they are.
   *
   * @param block what to write of
   * @param from index of the first byte
   * @param to index after the last byte
   */
  public void writeBytes(byte[] block, int from, int to) {
    reserve(to - from);
    System.arraycopy(block, from, bytes, size, to - from);
    size += to - from;
  }

  /**
   * Writes a varint; short when the number is small and not negative.
   *
   * @param value any long, taken as unsigned
   */
  public void writeVarint(long value) {
    reserve(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /**
   * Writes a varint; short when the number is near zero on either side.
   *
   * @param value any long
   */
  public void writeSignedVarint(long value) {
    writeVarint((value << 1) ^ (value >> 63));
  }

  void writeIntLowestFirst(int value) {
    reserve(4);
    bytes[size] = (byte) value;
    bytes[size + 1] = (byte) (value >>> 8);
    bytes[size + 2] = (byte) (value >>> 16);
    bytes[size + 3] = (byte) (value >>> 24);
    size += 4;
  }

  /**
   * Writes eight bytes, the highest first.
   *
   * @param value any long
   */
  public void writeLong(long value) {
    reserve(8);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes[size++] = (byte) (value >>> shift);
    }
  }

  /**
   * Writes a double, every bit of it.
   *
   * @param value any double
   */
  public void writeDouble(double value) {
    writeLong(Double.doubleToRawLongBits(value));
  }

  /**
   * Writes a text.
   *
   * @param text any String
   */
  public void writeText(String text) {
    int wide = 0;
    for (int i = 0; i < text.length() && wide == 0; i++) {
      wide = text.charAt(i) >>> 8 == 0 ? 0 : 1;
    }
    writeVarint(2L * text.length() + wide);
    reserve(text.length() * (1 + wide));
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (wide == 1) {
        bytes[size++] = (byte) (c >>> 8);
      }
      bytes[size++] = (byte) c;
    }
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length + (bytes.length >> 1)));
    }
  }
}
