// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.demo;

import java.util.random.RandomGenerator;

/** Draws from the distributions of which the demo's features are made. */
final class Draws {

  private Draws() {}

  static double logNormal(RandomGenerator random, double median, double sigma) {
    return median * Math.exp(sigma * random.nextGaussian());
  }

  static double clampedNormal(
      RandomGenerator random, double mean, double deviation, double low, double high) {
    return Math.max(low, Math.min(high, mean + deviation * random.nextGaussian()));
  }

  /** A whole number of days, calls and the like; many zeros when the mean is small. */
  static double wholeExponential(RandomGenerator random, double mean) {
    return Math.floor(mean * random.nextExponential());
  }

  static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  static double rounded(double value, double step) {
    return Math.rint(value / step) * step;
  }

  /** One of the names; {@code shares} in the same order, summing to 1. */
  static String choice(RandomGenerator random, String[] names, double[] shares) {
    double left = random.nextDouble();
    for (int i = 0; i < names.length - 1; i++) {
      left -= shares[i];
      if (left < 0) {
        return names[i];
      }
    }
    return names[names.length - 1];
  }
}
