// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.evaluate;

import io.tidemark.core.reference.NumericReference;
import io.tidemark.core.statistics.AndersonDarling;
import io.tidemark.core.statistics.CramerVonMises;
import io.tidemark.core.statistics.KolmogorovSmirnov;
import io.tidemark.core.statistics.Kuiper;
import io.tidemark.core.statistics.MannWhitney;
import io.tidemark.core.statistics.Outcome;
import io.tidemark.core.statistics.RobustDistance;
import io.tidemark.core.statistics.TransportDistance;
import io.tidemark.core.summary.NumericSummary;

/** A numeric feature's cells, and its bins: cells grouped at the reference's quantiles. */
final class NumericComparison extends Comparison {

  private final NumericReference reference;
  private final NumericSummary current;
  private final long[] referenceCells;
  private final long[] currentCells;
  private Outcome ks;
  private Outcome wasserstein;

  NumericComparison(NumericReference reference, NumericSummary current, EvaluationOptions options) {
    super(reference, current, options);
    this.reference = reference;
    this.current = current;
    this.referenceCells = reference.cellCounts();
    this.currentCells = current.cellCounts();
    int bins = options.bins(reference.name());
    bins(reference.binned(referenceCells, bins), reference.binned(currentCells, bins));
  }

  @Override
  Outcome ordered(StatisticKind kind) {
    return switch (kind) {
      case KS -> ks();
      case KS_ROBUST -> robust(ks());
      case KUIPER -> Kuiper.compare(referenceCells, currentCells);
      case CRAMER_VON_MISES -> CramerVonMises.compare(referenceCells, currentCells);
      case ANDERSON_DARLING -> AndersonDarling.compare(referenceCells, currentCells);
      case MANN_WHITNEY -> MannWhitney.compare(referenceCells, currentCells);
      case WASSERSTEIN -> wasserstein();
      case WASSERSTEIN_NORMED -> wasserstein().dividedBy(reference.standardDeviation());
      case ENERGY -> transport().energy(referenceCells, currentCells);
      default -> throw new IllegalArgumentException(kind.key() + " needs no order");
    };
  }

  private Outcome ks() {
    if (ks == null) {
      ks = KolmogorovSmirnov.compare(referenceCells, currentCells);
    }
    return ks;
  }

  private Outcome robust(Outcome distance) {
    double value =
        RobustDistance.of(
            distance.value(), current.count(), reference.count(), RobustDistance.DEFAULT_ALLOWANCE);
    return new Outcome(value, Double.NaN, Outcome.EXACT, distance.errorBound());
  }

  private Outcome wasserstein() {
    if (wasserstein == null) {
      wasserstein = transport().wasserstein(referenceCells, currentCells);
    }
    return wasserstein;
  }

  private TransportDistance transport() {
    double[] points = reference.allPoints();
    boolean infinite = current.finite() < current.count();
    boolean infinitePoints =
        Double.isInfinite(points[0]) || Double.isInfinite(points[points.length - 1]);
    double min = current.negativeInfinities() > 0 ? Double.NEGATIVE_INFINITY : current.min();
    double max = current.positiveInfinities() > 0 ? Double.POSITIVE_INFINITY : current.max();
    TransportDistance distance = TransportDistance.over(points, min, max);
    double[] sums = current.intervalSums();
    if (sums != null) {
      distance = distance.withIntervalSums(sums);
    }
    return infinite || infinitePoints
        ? distance
        : distance.withMeans(reference.mean(), current.mean());
  }
}
