// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.summary;

import java.util.Arrays;

/**
 * Numbers that wait to be counted, and the first few of a summary even after that, so that a
 * summary of so few can be written as what they are. Not thread-safe.
 */
final class HeldNumbers {

  /** So many numbers are kept as they are. */
  static final int FEW = 16;

  private static final int MOST = 1024;
  private static final int GROWTH = 4;
  private static final double[] NONE = {};

  /** The first {@code held} are the last that came; of these, {@code counted} have been counted. */
  private double[] numbers = NONE;

  private int held;
  private int counted;

  /** Whether all numbers that ever came are still held. */
  private boolean complete = true;

  /** Takes a number, or returns false when what waits must be counted first. */
  boolean add(double number) {
    if (held == numbers.length) {
      if (held == MOST) {
        return false;
      }
      numbers = Arrays.copyOf(numbers, Math.max(GROWTH, GROWTH * held));
    }
    numbers[held++] = number;
    return true;
  }

  boolean allCounted() {
    return counted == held;
  }

  /**
   * Takes the next numbers to count.
   *
   * @return how many were put into the block; 0 when there are no more
   */
  int next(double[] block) {
    int size = Math.min(block.length, held - counted);
    System.arraycopy(numbers, counted, block, 0, size);
    counted += size;
    return size;
  }

  /** Lets go of what has been counted, unless it is all there is and little. */
  void release() {
    if (!complete || held > FEW) {
      releaseAll();
    }
  }

  /** Lets go of what has been counted: more comes that is not known number by number. */
  void releaseAll() {
    held = 0;
    counted = 0;
    complete = false;
  }

  /** All numbers that ever came, in ascending order; null when they are not few or not known. */
  double[] few() {
    if (!complete || held > FEW) {
      return null;
    }
    double[] few = new double[held];
    Arrays.setAll(few, i -> numbers[i] + 0.0); // -0.0 becomes 0.0
    Arrays.sort(few);
    return few;
  }

  void clear() {
    held = 0;
    counted = 0;
    complete = true;
  }
}
