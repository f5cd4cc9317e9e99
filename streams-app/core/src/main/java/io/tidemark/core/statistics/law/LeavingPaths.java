// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics.law;

/**
 * Counts the lattice paths from (0, 0) to (m, n), m ≤ n, that leave the band |i · stepJ − j ·
 * stepI| &lt; h on their way. Used once; not thread-safe.
 *
 * <p>How it works. The number L(i, s) of paths that reach the antidiagonal i + j = s at i and have
 * left the band before is L(i, s − 1) + L(i − 1, s − 1) inside the band, and the number of all
 * paths, C(s, i), just outside of it. Only positive numbers are added, one rounding a step.
 *
 * <ul>
 *   <li>A path read backwards is a path, and the band is its own mirror image. So the sweep stops
 *       half-way: a path leaves in its first half or, read backwards, in its second, and the sum
 *       over the points of the middle antidiagonal puts both together.
 *   <li>Eight antidiagonals are taken in one pass: a front moves through the band, eight values of
 *       it live in registers, and each value of the array is loaded and stored once instead of
 *       eight times. What is left is one addition for each point. Both ends of the band, where the
 *       points outside enter, are triangles done antidiagonal by antidiagonal.
 *   <li>When the middle of the band is far from its edges, few paths that have left come back to
 *       it, and few leave early: a sweep begins where it matters and keeps to the edges, see {@link
 *       BandReach}. What is left out is below 1e-15 of the result.
 *   <li>Numbers are kept in a unit that grows with the number of paths through the middle of the
 *       band. A path weighs ratio^(steps across): 1 where the range of doubles allows it, which
 *       saves a multiplication for each point, else m/n, which makes a row as flat as it can be.
 * </ul>
 *
 * <p>L(i) stands at m + 1 − i, so that one ascending pass replaces antidiagonals in place.
 */
final class LeavingPaths {

  private static final int ROWS = 8;

  /** The weight of a path at the start; leaves as much room above as below. */
  private static final double START = 0x1p470;

  /** The most bits by which a row may be steeper than the middle of the band tells. */
  private static final double STEEPEST = 400;

  private static final double UNIT_BITS = 128;

  /** Weight of the point in the middle of the middle row when rows are put together. */
  private static final double MIDDLE = 0x1p300;

  private static final double NEGLIGIBLE = 0x1p-60;

  /** Antidiagonals to the middle from which it pays to ask what can be left out. */
  private static final int LARGE = 1_000;

  /** Antidiagonals between two such questions. */
  private static final int INTERVAL = 128;

  private final int n;
  private final int m;
  private final long stepI;
  private final long step;
  private final long h;
  private final BandReach band;
  private final double ratio;
  private final double bitsPerStep;
  private final double[] leaving;
  private PathCount lower;
  private PathCount upper;
  private double bits;

  /** How far from an edge values are kept up, and until when that is far enough. */
  private int reach;

  private int reachUntil;

  private int steps;
  private int low;
  private int high;

  /** Where the band begins and ends in the array, and what stands next to it, by antidiagonal. */
  private final int[] first = new int[ROWS + 1];

  private final int[] end = new int[ROWS + 1];
  private final double[] before = new double[ROWS + 1];
  private final double[] after = new double[ROWS + 1];

  /** An antidiagonal. */
  private static final class Row {
    final int steps;
    final int low;
    final int high;
    final double[] leaving;
    final PathCount all;

    Row(LeavingPaths now, double[] leaving, PathCount all) {
      this.steps = now.steps;
      this.low = now.low;
      this.high = now.high;
      this.leaving = leaving;
      this.all = all;
    }
  }

  LeavingPaths(int n, int m, long stepJ, long stepI, long h) {
    this.n = n;
    this.m = m;
    this.stepI = stepI;
    this.step = stepI + stepJ;
    this.h = h;
    this.band = new BandReach(n, m, stepI, step, h);
    double across = (double) m / ((double) n + m);
    double halfWidth = (double) h / step;
    this.ratio = halfWidth * PathCount.log2((double) n / m) < STEEPEST ? 1 : (double) m / n;
    double entropy = -across * PathCount.log2(across) - (1 - across) * PathCount.log2(1 - across);
    this.bitsPerStep = entropy + across * PathCount.log2(ratio);
    this.leaving = new double[m + 3];
    this.lower = new PathCount(START, ratio);
    this.upper = new PathCount(START, ratio);
    this.first[0] = m + 1;
    this.end[0] = m + 2;
  }

  /** The share of paths that leave the band. */
  double share() {
    int half = (n + m) / 2;
    reach = m;
    reachUntil = n + m;
    if (half > LARGE && band.isInside(half)) {
      reachUntil = 0;
      skipTo(band.start());
    }
    if (!sweepTo(half)) {
      return 1;
    }
    Row forth = new Row(this, leaving.clone(), lower.copy());
    if (!sweepTo(n + m - half)) {
      return 1;
    }
    return shareThrough(forth, new Row(this, leaving, lower));
  }

  /** Starts at a later antidiagonal, as if no path had left yet; unless a double is too short. */
  private void skipTo(int s) {
    int bottom = (int) band.low(s);
    int top = (int) band.high(s);
    double below = weightFrom((bottom + top) / 2, bottom - 1, s);
    double above = weightFrom((bottom + top) / 2, top + 1, s);
    if (s == 0 || below == 0 || above == 0) {
      return;
    }
    steps = s;
    bits = steps * bitsPerStep;
    low = bottom;
    high = top;
    first[0] = m + 1 - high;
    end[0] = m + 2 - low;
    lower = new PathCount(below, ratio, s, low - 1);
    upper = new PathCount(above, ratio, s, high + 1);
    leaving[first[0] - 1] = upper.get();
    leaving[end[0]] = lower.get();
  }

  /** The paths to a point when those to the center of its antidiagonal weigh {@link #START}. */
  private double weightFrom(int center, int across, int s) {
    double weight = START;
    int direction = Integer.signum(across - center);
    for (int i = center; i != across; i += direction) {
      weight *= neighbour(s, i, direction);
    }
    return weight;
  }

  private void askReach() {
    reachUntil = Math.min(steps + INTERVAL, (n + m) / 2);
    reach = band.reach(reachUntil) + 2 * ROWS;
  }

  /** Returns false when every path has left the band. */
  private boolean sweepTo(int target) {
    while (steps < target) {
      if (steps >= reachUntil) {
        askReach();
      }
      int rows = Math.min(ROWS, target - steps);
      if (!layOut(rows)) {
        return false;
      }
      int from = frontStart(rows);
      if (rows == ROWS && from <= end[0]) {
        sweepRows(from);
      } else {
        for (int row = 1; row <= rows; row++) {
          sweepRow(leaving, first[row], end[row], ratio);
          leaving[first[row] - 1] = before[row];
          leaving[end[row]] = after[row];
        }
      }
      first[0] = first[rows];
      end[0] = end[rows];
      rescale(rows);
    }
    return true;
  }

  /** Works out the ends of the next antidiagonals, and how many paths lead just outside of them. */
  private boolean layOut(int rows) {
    for (int row = 1; row <= rows; row++) {
      int s = steps + row;
      long center = s * stepI;
      if (low * step <= center - h) {
        low++;
      }
      if (high < m && (high + 1) * step < center + h && high < s) {
        high++;
      }
      if (low > high) {
        return false;
      }
      lower.advance(Math.max(0, low - 1));
      upper.advance(Math.min(s, high + 1));
      first[row] = m + 1 - high;
      end[row] = m + 2 - low;
      before[row] = high < s ? upper.get() : 0;
      after[row] = low > 0 ? lower.get() : 0;
    }
    return true;
  }

  /** The first position from which every row of a pass finds what it adds inside the band. */
  private int frontStart(int rows) {
    int from = first[0] + 1;
    for (int row = 1; row <= rows; row++) {
      from = Math.max(from, first[row] + row);
    }
    return from;
  }

  private void rescale(int rows) {
    steps += rows;
    if (steps * bitsPerStep - bits < UNIT_BITS) {
      return;
    }
    bits += UNIT_BITS;
    for (int k = first[0] - 1; k <= end[0]; k++) {
      leaving[k] /= PathCount.UNIT;
    }
    lower.rescale();
    upper.rescale();
  }

  private static void sweepRow(double[] u, int from, int to, double ratio) {
    for (int k = from; k < to; k++) {
      u[k] += ratio * u[k + 1];
    }
  }

  private void sweepRows(int from) {
    double[] u = leaving;
    int to = end[0];
    for (int row = 1; row <= ROWS; row++) {
      sweepRow(u, first[row], from - row, ratio);
      u[first[row] - 1] = before[row];
    }
    if (to - from > 2L * reach) {
      // What stays behind at the inner ends is of earlier rows, so too small, never too large.
      passBetween(from, from + reach);
      passBetween(to - reach, to);
    } else {
      passBetween(from, to);
    }
    for (int row = 1; row <= ROWS; row++) {
      sweepRow(u, to - row, end[row], ratio);
      u[end[row]] = after[row];
    }
  }

  private void passBetween(int from, int to) {
    if (ratio == 1) {
      pass(leaving, from, to);
    } else {
      pass(leaving, from, to, ratio);
    }
  }

  /**
   * Takes positions {@code from} to {@code to - 1} eight rows on, each to eight places before. Row
   * r ends (exclusive) at {@code from - r} before, and at {@code to - r} after.
   */
  private static void pass(double[] u, int from, int to) {
    double a = u[from - 1];
    double b = u[from - 2];
    double c = u[from - 3];
    double d = u[from - 4];
    double e = u[from - 5];
    double f = u[from - 6];
    double g = u[from - 7];
    double h = u[from - 8];
    for (int k = from; k < to; k++) {
      double x0 = u[k];
      double x1 = a + x0;
      double x2 = b + x1;
      double x3 = c + x2;
      double x4 = d + x3;
      double x5 = e + x4;
      double x6 = f + x5;
      double x7 = g + x6;
      u[k - 8] = h + x7;
      a = x0;
      b = x1;
      c = x2;
      d = x3;
      e = x4;
      f = x5;
      g = x6;
      h = x7;
    }
    store(u, to, new double[] {a, b, c, d, e, f, g, h});
  }

  /** The same with weights. */
  private static void pass(double[] u, int from, int to, double ratio) {
    double a = u[from - 1];
    double b = u[from - 2];
    double c = u[from - 3];
    double d = u[from - 4];
    double e = u[from - 5];
    double f = u[from - 6];
    double g = u[from - 7];
    double h = u[from - 8];
    for (int k = from; k < to; k++) {
      double x0 = u[k];
      double x1 = a + ratio * x0;
      double x2 = b + ratio * x1;
      double x3 = c + ratio * x2;
      double x4 = d + ratio * x3;
      double x5 = e + ratio * x4;
      double x6 = f + ratio * x5;
      double x7 = g + ratio * x6;
      u[k - 8] = h + ratio * x7;
      a = x0;
      b = x1;
      c = x2;
      d = x3;
      e = x4;
      f = x5;
      g = x6;
      h = x7;
    }
    store(u, to, new double[] {a, b, c, d, e, f, g, h});
  }

  private static void store(double[] u, int to, double[] front) {
    for (int row = 0; row < front.length; row++) {
      u[to - 1 - row] = front[row];
    }
  }

  /**
   * Puts the halves together: of the paths through i on the middle antidiagonal, those that left
   * before it, and of the others those that leave after it. Outside the band all have left.
   */
  private double shareThrough(Row forth, Row back) {
    int middle = (int) Math.round((double) forth.steps * m / ((double) n + m));
    double unitForth = unit(forth, middle);
    double unitBack = unit(back, m - middle);
    double left = 0;
    double all = 0;
    for (int direction = -1; direction <= 1; direction += 2) {
      double there = MIDDLE;
      double rest = MIDDLE;
      for (int i = middle; i >= 0 && i <= m; i += direction) {
        double through = there * rest;
        boolean inside = i >= forth.low && i <= forth.high;
        if (!inside && through < left * NEGLIGIBLE) {
          break;
        }
        if (i != middle || direction > 0) {
          all += through;
          double earlier = inside ? forth.leaving[m + 1 - i] * unitForth : there;
          double later = inside ? back.leaving[i + 1] * unitBack : 0;
          left += earlier * rest + Math.max(0, there - earlier) * later;
        }
        there *= neighbour(forth.steps, i, direction);
        rest *= neighbour(back.steps, m - i, -direction);
      }
    }
    return left / all;
  }

  /** What the paths of a row count when those to the middle count {@link #MIDDLE} together. */
  private double unit(Row row, int middle) {
    double weight = MIDDLE;
    for (int i = middle; i > row.all.across(); i--) {
      weight *= neighbour(row.steps, i, -1);
    }
    return row.all.divide(weight);
  }

  /** The weighted number of paths to the next point of an antidiagonal, over that to this one. */
  private double neighbour(int s, int i, int direction) {
    return direction > 0 ? (double) (s - i) / (i + 1) * ratio : i / ((s - i + 1) * ratio);
  }
}
