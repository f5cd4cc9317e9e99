// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

/**
 * Counts that never change, in two, four or eight bytes each: as few as the largest one allows.
 *
 * <p>The counts of its cells are most of what a reference would take as longs, and a service keeps
 * the references of all models, while hardly a cell holds more than some thousand values. Immutable
 * and safe for use by several threads.
 */
final class FrozenCounts {

  // One of them, the others are null.
  private final char[] chars;
  private final int[] ints;
  private final long[] longs;

  /**
   * Copies counts. O(counts).
   *
   * @throws IllegalArgumentException if one is negative
   */
  FrozenCounts(long[] counts) {
    long largest = 0;
    long all = 0;
    for (long count : counts) {
      largest = Math.max(largest, count);
      all |= count;
    }
    if (all < 0) {
      throw new IllegalArgumentException("counts must not be negative");
    }
    this.chars = largest <= Character.MAX_VALUE ? new char[counts.length] : null;
    this.ints = chars == null && largest <= Integer.MAX_VALUE ? new int[counts.length] : null;
    this.longs = chars == null && ints == null ? counts.clone() : null;
    if (chars != null) {
      for (int i = 0; i < counts.length; i++) {
        chars[i] = (char) counts[i];
      }
    } else if (ints != null) {
      for (int i = 0; i < counts.length; i++) {
        ints[i] = (int) counts[i];
      }
    }
  }

  /** How many counts there are. */
  int size() {
    return chars != null ? chars.length : ints != null ? ints.length : longs.length;
  }

  /** One count. */
  long get(int i) {
    return chars != null ? chars[i] : ints != null ? ints[i] : longs[i];
  }

  /** All of them, as an array of the caller's own. */
  long[] toArray() {
    if (longs != null) {
      return longs.clone();
    }
    long[] counts = new long[size()];
    if (chars != null) {
      for (int i = 0; i < counts.length; i++) {
        counts[i] = chars[i];
      }
    } else {
      for (int i = 0; i < counts.length; i++) {
        counts[i] = ints[i];
      }
    }
    return counts;
  }
}
