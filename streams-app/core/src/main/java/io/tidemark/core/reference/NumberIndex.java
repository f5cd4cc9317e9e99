// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

import java.util.Arrays;

/**
 * The categories that are texts of numbers, found by number without making a text: a hash table
 * with open addressing, at most half full.
 */
final class NumberIndex {

  private final double[] numbers;
  private final int[] indexes;
  private final int mask;

  private NumberIndex(int capacity) {
    numbers = new double[capacity];
    indexes = new int[capacity];
    Arrays.fill(indexes, -1);
    mask = capacity - 1;
  }

  static NumberIndex of(String[] categories) {
    NumberIndex made = new NumberIndex(Integer.highestOneBit(Math.max(1, categories.length)) * 4);
    for (int i = 0; i < categories.length; i++) {
      double number = parse(categories[i]);
      if (!Double.isNaN(number)) {
        int at = made.slot(number);
        made.numbers[at] = number;
        made.indexes[at] = i;
      }
    }
    return made;
  }

  int find(double number) {
    return indexes[slot(number + 0.0)];
  }

  /** The slot that holds the number, or the free one where it belongs. */
  private int slot(double number) {
    long bits = Double.doubleToRawLongBits(number);
    int at = (int) ((bits * 0x9E3779B97F4A7C15L) >>> 33) & mask;
    while (indexes[at] >= 0 && numbers[at] != number) {
      at = (at + 1) & mask;
    }
    return at;
  }

  /** The number of which a text is the category, or NaN. */
  private static double parse(String category) {
    if (!mayBeNumber(category)) {
      return Double.NaN; // Most categories; the exception below costs more than all else here.
    }
    try {
      double number = Double.parseDouble(category);
      return CategoryText.of(number).equals(category) ? number : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static boolean mayBeNumber(String category) {
    if (category.isEmpty()) {
      return false;
    }
    char first = category.charAt(0);
    return (first >= '0' && first <= '9') || first == '-' || category.equals("Infinity");
  }
}
