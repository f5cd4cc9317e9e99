// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.evaluate;

import io.tidemark.core.reference.FeatureReference;
import io.tidemark.core.statistics.BinnedDistance;
import io.tidemark.core.statistics.ContingencyTable;
import io.tidemark.core.statistics.MissingShare;
import io.tidemark.core.statistics.Outcome;
import io.tidemark.core.statistics.PooledContingencyTable;
import io.tidemark.core.statistics.PopulationStabilityIndex;
import io.tidemark.core.summary.FeatureSummary;

/** The counts of one feature, laid side by side so that any statistic can be taken of them. */
abstract class Comparison {

  private final FeatureReference reference;
  private final FeatureSummary current;
  private final double psiFloor;
  private long[] referenceBins;
  private long[] currentBins;

  Comparison(FeatureReference reference, FeatureSummary current, EvaluationOptions options) {
    this.reference = reference;
    this.current = current;
    this.psiFloor = options.psiFloor();
  }

  /** Gives both sides' counts over the same bins. */
  final void bins(long[] ofReference, long[] ofCurrent) {
    this.referenceBins = ofReference;
    this.currentBins = ofCurrent;
  }

  /** The statistics that need an order among the values. */
  abstract Outcome ordered(StatisticKind kind);

  final Outcome outcome(StatisticKind kind) {
    return switch (kind) {
      case PSI -> PopulationStabilityIndex.compare(referenceBins, currentBins, psiFloor);
      case CHI_SQUARE -> ContingencyTable.chiSquare(referenceBins, currentBins);
      case CHI_SQUARE_POOLED -> PooledContingencyTable.chiSquare(referenceBins, currentBins);
      case G -> ContingencyTable.g(referenceBins, currentBins);
      case JENSEN_SHANNON -> distance(BinnedDistance.JENSEN_SHANNON);
      case HELLINGER -> distance(BinnedDistance.HELLINGER);
      case TOTAL_VARIATION -> distance(BinnedDistance.TOTAL_VARIATION);
      case L_INFINITY -> distance(BinnedDistance.L_INFINITY);
      case MISSING_SHARE ->
          MissingShare.compare(
              reference.count(),
              reference.missing() + reference.invalid(),
              current.count(),
              current.missing() + current.invalid());
      case KS,
          KS_ROBUST,
          KUIPER,
          CRAMER_VON_MISES,
          ANDERSON_DARLING,
          MANN_WHITNEY,
          WASSERSTEIN,
          WASSERSTEIN_NORMED,
          ENERGY ->
          ordered(kind);
    };
  }

  private Outcome distance(BinnedDistance distance) {
    return distance.compare(referenceBins, currentBins);
  }
}
