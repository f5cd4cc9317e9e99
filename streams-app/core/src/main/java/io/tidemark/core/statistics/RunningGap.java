// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics;

/**
 * How far the distribution function of the reference is above that of the current sample, times the
 * sizes of both, as cells go by in ascending order: exact as long as that fits a long, else correct
 * to a rounding of the products. Used by one comparison; not thread-safe.
 */
final class RunningGap {

  private final long m;
  private final long n;
  private final boolean fits;
  private long exact; // without meaning where it does not fit
  private long seenReference;
  private long seenCurrent;

  /**
   * Starts before the first cell.
   *
   * @param m size of the reference sample
   * @param n size of the current sample
   */
  RunningGap(long m, long n) {
    this.m = m;
    this.n = n;
    this.fits = Math.multiplyHigh(m, n) == 0 && m * n >= 0;
  }

  /** Goes past a cell that holds so many values of each. */
  void pass(long ofReference, long ofCurrent) {
    exact += ofReference * n - ofCurrent * m;
    seenReference += ofReference;
    seenCurrent += ofCurrent;
  }

  /** The gap behind the last cell passed. */
  double value() {
    return fits ? (double) exact : Counts.crossDifference(seenReference, n, seenCurrent, m);
  }

  /** The same, had so many more values of the reference been passed. */
  double afterReference(long more) {
    return fits
        ? (double) (exact + more * n)
        : Counts.crossDifference(seenReference + more, n, seenCurrent, m);
  }

  /** The same, had so many more values of the current sample been passed. */
  double afterCurrent(long more) {
    return fits
        ? (double) (exact - more * m)
        : Counts.crossDifference(seenReference, n, seenCurrent + more, m);
  }
}
