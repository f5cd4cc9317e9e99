// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde.mapping;

import io.tidemark.service.serde.AvroCursor;
import io.tidemark.service.serde.MalformedAvroException;
import io.tidemark.service.serde.UndecodableRecordException;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A decimal, in bytes or fixed, as the nearest double.
 *
 * @param scale digits after the point
 * @param fixedSize bytes; -1 where each value says how many
 */
record DecimalScalar(int scale, int fixedSize) implements Scalar {

  /** Beyond all use, and bounds the work that a garbled length could ask for. */
  private static final int MAX_BYTES = 256;

  private static final int EXACT_POWERS = 22;
  private static final long EXACT_WHOLE = 1L << 53;
  private static final double[] POWERS = new double[EXACT_POWERS + 1];

  static {
    for (int i = 0; i <= EXACT_POWERS; i++) {
      POWERS[i] = Double.parseDouble("1e" + i);
    }
  }

  @Override
  public void read(AvroCursor in, Slots slots, int slot) throws MalformedAvroException {
    slots.number(slot, value(in));
  }

  @Override
  public String readText(AvroCursor in) throws MalformedAvroException {
    int length = length(in);
    BigInteger unscaled = new BigInteger(in.bytes(), in.position(), length);
    in.skip(length);
    return new BigDecimal(unscaled, scale).toPlainString();
  }

  @Override
  public void readTime(AvroCursor in, Row row)
      throws MalformedAvroException, UndecodableRecordException {
    row.time(value(in));
  }

  private double value(AvroCursor in) throws MalformedAvroException {
    int length = length(in);
    int from = in.position();
    in.skip(length);
    if (length <= Long.BYTES && scale >= 0 && scale <= EXACT_POWERS) {
      long unscaled = unscaled(in.bytes(), from, length);
      if (Math.abs(unscaled) <= EXACT_WHOLE) {
        // Both are exact doubles, so their quotient is rounded once.
        return unscaled / POWERS[scale];
      }
    }
    return new BigDecimal(new BigInteger(in.bytes(), from, length), scale).doubleValue();
  }

  private int length(AvroCursor in) throws MalformedAvroException {
    int length = fixedSize < 0 ? in.readLength() : fixedSize;
    if (length == 0 || length > MAX_BYTES || length > in.remaining()) {
      throw new MalformedAvroException(
          "a decimal of " + length + " bytes at byte " + in.position());
    }
    return length;
  }

  private static long unscaled(byte[] bytes, int from, int length) {
    long value = bytes[from];
    for (int i = from + 1; i < from + length; i++) {
      value = (value << 8) | (bytes[i] & 0xff);
    }
    return value;
  }
}
