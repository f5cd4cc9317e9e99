// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.summary;

import io.tidemark.core.bytes.ByteReader;
import io.tidemark.core.bytes.ByteWriter;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * A sum of finite doubles without any rounding, so that neither order nor grouping matters.
 *
 * <p>How it works: Neal's small superaccumulator (R. M. Neal, "Fast exact summation using small and
 * large superaccumulators", 2015, arXiv:1505.05571). The sum is an integer multiple of the smallest
 * denormal, held in 64-bit chunks that stand 32 bits apart. A double's 53 bits are added to two
 * neighbouring chunks; the upper half of each chunk takes the carries of {@value #BUDGET} additions
 * before they are passed on. Unlike there, only the chunks in use are held: values of one magnitude
 * need four of them, not all sixty-seven.
 *
 * <pre>{@code
 * bytes   head: varint = digits * 2 + negative | [lowest: varint | digit: 4 bytes ... lowest first]
 * }</pre>
 *
 * The digits are those of the magnitude in base 2^32, without zero digits at either end; {@code
 * lowest} is the place of the first. So equal sums have equal bytes.
 */
final class ExactSum {

  private static final int BUDGET = 1000; // times 2^53, and what was there before, is below 2^63
  private static final int PLACES = 80; // 2^63 times the largest double ends in place 67
  private static final long DIGIT = 0xFFFF_FFFFL;
  private static final long FRACTION = (1L << 52) - 1;
  private static final int USUAL_CHUNKS = 4;
  private static final long[] NONE = {};

  private long[] chunks = NONE;
  private int lowest = -1;
  private int budget = BUDGET;

  /** Adds a finite double. */
  void add(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> 52) & 0x7FF;
    long mantissa = bits & FRACTION;
    if (exponent != 0) {
      mantissa |= 1L << 52;
      exponent--;
    } else if (mantissa == 0) {
      return;
    }
    int place = exponent >>> 5;
    int at = place - lowest;
    if (lowest < 0 || at < 0 || at + 1 >= chunks.length) {
      hold(place, place + 1);
      at = place - lowest;
    }
    long sign = bits >> 63;
    int shift = exponent & 31;
    chunks[at] += (((mantissa << shift) & DIGIT) ^ sign) - sign;
    chunks[at + 1] += ((mantissa >>> (32 - shift)) ^ sign) - sign;
    if (--budget == 0) {
      carry();
    }
  }

  /** Adds an integer times a power of two, whose exponent is -1000 to 900. */
  void addInteger(long integer, int exponent) {
    add(Math.scalb((double) (integer >> 32), exponent + 32));
    add(Math.scalb((double) (integer & DIGIT), exponent));
  }

  /** Adds another sum. */
  void add(ExactSum other) {
    if (other.lowest < 0) {
      return;
    }
    other.carry();
    int first = other.lowest;
    hold(first, first + other.chunks.length - 1);
    for (int i = 0; i < other.chunks.length; i++) {
      chunks[first - lowest + i] += other.chunks[i];
    }
    if (--budget == 0) {
      carry();
    }
  }

  void clear() {
    Arrays.fill(chunks, 0);
    budget = BUDGET;
  }

  /** Makes room for the places from first to last. */
  private void hold(int first, int last) {
    if (lowest < 0) {
      lowest = Math.max(0, first - 1);
      chunks = new long[Math.max(USUAL_CHUNKS, last + 1 - lowest)];
    }
    int newLowest = Math.min(lowest, first);
    int newEnd = Math.max(lowest + chunks.length, last + 1);
    if (newEnd - newLowest > chunks.length) {
      long[] more = new long[newEnd - newLowest];
      System.arraycopy(chunks, 0, more, lowest - newLowest, chunks.length);
      chunks = more;
      lowest = newLowest;
    }
  }

  /** Passes the carries on: all chunks but the last become digits, the last a digit with a sign. */
  private void carry() {
    budget = BUDGET;
    if (lowest < 0) {
      return;
    }
    for (int i = 0; i < chunks.length; i++) {
      long over = chunks[i] >> 32;
      boolean last = i == chunks.length - 1;
      if (last && (over == 0 || over == -1)) {
        return;
      }
      if (last) {
        hold(lowest, lowest + chunks.length);
      }
      chunks[i] &= DIGIT;
      chunks[i + 1] += over;
    }
  }

  /** The digits of the magnitude, lowest first, after a sign of 0 or -1. */
  private long[] signAndDigits() {
    carry();
    int length = chunks.length;
    if (length == 0) {
      return new long[1];
    }
    long sign = chunks[length - 1] >> 63;
    long[] digits = new long[length + 2];
    digits[0] = sign;
    long over = 0;
    for (int i = 0; i < length; i++) {
      long digit = ((chunks[i] ^ sign) - sign) + over;
      digits[i + 1] = digit & DIGIT;
      over = digit >> 32;
    }
    digits[length + 1] = over;
    return digits;
  }

  private BigInteger inSmallestDenormals() {
    long[] digits = signAndDigits();
    BigInteger magnitude = BigInteger.ZERO;
    for (int i = digits.length - 1; i > 0; i--) {
      magnitude = magnitude.shiftLeft(32).or(BigInteger.valueOf(digits[i]));
    }
    magnitude = magnitude.shiftLeft(32 * Math.max(0, lowest));
    return digits[0] == 0 ? magnitude : magnitude.negate();
  }

  /** The sum, rounded once to the nearest double, ties to even; infinite beyond the largest. */
  double value() {
    return round(inSmallestDenormals());
  }

  /** The sum divided by a count, right even when the sum itself is beyond the largest double. */
  double mean(long count) {
    double value = value();
    return Double.isInfinite(value)
        ? round(inSmallestDenormals().divide(BigInteger.valueOf(count)))
        : value / count;
  }

  private static double round(BigInteger sum) {
    BigInteger magnitude = sum.abs();
    int excess = Math.max(0, magnitude.bitLength() - 128);
    BigInteger kept = magnitude.shiftRight(excess);
    if (excess > magnitude.getLowestSetBit() && magnitude.signum() != 0) {
      kept = kept.setBit(0); // something nonzero was dropped, far below the rounding bit
    }
    // Exact below 2^53 smallest denormals, and the one rounding above.
    double rounded = Math.scalb(kept.doubleValue(), excess - 1074);
    return sum.signum() < 0 ? -rounded : rounded;
  }

  void write(ByteWriter out) {
    long[] digits = signAndDigits();
    int first = 1;
    int end = digits.length;
    while (end > first && digits[end - 1] == 0) {
      end--;
    }
    while (first < end && digits[first] == 0) {
      first++;
    }
    if (first == end) {
      out.writeVarint(0);
      return;
    }
    out.writeVarint(2L * (end - first) - digits[0]);
    out.writeVarint(lowest + first - 1);
    for (int i = first; i < end; i++) {
      for (int shift = 24; shift >= 0; shift -= 8) {
        out.writeByte((int) (digits[i] >>> shift));
      }
    }
  }

  /** Adds a sum from its bytes, or only checks them when {@code target} is null. */
  static void read(ByteReader in, ExactSum target) {
    int head = in.readBelow(2 * PLACES, "a head of a sum");
    int digits = head >>> 1;
    if (digits == 0) {
      return;
    }
    int place = in.readBelow(PLACES - digits, "a place of a sum");
    long sign = -(head & 1L);
    if (target != null) {
      target.hold(place, place + digits - 1);
    }
    for (int i = 0; i < digits; i++) {
      long digit = 0;
      for (int b = 0; b < 4; b++) {
        digit = (digit << 8) | in.readByte();
      }
      if (target != null) {
        target.chunks[place + i - target.lowest] += (digit ^ sign) - sign;
      }
    }
    if (target != null && --target.budget == 0) {
      target.carry();
    }
  }
}
