// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

import java.util.Arrays;

/**
 * A random sample of numbers of bounded size that depends only on which rows have which numbers:
 * not on their order, nor on how the rows were divided among several samples that are combined. Not
 * thread-safe.
 *
 * <p>How it works: each row has a hash, and a row of <em>level</em> l is one whose hash ends in l
 * zeros or more. Kept are all rows of the lowest level of which there are not too many. So at least
 * about half of the room is in use once it was full.
 */
final class ValueSample {

  private static final int FIRST_SIZE = 64;

  private final int most;
  private double[] values = new double[FIRST_SIZE];
  private byte[] levels = new byte[FIRST_SIZE];
  private int size;
  private long mask;

  ValueSample(int most) {
    this.most = most;
  }

  /** A hash of a row's number; well-mixed in all its bits. */
  static long hash(long row) {
    long hash = row + 0x9E3779B97F4A7C15L; // SplitMix64, as in CategoryText.hash
    hash = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
    hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
    return hash ^ (hash >>> 31);
  }

  void add(double value, long rowHash) {
    if ((rowHash & mask) == 0) {
      keep(value, (byte) Long.numberOfTrailingZeros(rowHash));
    }
  }

  private void keep(double value, byte level) {
    if (size == most) {
      raise();
      if (level < Long.bitCount(mask)) {
        return;
      }
    }
    if (size == values.length) {
      int room = Math.min(most, 2 * size);
      values = Arrays.copyOf(values, room);
      levels = Arrays.copyOf(levels, room);
    }
    values[size] = value;
    levels[size++] = level;
  }

  private void raise() {
    int before = size;
    while (size == before && mask >= 0) {
      mask = 2 * mask + 1;
      dropBelow(Long.bitCount(mask));
    }
  }

  private void dropBelow(int level) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (levels[i] >= level) {
        values[kept] = values[i];
        levels[kept++] = levels[i];
      }
    }
    size = kept;
  }

  void combine(ValueSample other) {
    if (Long.bitCount(other.mask) > Long.bitCount(mask)) {
      mask = other.mask;
      dropBelow(Long.bitCount(mask));
    }
    for (int i = 0; i < other.size; i++) {
      if (other.levels[i] >= Long.bitCount(mask)) {
        keep(other.values[i], other.levels[i]);
      }
    }
  }

  /** The numbers kept, in any order. */
  double[] values() {
    return Arrays.copyOf(values, size);
  }
}
