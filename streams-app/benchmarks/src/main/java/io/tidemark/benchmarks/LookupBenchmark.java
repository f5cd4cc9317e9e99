// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks;

import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.reference.NumericReference;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds from a value to its cell, by four ways of search. {@code bucketed} is the one in use;
 * figures are in {@code docs/performance.md}.
 *
 * <pre>{@code
 * ./mvnw -q -pl streams-app/benchmarks -am -DskipTests package dependency:build-classpath \
 *   -Dmdep.outputFile=target/classpath
 * java -cp streams-app/benchmarks/target/classes:$(cat streams-app/benchmarks/target/classpath) \
 *   org.openjdk.jmh.Main LookupBenchmark -prof io.tidemark.benchmarks.CpuTimeProfiler
 * }</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class LookupBenchmark {

  private static final int VALUES = 1 << 15; // more than a branch predictor can learn by heart

  /** The number of points searched. */
  @Param({"16", "1024", "16384"})
  public int points;

  /** How points and values are distributed. */
  @Param({"UNIFORM", "NORMAL", "SKEWED", "OUTLIERS"})
  public Distribution data;

  private double[] values;
  private double[] sorted;
  private double[] padded;
  private int firstStep;
  private double[] tree;
  private NumericReference reference;

  /** Draws the points and the values, and checks that all ways agree. */
  @Setup
  public void prepare() {
    values = data.sample(VALUES, 1);
    reference =
        NumericReference.of("x", FeatureRole.FEATURE, data.sample(20 * points, 2), points, 0);
    int k = reference.points();
    sorted = new double[k];
    Arrays.setAll(sorted, reference::point);
    firstStep = Integer.highestOneBit(k);
    padded = Arrays.copyOf(sorted, k + 2 * firstStep);
    Arrays.fill(padded, k, padded.length, Double.POSITIVE_INFINITY);
    tree = new double[2 * firstStep];
    Arrays.fill(tree, Double.POSITIVE_INFINITY);
    plant(1, 0);
    for (double value : values) {
      int cell = byBinarySearch(value);
      if (cell != byBranchFree(value)
          || cell != byEytzinger(value)
          || cell != reference.cellOf(value)) {
        throw new IllegalStateException("the ways disagree on " + value);
      }
    }
  }

  private int plant(int node, int next) {
    if (node >= tree.length) {
      return next;
    }
    int after = plant(2 * node, next);
    tree[node] = after < sorted.length ? sorted[after] : Double.POSITIVE_INFINITY;
    return plant(2 * node + 1, after + 1);
  }

  private int byBinarySearch(double value) {
    int found = Arrays.binarySearch(sorted, value);
    return found >= 0 ? 2 * found + 1 : -2 * (found + 1);
  }

  private int byBranchFree(double value) {
    int i = 0;
    for (int step = firstStep; step > 0; step >>= 1) {
      i += step & (int) (Double.doubleToRawLongBits(padded[i + step - 1] - value) >> 63);
    }
    return 2 * i + (padded[i] == value ? 1 : 0);
  }

  private int byEytzinger(double value) {
    int node = 1;
    while (node < tree.length) {
      node = 2 * node + (int) (Double.doubleToRawLongBits(tree[node] - value) >>> 63);
    }
    int i = node - tree.length;
    return 2 * i + (padded[i] == value ? 1 : 0);
  }

  /**
   * The JDK's binary search.
   *
   * @return a sum that keeps the work alive
   */
  @Benchmark
  @OperationsPerInvocation(VALUES)
  public int binarySearch() {
    int sum = 0;
    for (double value : values) {
      sum += byBinarySearch(value);
    }
    return sum;
  }

  /**
   * Binary search by steps of fixed length without branches.
   *
   * @return a sum that keeps the work alive
   */
  @Benchmark
  @OperationsPerInvocation(VALUES)
  public int branchFree() {
    int sum = 0;
    for (double value : values) {
      sum += byBranchFree(value);
    }
    return sum;
  }

  /**
   * The same over points in the order of a breadth-first tree (Khuong and Morin 2017, "Array
   * layouts for comparison-based searching", DOI 10.1145/3053370).
   *
   * @return a sum that keeps the work alive
   */
  @Benchmark
  @OperationsPerInvocation(VALUES)
  public int eytzinger() {
    int sum = 0;
    for (double value : values) {
      sum += byEytzinger(value);
    }
    return sum;
  }

  /**
   * A table of buckets, then a short search without branches: the one in use.
   *
   * @return a sum that keeps the work alive
   */
  @Benchmark
  @OperationsPerInvocation(VALUES)
  public int bucketed() {
    int sum = 0;
    for (double value : values) {
      sum += reference.cellOf(value);
    }
    return sum;
  }
}
