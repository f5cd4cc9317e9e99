// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics.law;

/**
 * The share of the lattice paths from (0, 0) to (m, n), m ≤ n, that leave the band |i · stepJ − j ·
 * stepI| &lt; h, as one minus the share of those that stay. Immutable.
 *
 * <p>How it works. A path weighs across^m · up^n, with across + up = 1, so that the weights of all
 * paths to an antidiagonal are 1 together and nothing needs rescaling. Those that stay are swept to
 * the middle antidiagonal; the band is its own mirror image, so the same sweep read backwards tells
 * how they go on, and a scalar product puts both together.
 *
 * <p>The error is near 1e-15, of the difference from one: so this is for shares that are not tiny.
 * To get there, what is rounded the same way at every step is known and made good; the rest
 * averages out. {@code across} is a short fraction, a multiple of 1/64 unless the samples are very
 * unequal, and where halves will do they are taken, since then a step needs no multiplication.
 */
final class StayingPaths {

  /** Into how many parts one is divided for {@code across}, and at most. */
  private static final int PARTS = 64;

  private static final int MOST_PARTS = 1 << 20;

  /** The most by which the logarithm of a path's weight may be below the best when it is halves. */
  private static final double LARGEST_LOSS = 100;

  /** The same otherwise; the error of the logarithm grows with it. */
  private static final double LARGEST_DEVIANCE = 4;

  /** The most by which the samples may differ, as a share of their sum, when it is halves. */
  private static final double LARGEST_DIFFERENCE = 0.25;

  /**
   * Where the series of {@link #logExcess} takes over: few terms, and the logarithm would cancel.
   */
  private static final double NEAR_ZERO = 0.1;

  /** Where Stirling's series is as exact as a double. */
  private static final int LARGE = 16;

  private final int n;
  private final int m;
  private final boolean halves;
  private int parts;
  private int rest;

  StayingPaths(int n, int m) {
    this.n = n;
    this.m = m;
    double unequal = (double) n - m;
    this.halves =
        unequal < LARGEST_DIFFERENCE * ((double) n + m)
            && unequal * unequal / (2 * ((double) n + m)) < LARGEST_LOSS;
    if (halves) {
      parts = 1;
      rest = 1;
    } else {
      divide();
    }
  }

  /** Into as few parts as will do, so that the fraction is as short as can be. */
  private void divide() {
    int all = PARTS / 2;
    do {
      all *= 2;
      parts = (int) Math.max(1, Math.round((double) all * m / ((double) n + m)));
      rest = all - parts;
    } while (deviance() >= LARGEST_DEVIANCE && all < MOST_PARTS);
  }

  /**
   * Whether {@link #leaving} can be told: false where even a path in the middle weighs too little.
   */
  boolean isPossible() {
    return halves || deviance() < LARGEST_DEVIANCE;
  }

  /** The share of paths that leave the band. */
  double leaving(long stepJ, long stepI, long h) {
    double up = (double) rest / (parts + rest);
    BandSweep sweep = new BandSweep(m, new long[] {stepI, stepJ, h}, up, ratio());
    int half = (n + m) / 2;
    sweep.sweepTo(half);
    double[] forth = sweep.values();
    double excess = sweep.excess();
    sweep.sweepTo(n + m - half);
    double[] back = sweep.values();
    excess += sweep.excess();
    double sum = 0;
    for (int k = 0; k < forth.length; k++) {
      sum += forth[k] * back[back.length - 1 - k];
    }
    return 1 - sum / (all() * (1 + excess));
  }

  /** The weight of a step across over that of a step up; short, so their product is exact. */
  private double ratio() {
    return (float) ((double) parts / rest);
  }

  /** The weight of all paths: De Moivre's binomial probability with Stirling's errors made good. */
  private double all() {
    double total = (double) n + m;
    double errors = stirlingError(total) - stirlingError(n) - stirlingError(m);
    double density = Math.sqrt(total / (2 * Math.PI * n * m));
    if (halves) {
      // Up to a hundred, so its last bit would count: the exponent is split into whole and rest.
      long square = ((long) n - m) * ((long) n - m);
      long twice = 2 * ((long) n + m);
      double part = (double) (square % twice) / twice + devianceOfHalves() * total;
      long whole = Math.floorDiv(square, twice);
      return density * Math.exp(-(double) whole) * Math.exp(errors - part);
    }
    return density * Math.exp(errors + m * ratioError() - deviance());
  }

  /** By how much a short ratio makes the logarithm of a step across too large. */
  private double ratioError() {
    return Math.log1p((ratio() * rest - parts) / parts);
  }

  /**
   * (1 + u) log(1 + u) + (1 − u) log(1 − u) over two without its first term, u = (n − m)/(n + m).
   */
  private double devianceOfHalves() {
    double u = ((double) n - m) / ((double) n + m);
    double power = u * u;
    double sum = 0;
    double term = 1;
    for (int k = 4; term > sum * 0x1p-54; k += 2) {
      power *= u * u;
      term = power / (k * (k - 1.0));
      sum += term;
    }
    return sum;
  }

  /** m log(m/(N across)) + n log(n/(N up)), N = n + m; what is linear in the logarithms cancels. */
  private double deviance() {
    double total = (double) n + m;
    double excess = (double) rest * m - (double) parts * n;
    return excess * excess / (total * parts * rest)
        + m * logExcess(excess / (parts * total))
        + n * logExcess(-excess / (rest * total));
  }

  /** The logarithm of 1 + x, less x. */
  private static double logExcess(double x) {
    if (Math.abs(x) > NEAR_ZERO) {
      return Math.log1p(x) - x;
    }
    double sum = 0;
    double power = x;
    for (int k = 2; Math.abs(power) > 0x1p-54 * Math.abs(x) && power != 0; k++) {
      power *= -x;
      sum += power / k;
    }
    return sum;
  }

  /** What Stirling's formula √(2πx) (x/e)^x lacks of x!, as a logarithm. */
  private static double stirlingError(double x) {
    double error = 0;
    double k = x;
    for (; k < LARGE; k++) {
      error += (k + 0.5) * Math.log1p(1 / k) - 1;
    }
    double s = 1 / (k * k);
    double series = 1.0 / 1188 - s * (691.0 / 360_360);
    series = 1.0 / 1260 - s * (1.0 / 1680 - s * series);
    return error + (1.0 / 12 - s * (1.0 / 360 - s * series)) / k;
  }
}
