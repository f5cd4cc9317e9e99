// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.status;

import io.tidemark.core.decide.AlertEvent;
import io.tidemark.core.decide.DriftVerdict;
import io.tidemark.core.decide.FeatureVerdict;
import io.tidemark.core.evaluate.Statistic;
import java.util.Comparator;

/** The order in which drift is shown, and in which it is kept when not all of it can be. */
public final class WorstFirst {

  /** Features: gravest verdict first, then the largest effect against its threshold, then names. */
  public static final Comparator<FeatureVerdict> FEATURES =
      Comparator.comparingInt((FeatureVerdict feature) -> rank(feature.verdict()))
          .thenComparing(Comparator.comparingDouble(WorstFirst::sortableRatio).reversed())
          .thenComparing(feature -> feature.comparison().role())
          .thenComparing(feature -> feature.comparison().feature());

  /**
   * Models: firing alerts first, then the gravest verdict, the largest drifted share, then names.
   */
  public static final Comparator<ModelStatus> MODELS =
      Comparator.comparingInt(WorstFirst::alertRank)
          .thenComparingInt(model -> model.latest() == null ? 5 : rank(model.latest().verdict()))
          .thenComparing(Comparator.comparingDouble(WorstFirst::driftedShare).reversed())
          .thenComparing(ModelStatus::modelVersion);

  private WorstFirst() {}

  /**
   * The size of the change by the statistic that decided.
   *
   * @param feature the feature's verdict
   * @return the statistic's value; NaN when none decided
   */
  public static double effect(FeatureVerdict feature) {
    Statistic statistic = feature.comparison().statistic(feature.decidedBy());
    return statistic == null ? Double.NaN : statistic.value();
  }

  /**
   * The size of the change against what counts as drift.
   *
   * @param feature the feature's verdict
   * @return the effect over the threshold, at least 1 when it is large enough; NaN when none
   *     decided
   */
  public static double effectRatio(FeatureVerdict feature) {
    return effect(feature) / feature.threshold();
  }

  private static double sortableRatio(FeatureVerdict feature) {
    double ratio = effectRatio(feature);
    return Double.isNaN(ratio) ? -1 : ratio;
  }

  private static double driftedShare(ModelStatus model) {
    return model.latest() == null ? -1 : model.latest().driftedShare();
  }

  private static int alertRank(ModelStatus model) {
    if (model.isFiring(AlertEvent.Severity.CRITICAL)) {
      return 0;
    }
    return model.firing().isEmpty() ? 2 : 1;
  }

  private static int rank(DriftVerdict verdict) {
    return switch (verdict) {
      case DRIFT -> 0;
      case WARNING -> 1;
      case NO_REFERENCE -> 2;
      case INSUFFICIENT_DATA -> 3;
      case STABLE -> 4;
    };
  }
}
