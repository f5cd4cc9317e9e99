// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics.law;

import java.util.Arrays;

/**
 * The same share as that of {@link StayingPaths}, for the price of the values of the smaller sample
 * alone: paths from (0, 0) to (m, n), i ≤ m across and j ≤ n up, that leave the band |i · stepJ − j
 * · stepI| &lt; h. Used once; not thread-safe.
 *
 * <p>How it works. Along j, the values of i that the band holds change at most 2m times. Between
 * two changes a path is free to rise, so from one height to another so many steps up are spread
 * over so many values of j: a binomial coefficient. Counts of paths by height are therefore taken
 * from change to change, each time times a triangle of such coefficients. The band is its own
 * mirror image, so half of it serves for both halves.
 *
 * <p>All that is added up is positive and hardly anything is rounded the same way twice, so the
 * share of the paths that stay is known to some 3e-15 of itself. Time O(m · w²), w = 2 · h / stepJ
 * the values of i in the band; O(m) memory.
 */
final class StayingPathsOfFew {

  /** All paths through so few values and some thousand others can be counted in a double. */
  static final int MOST = 128;

  /** What a height costs beside its products, in products. */
  private static final double ROW_COST = 4;

  /** What a point of the lattice costs {@link StayingPaths}, in products of a row. */
  private static final double POINT_COST = 1.5;

  /** What its edges cost at each step, in points. */
  private static final double EDGE_COST = 12;

  /** Coefficients that one pass over the heights multiplies by; so many less one are free below. */
  private static final int AT_ONCE = 4;

  private static final double LARGE = 0x1p300;
  private static final double SMALLER = 0x1p-300;

  private final int n;
  private final int m;
  private final long stepJ;
  private final long stepI;
  private final long h;

  /** Coefficients of one stretch. */
  private final double[] spread;

  /** Paths that arrive at column {@link #column} by a step along j, by height, less a factor. */
  private double[] counts;

  private double[] next;
  private int column;
  private int lowest;
  private int highest;
  private int reductions;

  /**
   * Describes the band.
   *
   * @param n values of the larger sample
   * @param m values of the smaller one, {@link #MOST} at most
   */
  StayingPathsOfFew(int n, int m, long stepJ, long stepI, long h) {
    this.n = n;
    this.m = m;
    this.stepJ = stepJ;
    this.stepI = stepI;
    this.h = h;
    this.spread = new double[m + AT_ONCE];
    this.counts = new double[m + AT_ONCE];
    this.next = new double[m + AT_ONCE];
    counts[AT_ONCE - 1] = 1;
  }

  /**
   * Whether it is the cheaper way to tell the share. The costs are fitted to some 1,200 random
   * sizes up to 10,000 and 128 and shares down to 0.002.
   */
  static boolean isCheaper(int n, int m, long stepJ, long h) {
    double across = Math.min(m, 2.0 * h / stepJ);
    return m <= MOST && across * (across + ROW_COST) * m < POINT_COST * n * (across + EDGE_COST);
  }

  /**
   * The share of paths that leave the band; -∞ where counts of so different size come together that
   * they have no common factor, which takes samples of billions.
   */
  double leaving() {
    int middle = n - n / 2;
    sweepTo(middle);
    double[] forth = counts.clone();
    int first = lowest;
    int last = highest;
    int reduced = reductions;
    sweepTo(n - middle + 1);
    double sum = 0;
    for (int i = Math.max(first, m - highest); i <= Math.min(last, m - lowest); i++) {
      sum += forth[i + AT_ONCE - 1] * count(m - i);
    }
    return 1 - sum / all(reduced + reductions);
  }

  /** The number of all paths, reduced so many times. */
  private double all(int times) {
    int left = times;
    double all = 1;
    for (int k = 1; k <= m; k++) {
      all *= ((double) n + k) / k;
      if (all >= LARGE && left > 0) {
        all *= SMALLER;
        left--;
      }
    }
    return left > 0 ? all * Math.pow(SMALLER, left) : all;
  }

  private void sweepTo(int target) {
    while (column < target) {
      int low = lowest(column);
      int high = highest(column);
      int end = (int) Math.min(target, endOf(low, high));
      rise(low, high, end - column);
      column = end;
    }
  }

  /** The least i inside. */
  private int lowest(long j) {
    return (int) Math.max(0, Math.floorDiv(j * stepI - h, stepJ) + 1);
  }

  /** The largest i inside. */
  private int highest(long j) {
    return (int) Math.min(m, Math.floorDiv(j * stepI + h - 1, stepJ));
  }

  /** The first column whose least or largest i is another. */
  private long endOf(int low, int high) {
    // low rises when low · stepJ ≤ j · stepI − h, high when (high + 1) · stepJ < j · stepI + h.
    long lowRises = -Math.floorDiv(-(low * stepJ + h), stepI);
    long highRises = Math.floorDiv((high + 1) * stepJ - h, stepI) + 1;
    return high < m ? Math.min(lowRises, highRises) : lowRises;
  }

  /** Takes the counts over so many columns on which the same heights are inside. */
  private void rise(int low, int high, int columns) {
    double coefficient = 1;
    for (int k = 0; k <= high - low; k++) {
      spread[k] = coefficient;
      coefficient *= (columns + (double) k) / (k + 1);
    }
    Arrays.fill(spread, high - low + 1, high - low + AT_ONCE, 0);
    // Nothing comes from heights that are outside now, nor from those that were until now.
    Arrays.fill(counts, low, low + AT_ONCE - 1, 0);
    Arrays.fill(counts, highest + AT_ONCE, high + AT_ONCE, 0);
    Arrays.fill(next, low + AT_ONCE - 1, high + AT_ONCE, 0);
    for (int k = 0; k <= high - low; k += AT_ONCE) {
      addProducts(counts, spread, k, next, low + k + AT_ONCE - 1, high + AT_ONCE);
    }
    double[] old = counts;
    counts = next;
    next = old;
    lowest = low;
    highest = high;
    if (count(high) >= LARGE) { // the largest: all others go on to it
      reduce();
    }
  }

  /** Adds what comes from {@code k} to {@code k + 3} below, to positions from one to another. */
  private static void addProducts(
      double[] counts, double[] spread, int k, double[] next, int from, int to) {
    double a = spread[k];
    double b = spread[k + 1];
    double c = spread[k + 2];
    double d = spread[k + 3];
    for (int at = from; at < to; at++) {
      int below = at - k;
      next[at] +=
          (a * counts[below] + b * counts[below - 1])
              + (c * counts[below - 2] + d * counts[below - 3]);
    }
  }

  private double count(int height) {
    return counts[height + AT_ONCE - 1];
  }

  private void reduce() {
    for (int at = lowest + AT_ONCE - 1; at < highest + AT_ONCE; at++) {
      counts[at] *= SMALLER;
    }
    reductions++;
  }
}
