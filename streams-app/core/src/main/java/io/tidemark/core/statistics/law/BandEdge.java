// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics.law;

import java.util.Arrays;

/**
 * One edge of a band of lattice points, and what it does to the paths near it in eight steps. Used
 * by one sweep; not thread-safe.
 *
 * <p>Points of an antidiagonal are numbered from the edge inwards, starting from 0. Of the two
 * steps of a path one leads inwards and the other along; the edge itself moves inwards by {@code
 * pace / step} a step on average, by 0 or 1 each time. Both edges look the same that way: the lower
 * one counts steps across, the upper one steps up.
 *
 * <p>What the edge does to the eight values next to it in eight steps is linear, so it is a matrix.
 * It depends on when the edge moves, and that on the phase, the distance between the line and the
 * last lattice point outside. The phases at which one of the next eight moves comes a step earlier
 * are eight cuts; between two cuts the matrix is the same, so nine matrices serve the whole sweep.
 */
final class BandEdge {

  /** Steps that a matrix covers; also its order. */
  static final int ROWS = 8;

  private final long pace;
  private final long step;
  private final double inward;
  private final double along;
  private final long[] cuts = new long[ROWS];
  private final double[][] matrices = new double[ROWS + 1][];
  private long phase;
  private long first;
  private double[] matrix;

  /**
   * The edge of the points x on antidiagonal s with s · pace − x · step &lt; h, at s = 0.
   *
   * @param inward weight of a step inwards
   * @param along weight of the other step
   */
  BandEdge(long pace, long step, long h, double inward, double along) {
    this.pace = pace;
    this.step = step;
    this.inward = inward;
    this.along = along;
    this.first = Math.floorDiv(-h, step) + 1;
    this.phase = Math.floorMod(-h, step);
    for (int row = 0; row < ROWS; row++) {
      cuts[row] = Math.floorMod(-(row + 1) * pace, step);
    }
  }

  /** The coordinate of the first point inside. */
  int first() {
    return (int) first;
  }

  /** Moves on by one antidiagonal; by how much the edge moved. */
  int advance() {
    phase += pace;
    if (phase < step) {
      return 0;
    }
    phase -= step;
    first++;
    return 1;
  }

  /** Moves on by eight antidiagonals; by how much the edge moved. */
  int advanceAll() {
    int interval = 0;
    for (long cut : cuts) {
      interval += (int) ((cut - 1 - phase) >>> (Long.SIZE - 1));
    }
    matrix = matrices[interval];
    if (matrix == null) {
      matrix = matrix();
      matrices[interval] = matrix;
    }
    phase += ROWS * pace;
    int moves = (int) (phase / step);
    phase -= moves * step;
    first += moves;
    return moves;
  }

  /**
   * Takes the values of the eight points next to the edge through the last eight steps.
   *
   * @param values by the numbers that points had before, also afterwards; those up to {@code moves}
   *     are outside by then and left as they are
   */
  void apply(double[] values, int moves) {
    double[] c = matrix;
    double a = values[0];
    double b = values[1];
    double d = values[2];
    double e = values[3];
    double f = values[4];
    double g = values[5];
    double h = values[6];
    double i = values[7];
    for (int x = moves; x < ROWS; x++) {
      int at = x * ROWS;
      double near = c[at] * a + c[at + 1] * b + (c[at + 2] * d + c[at + 3] * e);
      double far = c[at + 4] * f + c[at + 5] * g + (c[at + 6] * h + c[at + 7] * i);
      values[x] = near + far;
    }
  }

  /**
   * Weights of the paths that stay through the next eight steps: from the point of a column to the
   * point of a row, by the numbers that points have now.
   */
  private double[] matrix() {
    double[] weights = new double[ROWS * ROWS];
    for (int x = 0; x < ROWS; x++) {
      weights[x * ROWS + x] = 1;
    }
    int outside = 0;
    for (int row = 1; row <= ROWS; row++) {
      for (int at = ROWS * ROWS - 1; at >= ROWS; at--) {
        weights[at] = along * weights[at] + inward * weights[at - ROWS];
      }
      for (int at = 0; at < ROWS; at++) {
        weights[at] *= along;
      }
      if ((phase + row * pace) / step > outside) {
        Arrays.fill(weights, outside * ROWS, (outside + 1) * ROWS, 0);
        outside++;
      }
    }
    return weights;
  }
}
