// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics.law;

/**
 * The part of a band that matters to the paths that leave it: where the others are fewer than e^-46
 * of all that leave. Immutable.
 *
 * <p>How it works. Every path through a point just outside leaves, so the number of paths through
 * such a point of the middle antidiagonal is a lower bound of all that leave. It is compared with
 * two upper bounds.
 *
 * <ul>
 *   <li>Early antidiagonals: a path that leaves there goes through one of the points just outside
 *       of them, and the farther from the middle, the fewer go through.
 *   <li>The inside: a path that has left and comes back to y points from the edge makes a detour.
 *       Steps vary by at most 1/4, so of the paths through the edge at antidiagonal s of N, at most
 *       about exp(−2y² N / (s (N − s))) make it.
 * </ul>
 */
final class BandReach {

  /** Logarithm of the share of all paths that leave below which paths are let go. */
  private static final double NEGLIGIBLE = -46;

  private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

  private final int n;
  private final int m;
  private final long stepI;
  private final long step;
  private final long h;
  private final double least;

  BandReach(int n, int m, long stepI, long step, long h) {
    this.n = n;
    this.m = m;
    this.stepI = stepI;
    this.step = step;
    this.h = h;
    this.least = logThroughEdge((n + m) / 2) + NEGLIGIBLE;
  }

  /** The least i inside on an antidiagonal; may be negative. */
  long low(long s) {
    return Math.floorDiv(s * stepI - h, step) + 1;
  }

  /** The greatest i inside on an antidiagonal; may be beyond the lattice. */
  long high(long s) {
    return -Math.floorDiv(-(s * stepI + h), step) - 1;
  }

  /** Whether there are lattice points on both sides of the band on an antidiagonal. */
  boolean isInside(int s) {
    return low(s) > 0 && high(s) < Math.min(s, m);
  }

  /** An antidiagonal with points on both sides, or 0, before which next to no path leaves. */
  int start() {
    int early = 0;
    int late = (n + m) / 2;
    while (late - early > 1) {
      int between = (early + late) >>> 1;
      if (logThroughEdge(between) < least) {
        early = between;
      } else {
        late = between;
      }
    }
    return isInside(early) ? early : 0;
  }

  /** How far from an edge, at antidiagonal s ≤ (n + m) / 2, paths that have left still matter. */
  int reach(int s) {
    double total = (double) n + m;
    double above = Math.min(-NEGLIGIBLE, logThroughEdge(s) - least);
    return 1 + (int) Math.sqrt(Math.max(0, above) / 2 * s * (total - s) / total);
  }

  /** Logarithm of the number of paths through the busier of the points just outside. */
  private double logThroughEdge(int s) {
    return Math.max(logThrough(s, low(s) - 1), logThrough(s, high(s) + 1));
  }

  private double logThrough(int s, long i) {
    if (i < 0 || i > Math.min(s, m)) {
      return Double.NEGATIVE_INFINITY;
    }
    return logChoose(s, (double) i) + logChoose((double) n + m - s, (double) m - i);
  }

  private static double logChoose(double n, double k) {
    return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
  }

  /** Stirling's formula: within a tenth is near enough here. */
  private static double logFactorial(double x) {
    return x < 1 ? 0 : (x + 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI;
  }
}
