// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks;

import io.tidemark.core.statistics.law.TwoSampleKolmogorovLaw;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Microseconds for one exact two-sample Kolmogorov–Smirnov p-value: {@code inUse} is the one in
 * use, {@code probabilities} the textbook's sweep. Figures are in {@code docs/performance.md}.
 *
 * <pre>{@code
 * streams-app/benchmarks/run jmh KolmogorovLawBenchmark \
 *   -prof io.tidemark.benchmarks.CpuTimeProfiler
 * }</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class KolmogorovLawBenchmark {

  /** Values in the one sample, and in the other. */
  @Param({
    "500x500",
    "500x499",
    "5000x30",
    "5000x100",
    "5000x300",
    "6000x5000",
    "10000x9999",
    "10000x5000",
    "10000x1000"
  })
  public String sizes;

  /** D as a multiple of √((n + m)/nm): p about 0.5, 0.05, 0.001, 1e-20 and 1e-100. */
  @Param({"0.83", "1.36", "1.9", "4.84", "10.75"})
  public double depth;

  private int n;
  private int m;
  private double d;

  /** Takes the parameters apart, and checks that both ways agree. */
  @Setup
  public void prepare() {
    String[] parts = sizes.split("x", -1);
    n = Integer.parseInt(parts[0]);
    m = Integer.parseInt(parts[1]);
    d = Math.min(1, depth * Math.sqrt((n + m) / ((double) n * m)));
    double paths = inUse();
    if (n != m && Math.abs(probabilities() / paths - 1) > 1e-11) {
      throw new IllegalStateException("the ways disagree: " + paths + ", " + probabilities());
    }
  }

  /**
   * The law in use.
   *
   * @return the p-value
   */
  @Benchmark
  public double inUse() {
    return TwoSampleKolmogorovLaw.survival(d, n, m);
  }

  /**
   * Antidiagonal by antidiagonal from end to end, the probability that a path to each point has
   * left: an average, weighted by the point's coordinates, of two values of the antidiagonal
   * before.
   *
   * @return the p-value
   */
  @Benchmark
  public double probabilities() {
    int divisor = BigInteger.valueOf(n).gcd(BigInteger.valueOf(m)).intValue();
    long h = Math.round(d * n / divisor * m) * divisor;
    double[] index = new double[m + 3];
    Arrays.setAll(index, k -> m + 1 - k);
    double[] outside = new double[m + 3];
    outside[m] = 0x1p900;
    outside[m + 2] = 0x1p900;
    for (int s = 1; s <= n + m; s++) {
      int low = (int) Math.max(Math.max(0, s - n), Math.floorDiv((long) s * m - h, n + m) + 1);
      int high = (int) Math.min(Math.min(m, s), -Math.floorDiv(-((long) s * m + h), n + m) - 1);
      double share = 1.0 / s;
      for (int k = m + 1 - high; k < m + 2 - low; k++) {
        outside[k] = (index[k] * outside[k + 1] + (s - index[k]) * outside[k]) * share;
      }
      outside[m + 2 - low] = 0x1p900;
      outside[m - high] = 0x1p900;
    }
    return outside[1] * 0x1p-900;
  }
}
