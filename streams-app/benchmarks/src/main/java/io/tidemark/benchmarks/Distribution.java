// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks;

import java.util.Random;

/** Data for kernels: how values are drawn. */
public enum Distribution {
  /** Uniform on [0, 1). */
  UNIFORM,
  /** Standard normal. */
  NORMAL,
  /** Lognormal with sigma 2: four decades wide, most of it near zero, as amounts of money are. */
  SKEWED,
  /** Standard normal, but one value in a thousand is 10^12 times as large. */
  OUTLIERS;

  double draw(Random random) {
    return switch (this) {
      case UNIFORM -> random.nextDouble();
      case NORMAL -> random.nextGaussian();
      case SKEWED -> Math.exp(2 * random.nextGaussian());
      case OUTLIERS -> random.nextGaussian() * (random.nextInt(1000) == 0 ? 1e12 : 1);
    };
  }

  double[] sample(int size, long seed) {
    Random random = new Random(seed);
    return random.longs(size).mapToDouble(ignored -> draw(random)).toArray();
  }
}
