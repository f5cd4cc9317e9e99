// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.evaluate;

import io.tidemark.core.reference.NumericReference;

/**
 * Cell counts regrouped in bins of equal width, [e₀, e₁), …, [eₖ₋₁, eₖ], and what lies outside.
 *
 * <p>Such edges are not points. A cell between points that an edge cuts can be divided only when it
 * is empty.
 */
final class EqualWidthBins {

  private final NumericReference reference;
  private final double low;
  private final double high;
  private final int bins;

  EqualWidthBins(NumericReference reference, double low, double high, int bins) {
    this.reference = reference;
    this.low = low;
    this.high = high;
    this.bins = bins;
  }

  /** Sturges' number of bins for so many values. */
  static int sturges(long values) {
    return (int) Math.ceil(Math.log((double) values) / Math.log(2)) + 1;
  }

  /** Doane's number of bins for an exact reference of three values or more. */
  static int doane(NumericReference reference) {
    double n = reference.count();
    double third = 0;
    double second = 0;
    for (int i = 0; i < reference.points(); i++) {
      double d = reference.point(i) - reference.mean();
      second += reference.cellCount(2 * i + 1) * d * d / n;
      third += reference.cellCount(2 * i + 1) * d * d * d / n;
    }
    double skewness = second > 0 ? third / Math.pow(second, 1.5) : 0;
    double spread = Math.sqrt(6 * (n - 2) / ((n + 1) * (n + 3)));
    double more = Math.log1p(Math.abs(skewness) / spread) / Math.log(2);
    return (int) Math.ceil(1 + Math.log(n) / Math.log(2) + more);
  }

  /** The counts by bin and, last, outside; null when an edge cuts a cell that has values. */
  long[] group(long[] cells) {
    long[] counts = new long[bins + 1];
    for (int cell = 0; cell < cells.length; cell++) {
      if (cells[cell] > 0) {
        int bin = cell % 2 == 1 ? binOf(reference.point(cell / 2)) : binOfInterval(cell / 2);
        if (bin < 0) {
          return null;
        }
        counts[bin] += cells[cell];
      }
    }
    return counts;
  }

  private int binOf(double value) {
    if (value < low || value > high) {
      return bins;
    }
    int bin = Math.min(bins - 1, (int) ((value - low) / (high - low) * bins));
    if (bin > 0 && value < edge(bin)) {
      return bin - 1;
    }
    return bin < bins - 1 && value >= edge(bin + 1) ? bin + 1 : bin;
  }

  private double edge(int i) {
    return low + i * ((high - low) / bins);
  }

  /** The one bin of all values strictly between two points, or -1. */
  private int binOfInterval(int interval) {
    double from = interval == 0 ? low : reference.point(interval - 1);
    double to = interval == reference.points() ? high : reference.point(interval);
    boolean beyond = interval == 0 || interval == reference.points();
    if (beyond && low >= reference.min() && high <= reference.max()) {
      return bins; // the bins end where the reference does
    }
    int first = interval == 0 ? 0 : binOf(Math.nextUp(from));
    int last = interval == reference.points() ? bins - 1 : binOf(Math.nextDown(to));
    return first == last ? first : -1;
  }
}
