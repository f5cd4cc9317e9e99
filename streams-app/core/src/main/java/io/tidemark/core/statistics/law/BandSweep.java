// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics.law;

import java.util.Arrays;

/**
 * A sweep over the antidiagonals of the band |i · stepJ − j · stepI| &lt; h of lattice points, for
 * the weights of the paths from (0, 0) that stay in it. Used once; not thread-safe.
 *
 * <p>How it works. Eight antidiagonals are taken in one pass: a front moves through the band, eight
 * values of it live in registers, and each value is loaded and stored once instead of eight times.
 * The pass knows nothing of the edges, from outside of which nothing comes; the few values that
 * paths reach which left in between, eight at both edges together, are then put right by the
 * matrices of {@link BandEdge}.
 *
 * <p>A step across weighs {@code up} times a ratio. The factor is left out of eight steps, and its
 * eighth power multiplies what comes out: one addition for each point when the ratio is 1, and what
 * the power is rounded by is the same everywhere.
 */
final class BandSweep {

  private static final int ROWS = BandEdge.ROWS;

  /** A multiple of the inverse has an eighth power that a double holds. */
  private static final int SHORT = 64;

  /** A band this wide has no point that both edges reach within a pass. */
  private static final int WIDE = ROWS + 2;

  /** Where the first point of the band stands; what is before and after it is never read. */
  private static final int START = ROWS;

  private final int m;
  private final double up;
  private final double ratio;
  private final double scale;
  private final BandEdge lower;
  private final BandEdge upper;
  private final double[] near = new double[ROWS];
  private double[] values;
  private double[] next;
  private int steps;
  private int width;
  private int bare;
  private int weighed;

  /**
   * Starts with a path of weight 1 at (0, 0).
   *
   * @param m values of i above this one are of no interest
   * @param band stepI, stepJ and h
   * @param up weight of a step up
   * @param ratio weight of a step across over that of a step up
   */
  BandSweep(int m, long[] band, double up, double ratio) {
    this.m = m;
    this.up = up;
    this.ratio = ratio;
    double square = up * up;
    this.scale = square * square * (square * square);
    long step = band[0] + band[1];
    this.lower = new BandEdge(band[0], step, band[2], ratio, 1);
    this.upper = new BandEdge(band[1], step, band[2], 1, ratio);
    int widest = Math.toIntExact((2 * band[2] - 1) / step) + 1;
    this.values = new double[widest + 3 * ROWS];
    this.next = new double[values.length];
    this.width = width();
    values[START - lower.first()] = 1;
  }

  private int width() {
    return steps - upper.first() - lower.first() + 1;
  }

  /**
   * By how much of themselves the values are too large, since the eighth power of {@code up} is
   * rounded the same way each time; 0 where {@code up} has at most six bits.
   */
  double excess() {
    if (up * SHORT == Math.rint(up * SHORT)) {
      return 0;
    }
    double square = up * up;
    double fourth = square * square;
    double squareLacks = Math.fma(up, up, -square);
    double fourthLacks = Math.fma(square, square, -fourth) + 2 * square * squareLacks;
    double lacks = Math.fma(fourth, fourth, -scale) + 2 * fourth * fourthLacks;
    return -weighed * (lacks / scale);
  }

  /** The values on the antidiagonal, in ascending order of i. */
  double[] values() {
    return Arrays.copyOfRange(values, START, START + width);
  }

  /** Moves on to the antidiagonal i + j = {@code target}. */
  void sweepTo(int target) {
    while (steps < target) {
      // What does not make a pass is done first, while most values are still 0.
      if ((target - steps) % ROWS == 0 && width >= WIDE) {
        weigh();
        pass();
        exchange();
      } else {
        step();
        exchange();
        if (bare == ROWS) {
          weigh();
        }
      }
    }
    weigh();
  }

  private void exchange() {
    double[] old = values;
    values = next;
    next = old;
  }

  /** Multiplies by the weights that single steps have left out; seldom, since it rounds. */
  private void weigh() {
    if (bare == 0) {
      return;
    }
    double weight = 1;
    if (bare == ROWS) {
      weight = scale;
      weighed++;
    } else {
      for (int i = 0; i < bare; i++) {
        weight *= up;
      }
    }
    for (int k = START; k < START + width; k++) {
      values[k] *= weight;
    }
    bare = 0;
  }

  private void step() {
    values[START - 1] = 0;
    values[START + width] = 0;
    int move = lower.advance();
    upper.advance();
    steps++;
    width = width();
    for (int k = START; k < START + width; k++) {
      next[k] = values[k + move] + ratio * values[k + move - 1];
    }
    bare++;
  }

  private void pass() {
    int last = START + width - 1;
    int move = lower.advanceAll();
    int fall = upper.advanceAll();
    steps += ROWS;
    weighed++;
    width = width();
    int inside = Math.min(width - (ROWS - fall), Math.min(m, steps) - lower.first() + 1);
    int to = START + move + inside;
    if (ratio == 1) {
      pass(values, next, to, move, scale);
    } else {
      pass(values, next, to, move, new double[] {scale, ratio});
    }
    mend(lower, move, 1, START, START);
    mend(upper, fall, -1, last, START + width - 1);
  }

  /** Replaces what is too large next to an edge that was at {@code from} and is at {@code to}. */
  private void mend(BandEdge edge, int moves, int direction, int from, int to) {
    for (int x = 0; x < ROWS; x++) {
      near[x] = values[from + direction * x];
    }
    edge.apply(near, moves);
    for (int x = moves; x < ROWS; x++) {
      next[to + direction * (x - moves)] = scale * near[x];
    }
  }

  /** Takes positions up to {@code to} eight rows on, and as many places down as the edge moved. */
  private static void pass(double[] in, double[] out, int to, int move, double scale) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    double e = 0;
    double f = 0;
    double g = 0;
    double h = 0;
    for (int k = START; k < to; k++) {
      double x0 = in[k];
      double x1 = x0 + a;
      double x2 = x1 + b;
      double x3 = x2 + c;
      double x4 = x3 + d;
      double x5 = x4 + e;
      double x6 = x5 + f;
      double x7 = x6 + g;
      double x8 = x7 + h;
      out[k - move] = scale * x8;
      a = x0;
      b = x1;
      c = x2;
      d = x3;
      e = x4;
      f = x5;
      g = x6;
      h = x7;
    }
  }

  /** The same with weights. */
  private static void pass(double[] in, double[] out, int to, int move, double[] factors) {
    double scale = factors[0];
    double ratio = factors[1];
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    double e = 0;
    double f = 0;
    double g = 0;
    double h = 0;
    for (int k = START; k < to; k++) {
      double x0 = in[k];
      double x1 = x0 + ratio * a;
      double x2 = x1 + ratio * b;
      double x3 = x2 + ratio * c;
      double x4 = x3 + ratio * d;
      double x5 = x4 + ratio * e;
      double x6 = x5 + ratio * f;
      double x7 = x6 + ratio * g;
      double x8 = x7 + ratio * h;
      out[k - move] = scale * x8;
      a = x0;
      b = x1;
      c = x2;
      d = x3;
      e = x4;
      f = x5;
      g = x6;
      h = x7;
    }
  }
}
