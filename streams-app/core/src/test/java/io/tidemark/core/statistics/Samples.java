// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Two raw samples and, by plain loops over them, the counts that statistics are computed from. */
final class Samples {

  private final double[] reference;
  private final double[] current;

  /** Drops the sign of zero, as the kept points do. Values must not be NaN. */
  Samples(double[] reference, double[] current) {
    this.reference = Arrays.stream(reference).map(x -> x + 0.0).toArray();
    this.current = Arrays.stream(current).map(x -> x + 0.0).toArray();
  }

  double[] reference() {
    return reference;
  }

  double[] current() {
    return current;
  }

  /** The reference's distinct values in ascending order. */
  double[] points() {
    return Arrays.stream(reference).sorted().distinct().toArray();
  }

  /** Counts of a sample over open intervals (even cells) and points (odd cells). */
  static long[] cells(double[] points, double[] sample) {
    long[] counts = new long[2 * points.length + 1];
    for (double value : sample) {
      int cell = 0;
      for (int i = 0; i < points.length; i++) {
        if (value == points[i]) {
          cell = 2 * i + 1;
        } else if (value > points[i]) {
          cell = 2 * i + 2;
        }
      }
      counts[cell]++;
    }
    return counts;
  }

  long[] referenceCells() {
    return cells(points(), reference);
  }

  long[] currentCells() {
    return cells(points(), current);
  }

  /** Smallest reference values whose share of values at or below reaches k/B, without repeats. */
  double[] edges(int bins) {
    double[] sorted = reference.clone();
    Arrays.sort(sorted);
    List<Double> edges = new ArrayList<>();
    for (int k = 1; k < bins; k++) {
      int index = (int) (((long) k * sorted.length + bins - 1) / bins) - 1;
      double edge = sorted[Math.max(0, index)];
      if (edges.isEmpty() || edges.get(edges.size() - 1) != edge) {
        edges.add(edge);
      }
    }
    return edges.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Counts over (−∞, e₁], (e₁, e₂], …, (e, ∞). */
  static long[] bins(double[] edges, double[] sample) {
    long[] counts = new long[edges.length + 1];
    for (double value : sample) {
      int bin = 0;
      while (bin < edges.length && value > edges[bin]) {
        bin++;
      }
      counts[bin]++;
    }
    return counts;
  }

  /** Sums of the current values inside each open interval between points. */
  static double[] intervalSums(double[] points, double[] sample) {
    double[] sums = new double[points.length + 1];
    for (double value : sample) {
      long[] cell = cells(points, new double[] {value});
      for (int i = 0; i < sums.length; i++) {
        sums[i] += cell[2 * i] == 0 ? 0 : value;
      }
    }
    return sums;
  }

  /** Distances by all that a summary may know; sums may be null. */
  TransportDistance transport(double[] points, double[] sums) {
    double min = Arrays.stream(current).min().orElse(Double.NaN);
    double max = Arrays.stream(current).max().orElse(Double.NaN);
    TransportDistance distance = TransportDistance.over(points, min, max);
    return sums == null ? distance : distance.withIntervalSums(sums);
  }

  TransportDistance transportByMeans(double[] points) {
    double ofReference = Arrays.stream(reference).average().orElse(Double.NaN);
    double ofCurrent = Arrays.stream(current).average().orElse(Double.NaN);
    return transport(points, null).withMeans(ofReference, ofCurrent);
  }

  Samples exchanged() {
    return new Samples(/* reference= */ current, /* current= */ reference);
  }
}
