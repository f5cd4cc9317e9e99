// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde.mapping;

/** What a timestamp counts, where its schema does not say. */
public enum TimestampUnit {
  /** What the logical type says; without one, texts are ISO-8601 and numbers are refused. */
  AUTO(0, 0),
  /** Seconds since the epoch, possibly with a fraction. */
  SECONDS(1_000, 1),
  /** Milliseconds since the epoch. */
  MILLIS(1, 1),
  /** Microseconds since the epoch. */
  MICROS(1, 1_000),
  /** Nanoseconds since the epoch. */
  NANOS(1, 1_000_000),
  /** Days since the epoch; the logical type {@code date}. */
  DAYS(86_400_000, 1),
  /** A text in ISO-8601. */
  ISO(0, 0);

  private final long factor;
  private final long divisor;

  TimestampUnit(long factor, long divisor) {
    this.factor = factor;
    this.divisor = divisor;
  }

  /** Whether numbers have a meaning in this unit. */
  boolean counts() {
    return factor > 0;
  }

  /** Milliseconds since the epoch, rounded down; what does not fit is the nearest that does. */
  long millis(long value) {
    if (factor == 1) {
      return Math.floorDiv(value, divisor);
    }
    long high = Math.multiplyHigh(value, factor);
    long low = value * factor;
    if (high != low >> 63) {
      return value < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    return low;
  }

  /** Milliseconds since the epoch, rounded down; what does not fit is the nearest that does. */
  long millis(double value) {
    return (long) Math.floor(value * factor / divisor);
  }

  /** The same as a number with its fraction. */
  double fractionalMillis(long value) {
    return (double) value * factor / divisor;
  }
}
