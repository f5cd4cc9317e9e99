// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.bytes;

/**
 * Reads what a {@link RiceWriter} wrote. It takes bytes ahead; after {@link #finish} its reader
 * stands behind the last number. Not thread-safe.
 */
public final class RiceReader {

  /** Of one number that is not written in full. */
  private static final int MOST_BITS = RiceWriter.MOST_ONES + RiceWriter.LARGEST_PARAMETER;

  private final ByteReader in;
  private long bits;
  private int held;

  /**
   * Makes a reader.
   *
   * @param in where the bytes are; nobody else may read from it until {@link #finish}
   */
  public RiceReader(ByteReader in) {
    this.in = in;
  }

  /**
   * Reads a number.
   *
   * @param parameter the one it was written with
   * @return any long; negative only when the bytes are not those of a writer
   */
  public long read(int parameter) {
    // What is not held may be missing, as zeros: then these are as many as are held or more.
    int ones = Long.numberOfTrailingZeros(~bits);
    if (ones + 1 + parameter > held) {
      refill(MOST_BITS);
      ones = Long.numberOfTrailingZeros(~bits);
    }
    if (ones >= RiceWriter.MOST_ONES) {
      take(RiceWriter.MOST_ONES);
      long low = take(Integer.SIZE);
      return low | take(Integer.SIZE) << Integer.SIZE;
    }
    long rest = (bits >>> (ones + 1)) & ((1L << parameter) - 1);
    int length = ones + 1 + parameter;
    bits >>>= length;
    held -= length;
    if (held < 0) {
      throw in.corrupt("cut off");
    }
    return ((long) ones << parameter) | rest;
  }

  private long take(int count) {
    refill(count);
    if (held < count) {
      throw in.corrupt("cut off");
    }
    long taken = bits & ((1L << count) - 1);
    bits >>>= count;
    held -= count;
    return taken;
  }

  /** Holds so many bits, if there are as many; bits that are not held yet may be there too. */
  private void refill(int count) {
    if (held < count) {
      bits |= in.peekLowestFirst() << held;
      int bytes = Math.min((Long.SIZE - 1 - held) >>> 3, in.remaining());
      in.skip(bytes);
      held += bytes << 3;
    }
  }

  /** Checks that the rest of the last byte is empty, and gives back what comes after it. */
  public void finish() {
    int rest = held & (Byte.SIZE - 1);
    if ((bits & ((1L << rest) - 1)) != 0) {
      throw in.corrupt("bits after the last number");
    }
    in.skip(-(held >>> 3));
    bits = 0;
    held = 0;
  }
}
