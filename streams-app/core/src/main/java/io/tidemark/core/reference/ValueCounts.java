// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

import java.util.Arrays;

/**
 * How often each number came, up to a limit of different numbers; beyond it nothing is kept. Not
 * thread-safe.
 */
final class ValueCounts {

  private static final int FIRST_SLOTS = 64;

  private final int limit;
  private long[] bits = new long[FIRST_SLOTS];
  private long[] counts = new long[FIRST_SLOTS];
  private int distinct;
  private boolean overflowed;
  private boolean repeated;

  ValueCounts(int limit) {
    this.limit = limit;
  }

  /** Whether there were more different numbers than the limit; then no counts are kept. */
  boolean overflowed() {
    return overflowed;
  }

  /** Whether a number came twice, as far as it was counted. */
  boolean repeated() {
    return repeated;
  }

  /** Different numbers; the limit when {@link #overflowed}. */
  int distinct() {
    return distinct;
  }

  /** Takes any number but NaN. */
  void add(double value, long count) {
    if (!overflowed) {
      addBits(Double.doubleToRawLongBits(value + 0.0), count);
    }
  }

  private void addBits(long key, long count) {
    int slot = find(key);
    if (counts[slot] == 0) {
      if (distinct == limit) {
        overflow();
        return;
      }
      bits[slot] = key;
      distinct++;
    } else {
      repeated = true;
    }
    counts[slot] += count;
    repeated = repeated || count > 1;
    if (distinct > counts.length / 2) {
      grow();
    }
  }

  private int find(long key) {
    int mask = counts.length - 1;
    // Doubles that are short differ in their high bits only.
    int slot = (int) ValueSample.hash(key) & mask;
    while (counts[slot] != 0 && bits[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldBits = bits;
    long[] oldCounts = counts;
    bits = new long[2 * oldBits.length];
    counts = new long[bits.length];
    for (int i = 0; i < oldCounts.length; i++) {
      if (oldCounts[i] != 0) {
        int slot = find(oldBits[i]);
        bits[slot] = oldBits[i];
        counts[slot] = oldCounts[i];
      }
    }
  }

  private void overflow() {
    overflowed = true;
    bits = new long[0];
    counts = new long[0];
  }

  /** Adds the counts of another with the same limit. */
  void combine(ValueCounts other) {
    repeated = repeated || other.repeated;
    if (overflowed || other.overflowed) {
      distinct = limit;
      overflow();
      return;
    }
    for (int i = 0; i < other.counts.length && !overflowed; i++) {
      if (other.counts[i] != 0) {
        addBits(other.bits[i], other.counts[i]);
      }
    }
  }

  /** The different numbers in order, with their counts; not when {@link #overflowed}. */
  SortedSample sorted() {
    double[] values = new double[distinct];
    int at = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] != 0) {
        values[at++] = Double.longBitsToDouble(bits[i]);
      }
    }
    Arrays.sort(values);
    long[] upTo = new long[distinct];
    long total = 0;
    for (int i = 0; i < distinct; i++) {
      total += counts[find(Double.doubleToRawLongBits(values[i]))];
      upTo[i] = total;
    }
    return SortedSample.ofCounts(values, upTo);
  }
}
