// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.compare;

import io.tidemark.core.observation.FeatureKind;
import io.tidemark.core.reference.CategoricalReference;
import io.tidemark.core.reference.FeatureReference;
import io.tidemark.core.reference.NumericReference;
import io.tidemark.core.summary.CategoricalSummary;
import io.tidemark.core.summary.FeatureSummary;
import io.tidemark.core.summary.NumericSummary;
import java.util.Arrays;

/**
 * The rough shape of a feature on both sides, for the eye only: shares of a few bins.
 *
 * <p>Numbers: bins of equal width over the middle 98 % of the reference, the outer two open.
 * Categories: the heaviest of the reference, then all others.
 */
final class Silhouette {

  /** How many bins there are at most. */
  static final int BINS = 6;

  private static final double TAIL = 0.01;
  private static final double LARGEST = Double.MAX_VALUE / 4;

  private final double[] reference;
  private final double[] current;

  private Silhouette(double[] reference, double[] current) {
    this.reference = shares(reference);
    this.current = shares(current);
  }

  static Silhouette of(FeatureReference reference, FeatureSummary current) {
    return reference.kind() == FeatureKind.NUMERIC
        ? numeric((NumericReference) reference, (NumericSummary) current)
        : categorical((CategoricalReference) reference, (CategoricalSummary) current);
  }

  private static Silhouette numeric(NumericReference reference, NumericSummary current) {
    long[] ofReference = reference.cellCounts();
    long[] ofCurrent = current.cellCounts();
    double low = representative(reference, cellAt(ofReference, TAIL * reference.count()));
    double high = representative(reference, cellAt(ofReference, (1 - TAIL) * reference.count()));
    double[] referenceBins = new double[BINS];
    double[] currentBins = new double[BINS];
    for (int cell = 0; cell < ofReference.length; cell++) {
      int bin = bin(representative(reference, cell), low, high);
      referenceBins[bin] += ofReference[cell];
      currentBins[bin] += ofCurrent[cell];
    }
    return new Silhouette(referenceBins, currentBins);
  }

  /** The first cell with which more than so many values are counted. */
  private static int cellAt(long[] cells, double values) {
    long seen = 0;
    int last = 0;
    for (int cell = 0; cell < cells.length && seen <= values; cell++) {
      seen += cells[cell];
      last = cells[cell] > 0 ? cell : last;
    }
    return last;
  }

  /** A value that stands for a cell: its point, or the middle between two. */
  private static double representative(NumericReference reference, int cell) {
    double below = cell == 0 ? Double.NEGATIVE_INFINITY : reference.point((cell - 1) / 2);
    int next = cell / 2;
    double above = next == reference.points() ? Double.POSITIVE_INFINITY : reference.point(next);
    double point = cell % 2 == 1 ? above : below / 2 + above / 2;
    return Math.max(-LARGEST, Math.min(LARGEST, point));
  }

  private static int bin(double value, double low, double high) {
    if (low == high) {
      return value < low ? 0 : value > low ? BINS - 1 : BINS / 2;
    }
    double place = Math.floor(BINS * ((value - low) / (high - low)));
    return (int) Math.max(0, Math.min(BINS - 1, place));
  }

  private static Silhouette categorical(
      CategoricalReference reference, CategoricalSummary current) {
    long[] counts = current.categoryCounts();
    int named = Math.min(BINS - 1, reference.categories());
    double[] referenceBins = new double[named + 1];
    double[] currentBins = new double[named + 1];
    for (int i = 0; i < named; i++) {
      referenceBins[i] = reference.categoryCount(i);
      currentBins[i] = counts[i];
    }
    referenceBins[named] = reference.count() - Arrays.stream(referenceBins).sum();
    currentBins[named] = current.count() - Arrays.stream(currentBins).sum();
    return new Silhouette(referenceBins, currentBins);
  }

  private static double[] shares(double[] counts) {
    double total = Arrays.stream(counts).sum();
    return total == 0 ? counts : Arrays.stream(counts).map(count -> count / total).toArray();
  }

  double[] reference() {
    return reference.clone();
  }

  double[] current() {
    return current.clone();
  }

  /** Both shapes on one scale. */
  String draw(Sparkline style) {
    double highest =
        Math.max(Arrays.stream(reference).max().orElse(0), Arrays.stream(current).max().orElse(0));
    String before = style.draw(reference, highest);
    return before + " ".repeat(BINS + 1 - before.length()) + style.draw(current, highest);
  }
}
