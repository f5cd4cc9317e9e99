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
   * Writes a number.
   *
   * @param value 0 or more
   * @param parameter how many of its bits are written as they are
   */
  public void write(long value, int parameter) {
    long quotient = value >>> parameter;
    if (quotient < MOST_ONES) {
      put((1L << quotient) - 1, (int) quotient + 1);
      put(value & ((1L << parameter) - 1), parameter);
    } else {
      put((1L << MOST_ONES) - 1, MOST_ONES);
      put(value & 0xFFFF_FFFFL, 32);
      put(value >>> 32, 32);
    }
  }

  private void put(long more, int count) {
    bits |= more << held;
    held += count;
    while (held >= 8) {
      out.writeByte((int) bits);
      bits >>>= 8;
      held -= 8;
    }
  }

  /** Fills the last byte with zeros. */
  public void finish() {
    if (held > 0) {
      out.writeByte((int) bits);
      bits = 0;
      held = 0;
    }
  }
}
