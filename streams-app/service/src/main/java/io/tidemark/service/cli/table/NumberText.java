// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import java.util.Locale;
import java.util.Set;

/**
 * The texts that count as numbers: decimal digits with an optional sign, point and exponent ({@code
 * -12}, {@code .5}, {@code 1e-3}), and in any case {@code nan}, {@code inf} and {@code infinity}
 * with an optional sign. Spaces around are allowed; thousands separators, hexadecimal digits and
 * Java's type suffixes are not.
 */
public final class NumberText {

  private static final Set<String> WORDS = Set.of("nan", "inf", "infinity");
  private static final int LONGEST_WORD = 8;
  private static final String FIRST_LETTERS = "nNiI";

  private NumberText() {}

  /**
   * Whether a text is a number.
   *
   * @param text any text
   * @return true when {@link #parse} takes it
   */
  public static boolean isNumber(String text) {
    String trimmed = text.strip();
    int start = signLength(trimmed);
    return isDecimal(trimmed, start) || isWord(trimmed, start);
  }

  /**
   * Reads a number.
   *
   * @param text a text for which {@link #isNumber} is true
   * @return the nearest double; NaN or an infinity for the words
   * @throws NumberFormatException if it is not a number
   */
  public static double parse(String text) {
    String trimmed = text.strip();
    int start = signLength(trimmed);
    if (isDecimal(trimmed, start)) {
      return Double.parseDouble(trimmed);
    }
    if (!isWord(trimmed, start)) {
      throw new NumberFormatException("'" + text + "' is not a number");
    }
    if (trimmed.substring(start).toLowerCase(Locale.ROOT).equals("nan")) {
      return Double.NaN;
    }
    return trimmed.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  private static int signLength(String text) {
    return !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
  }

  private static boolean isWord(String text, int start) {
    int length = text.length() - start;
    return length >= 3
        && length <= LONGEST_WORD
        && FIRST_LETTERS.indexOf(text.charAt(start)) >= 0
        && WORDS.contains(text.substring(start).toLowerCase(Locale.ROOT));
  }

  private static boolean isDecimal(String text, int start) {
    int afterWhole = skipDigits(text, start);
    int digits = afterWhole - start;
    int at = afterWhole;
    if (at < text.length() && text.charAt(at) == '.') {
      int afterFraction = skipDigits(text, at + 1);
      digits += afterFraction - at - 1;
      at = afterFraction;
    }
    if (digits == 0) {
      return false;
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      int exponent = at + 1;
      if (exponent < text.length()
          && (text.charAt(exponent) == '-' || text.charAt(exponent) == '+')) {
        exponent++;
      }
      at = skipDigits(text, exponent);
      if (at == exponent) {
        return false;
      }
    }
    return at == text.length();
  }

  private static int skipDigits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
