// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

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
    String hash = Long.toHexString(hash(text));
    return text.substring(0, KEPT_LENGTH) + "…" + "0".repeat(16 - hash.length()) + hash;
  }

  /**
   * A hash that is the same everywhere and for ever: summaries and their bytes depend on it.
   *
   * <p>FNV-1a over the chars, then the finaliser of SplitMix64 (Steele, Lea, Flood 2014, DOI
   * 10.1145/2660193.2660195).
   *
   * @param text any text
   * @return 64 well-mixed bits
   */
  public static long hash(String text) {
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
    }
    hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
    hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
    return hash ^ (hash >>> 31);
  }
}
