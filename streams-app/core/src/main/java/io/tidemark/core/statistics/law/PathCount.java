// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics.law;

/**
 * The weighted number of lattice paths to a point that moves: C(s, i) · ratioⁱ in a unit that
 * {@link #rescale} makes larger, so that neither the start nor the end leaves the range of doubles.
 * Three roundings a step. Not thread-safe.
 */
final class PathCount {

  /** What one call of {@link #rescale} divides by. */
  static final double UNIT = 0x1p128;

  private static final int UNIT_BITS = 128;
  private static final double SMALL = 0x1p-900;
  private static final double ROOMY = 0x1p-700;

  private final double ratio;
  private int steps;
  private int across;

  /** The count is {@code value} over as many units as it lags behind. */
  private double value;

  private int lag;

  /** One path, of the given weight, to (0, 0). */
  PathCount(double weight, double ratio) {
    this.value = weight;
    this.ratio = ratio;
  }

  /** Paths of the given weight together to the point so many steps across. */
  PathCount(double weight, double ratio, int steps, int across) {
    this.value = weight;
    this.ratio = ratio;
    this.steps = steps;
    this.across = across;
    settle();
  }

  private PathCount(PathCount other) {
    this.ratio = other.ratio;
    this.steps = other.steps;
    this.across = other.across;
    this.value = other.value;
    this.lag = other.lag;
  }

  /** The bits of a number. */
  static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }

  PathCount copy() {
    return new PathCount(this);
  }

  /** How many steps across (the others go up) lead to the point. */
  int across() {
    return across;
  }

  /** Moves to the next antidiagonal, straight up or one step across. */
  void advance(int nextAcross) {
    steps++;
    double s = steps;
    value *= nextAcross == across ? s / (s - across) : s / nextAcross * ratio;
    across = nextAcross;
    settle();
  }

  void rescale() {
    lag++;
    settle();
  }

  private void settle() {
    while (lag > 0 && value > ROOMY) {
      value /= UNIT;
      lag--;
    }
    while (value < SMALL) {
      value *= UNIT;
      lag++;
    }
  }

  /** The count in the present unit; 0 where it is too small for a double. */
  double get() {
    return lag == 0 ? value : Math.scalb(value, -UNIT_BITS * lag);
  }

  /** A number over the count, also where the count is too small for a double. */
  double divide(double number) {
    return Math.scalb(number / value, UNIT_BITS * lag);
  }
}
