// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Doubles as decimal text of few significant digits, rounded from their exact binary value, ties to
 * the even digit.
 *
 * <p>What {@link BigDecimal} says, without it wherever that is certain. Scaled by a power of ten so
 * that the wanted digits stand before the point, a value is off by less than 2⁻⁵⁰ of itself: half a
 * unit in the last place from the multiplication, and as much from the power where that is no
 * double. The nearest integer is thus the right one unless the scaled value is nearly half-way
 * between two, and only then is the exact arithmetic needed. O(1); stateless.
 */
final class RoundedText {

  private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);
  private static final MathContext ONE_DIGIT = new MathContext(1, RoundingMode.HALF_EVEN);

  /** Far above the error of scaling to at most 1000, and hit by few values. */
  private static final double TIE_MARGIN = 1e-9;

  private static final int SMALLEST_PLAIN_EXPONENT = -4;
  private static final int LARGEST_PLAIN_EXPONENT = 8;

  /** With it a number is scaled by at most 10^300, well within the range of doubles. */
  private static final int SMALLEST_EXPONENT = -300;

  /** Each is the double nearest to its power of ten. */
  private static final double[] POWERS_OF_TEN = powersOfTen();

  private RoundedText() {}

  private static double[] powersOfTen() {
    double[] powers = new double[-SMALLEST_EXPONENT + 1];
    for (int i = 0; i < powers.length; i++) {
      powers[i] = Double.parseDouble("1e" + i);
    }
    return powers;
  }

  /**
   * Three significant digits without an exponent, such as {@code 0.0312} or {@code 12300}.
   *
   * @param value finite
   */
  static String plain(double value) {
    double size = Math.abs(value);
    if (size >= 1e-4 && size < 1e9) {
      int exponent = exponent(size, SMALLEST_PLAIN_EXPONENT, LARGEST_PLAIN_EXPONENT);
      int shift = 2 - exponent;
      double scaled = shift >= 0 ? size * POWERS_OF_TEN[shift] : size / POWERS_OF_TEN[-shift];
      int digits = nearest(scaled);
      if (digits >= 0) {
        return digits == 1000
            ? plain(value < 0, 100, exponent + 1)
            : plain(value < 0, digits, exponent);
      }
    }
    BigDecimal rounded = new BigDecimal(value).round(THREE_DIGITS);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  /**
   * One significant digit with an exponent, such as {@code 3e-12}.
   *
   * @param value positive and less than 1
   */
  static String oneDigit(double value) {
    if (value >= 1e-300) {
      int exponent = exponent(value, SMALLEST_EXPONENT, -1);
      int digit = nearest(value * POWERS_OF_TEN[-exponent]);
      if (digit >= 0) {
        return digit == 10 ? "1e" + (exponent + 1) : digit + "e" + exponent;
      }
    }
    BigDecimal rounded = new BigDecimal(value).round(ONE_DIGIT);
    int exponent = rounded.precision() - rounded.scale() - 1;
    return rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
  }

  /**
   * The exponent of the first digit. Next to a power of ten it may be one off; both answers then
   * round to that power.
   */
  private static int exponent(double size, int smallest, int largest) {
    // log10 is right to within one unit in the last place, which is far less than one.
    int exponent = (int) Math.floor(Math.log10(size));
    return Math.max(smallest, Math.min(exponent, largest));
  }

  /** The nearest integer, or -1 where the error of scaling might decide which one that is. */
  private static int nearest(double scaled) {
    int below = (int) scaled;
    double rest = scaled - below;
    if (Math.abs(rest - 0.5) < TIE_MARGIN) {
      return -1;
    }
    return rest < 0.5 ? below : below + 1;
  }

  /** The text of {@code digits}, from 100 to 999, whose first one counts 10^exponent. */
  private static String plain(boolean negative, int digits, int exponent) {
    int significant = digits;
    while (significant % 10 == 0) {
      significant /= 10;
    }
    String text = Integer.toString(significant);
    String sign = negative ? "-" : "";
    int whole = exponent + 1;
    if (whole <= 0) {
      return sign + "0." + "0".repeat(-whole) + text;
    }
    return whole >= text.length()
        ? sign + text + "0".repeat(whole - text.length())
        : sign + text.substring(0, whole) + "." + text.substring(whole);
  }
}
