// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.bytes;

/**
 * Reads what a {@link RiceWriter} wrote. It takes no byte from its reader before it needs one, so
 * that after {@link #finish} the reader stands behind the last. Not thread-safe.
 */
public final class RiceReader {

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
    int ones = 0;
    while (true) {
      if (held == 0) {
        fill(1);
      }
      int run = Math.min(Long.numberOfTrailingZeros(~bits), RiceWriter.MOST_ONES - ones);
      ones += run;
      bits >>>= run;
      held -= run;
      if (ones == RiceWriter.MOST_ONES) {
        long low = take(32);
        return low | take(32) << 32;
      }
      if (held > 0) {
        bits >>>= 1;
        held--;
        return ((long) ones << parameter) | take(parameter);
      }
    }
  }

  private long take(int count) {
    fill(count);
    long taken = bits & ((1L << count) - 1);
    bits >>>= count;
    held -= count;
    return taken;
  }

  private void fill(int count) {
    while (held < count) {
      bits |= (long) in.readByte() << held;
      held += 8;
    }
  }

  /** Checks that the rest of the last byte is empty, and leaves it. */
  public void finish() {
    if (bits != 0) {
      throw in.corrupt("bits after the last number");
    }
    held = 0;
  }
}
