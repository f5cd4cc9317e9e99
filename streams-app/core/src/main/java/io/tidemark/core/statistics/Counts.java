// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics;

/** Checks and sums over count arrays. */
final class Counts {

  private Counts() {}

  /** Refuses arrays that do not describe the same cells or bins. */
  static void requireAligned(long[] reference, long[] current) {
    if (reference.length != current.length) {
      throw new IllegalArgumentException(
          "reference and current must have the same cells, got "
              + reference.length
              + " and "
              + current.length);
    }
  }

  /** The sample size. */
  static long total(long[] counts) {
    long sum = 0;
    long signs = 0;
    for (long count : counts) {
      sum += count;
      signs |= count | sum; // counts that are not negative overflow into a negative sum
    }
    if (signs < 0) {
      throw unusable(counts);
    }
    return sum;
  }

  private static RuntimeException unusable(long[] counts) {
    for (long count : counts) {
      if (count < 0) {
        return new IllegalArgumentException("counts must not be negative, got " + count);
      }
    }
    return new ArithmeticException("the sum of the counts is above " + Long.MAX_VALUE);
  }

  /** Bins in which either sample has values. */
  static int occupied(long[] reference, long[] current) {
    int bins = 0;
    for (int i = 0; i < reference.length; i++) {
      if (reference[i] > 0 || current[i] > 0) {
        bins++;
      }
    }
    return bins;
  }

  /** Whether a cell is one point; the others are open intervals. */
  static boolean isPoint(int cell) {
    return (cell & 1) == 1;
  }

  /** Whether the order of the two samples' values within a cell is open. */
  static boolean undecided(long[] reference, long[] current, int cell) {
    return !isPoint(cell) && reference[cell] > 0 && current[cell] > 0;
  }

  /** a·b − c·d, exact as long as it fits, else correct to a rounding of the products. */
  static double crossDifference(long a, long b, long c, long d) {
    long high = Math.multiplyHigh(a, b) | Math.multiplyHigh(c, d);
    long first = a * b;
    long second = c * d;
    if (high == 0 && first >= 0 && second >= 0) {
      return first - second;
    }
    return (double) a * b - (double) c * d;
  }
}
