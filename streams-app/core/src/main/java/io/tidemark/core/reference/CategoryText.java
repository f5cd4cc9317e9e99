// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

import io.tidemark.core.bytes.StableHash;

/**
 * The one text by which a category is known, however a producer spelled its type. Stateless.
 *
 * <p>Integral numbers lose their fraction ({@code 3.0} and {@code 3} are {@code "3"}, and so is the
 * text {@code "3"}); other numbers are {@link Double#toString}. Texts longer than {@value
 * #MAX_LENGTH} chars become their first {@value #KEPT_LENGTH}, an ellipsis and sixteen hex digits
 * of a hash of the whole, so that a table of categories has a bounded size.
 */
public final class CategoryText {

  /** The longest text that is kept as it is, in chars. */
  public static final int MAX_LENGTH = 256;

  private static final int KEPT_LENGTH = 200;
  private static final double LONG_LIMIT = 0x1p63;

  private CategoryText() {}

  /**
   * The text of a number.
   *
   * @param number any double but NaN; an allocation
   * @return its category
   */
  public static String of(double number) {
    if (number == Math.rint(number) && Math.abs(number) < LONG_LIMIT) {
      return Long.toString((long) number);
    }
    return Double.toString(number);
  }

  /**
   * The text of a text.
   *
   * @param text any text
   * @return the same instance, unless it is too long
   */
  public static String of(String text) {
    if (text.length() <= MAX_LENGTH) {
      return text;
    }
    String hash = Long.toHexString(StableHash.of(text));
    return text.substring(0, KEPT_LENGTH) + "…" + "0".repeat(16 - hash.length()) + hash;
  }
}
