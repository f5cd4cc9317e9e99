// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;

/**
 * Reads decimal numbers from bytes without making a text of them.
 *
 * <p>How it works: a number of at most 15 digits with a point somewhere is a quotient of two whole
 * numbers that doubles hold exactly, so one division rounds it correctly (W. D. Clinger, How to
 * read floating point numbers accurately, PLDI 1990, doi:10.1145/93542.93557). All others go to a
 * parser by the method of D. Lemire (Software: Practice and Experience 51, 2021,
 * doi:10.1002/spe.2984).
 */
final class DecimalBytes {

  private static final int MOST_DIGITS = 15;
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private DecimalBytes() {}

  /** The number in some bytes that start with a digit, a sign or a point; NaN when it is none. */
  static double parse(byte[] bytes, int from, int to) {
    boolean negative = bytes[from] == '-';
    int at = from + (negative || bytes[from] == '+' ? 1 : 0);
    if (to - at > MOST_DIGITS + 1) {
      return parseLong(bytes, from, to);
    }
    long digits = 0;
    int count = 0;
    int point = -1;
    for (; at < to; at++) {
      int digit = bytes[at] - '0';
      if (digit >= 0 && digit <= 9) {
        digits = 10 * digits + digit;
        count++;
      } else if (bytes[at] == '.' && point < 0) {
        point = count;
      } else {
        return parseLong(bytes, from, to);
      }
    }
    if (count == 0 || count > MOST_DIGITS) {
      return count == 0 ? Double.NaN : parseLong(bytes, from, to);
    }
    double value = point < 0 ? digits : digits / POWERS[count - point];
    return negative ? -value : value;
  }

  /** Digits, signs, points and exponents only: not Java's suffixes, hexadecimals and words. */
  private static double parseLong(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      boolean allowed =
          (b >= '0' && b <= '9') || b == '.' || b == '-' || b == '+' || b == 'e' || b == 'E';
      if (!allowed) {
        return Double.NaN;
      }
    }
    try {
      return JavaDoubleParser.parseDouble(bytes, from, to - from);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
