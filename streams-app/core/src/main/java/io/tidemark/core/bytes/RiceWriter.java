// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.bytes;

/**
 * Writes numbers in a few bits each: Golomb codes with a power of two for a divisor (R. F. Rice,
 * "Some practical universal noiseless coding techniques", 1979). Not thread-safe.
 *
 * <pre>{@code
 * code of v with parameter k, q = v >>> k:
 *   q < 20   q ones | a zero | the lowest k bits of v, the lowest first
 *   else     20 ones | the 64 bits of v, the lowest first
 * }</pre>
 *
 * <p>Bits fill bytes from the lowest bit on.
 */
public final class RiceWriter {

  /** The most bytes that a number adds. */
  public static final int ROOM = 11;

  /** The most bytes that are held back. */
  public static final int HELD = 4;

  /** The largest parameter. */
  public static final int LARGEST_PARAMETER = 31;

  static final int MOST_ONES = 20;

  private final ByteWriter out;
  private long bits;
  private int held;

  /**
   * Makes a writer.
   *
   * @param out takes the bytes; nobody else may write to it until {@link #finish}
   */
  public RiceWriter(ByteWriter out) {
    this.out = out;
  }

  /**
   * The parameter that makes numbers of a sum short.
   *
   * @param sum of all the numbers; 0 or more
   * @param count how many there are; 1 or more
   * @return 0 to {@value #LARGEST_PARAMETER}, near the logarithm of their median if they fall off
   *     geometrically
   */
  public static int parameter(long sum, long count) {
    long median = (long) (0.693 * sum / count);
    return Math.min(LARGEST_PARAMETER, 63 - Long.numberOfLeadingZeros(Math.max(1, median)));
  }

  /**
   * About what numbers take.
   *
   * @param sum of all the numbers; 0 or more
   * @param count how many there are
   * @param parameter that they are written with
   * @return bits; too many by the rests that make no whole quotient, too few where numbers are so
   *     much larger than the parameter expects that they are written in full
   */
  public static long bits(long sum, long count, int parameter) {
    return count * (1 + parameter) + (sum >>> parameter);
  }

  /**
   * Writes a number.
   *
   * @param value 0 or more
   * @param parameter how many of its bits are written as they are
   */
  public void write(long value, int parameter) {
    long quotient = value >>> parameter;
    if (quotient < MOST_ONES) {
      int ones = (int) quotient;
      put((1L << ones) - 1 | (value & ((1L << parameter) - 1)) << (ones + 1), ones + 1 + parameter);
    } else {
      put((1L << MOST_ONES) - 1, MOST_ONES);
      put(value & 0xFFFF_FFFFL, Integer.SIZE);
      put(value >>> Integer.SIZE, Integer.SIZE);
    }
  }

  /** Puts up to 52 bits. */
  private void put(long more, int count) {
    bits |= more << held;
    if (held + count < Long.SIZE) {
      held += count;
      if (held >= Integer.SIZE) {
        out.writeIntLowestFirst((int) bits);
        bits >>>= Integer.SIZE;
        held -= Integer.SIZE;
      }
      return;
    }
    out.writeIntLowestFirst((int) bits);
    out.writeIntLowestFirst((int) (bits >>> Integer.SIZE));
    bits = more >>> (Long.SIZE - held);
    held += count - Long.SIZE;
  }

  /** Fills the last byte with zeros. */
  public void finish() {
    while (held > 0) {
      out.writeByte((int) bits);
      bits >>>= Byte.SIZE;
      held -= Byte.SIZE;
    }
    bits = 0;
    held = 0;
  }
}
