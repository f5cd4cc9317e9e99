// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.status;

import io.tidemark.core.decide.AlertEvent;
import io.tidemark.core.decide.DriftVerdict;
import io.tidemark.core.decide.FeatureVerdict;
import java.util.Comparator;

/**
 * The order in which model versions are shown, and kept when not all of them can be. Features have
 * theirs in {@link FeatureVerdict#WORST_FIRST}.
 */
public final class WorstFirst {

  /**
   * Models: firing alerts first, then the gravest verdict, the largest drifted share, then names.
   */
  public static final Comparator<ModelStatus> MODELS =
      Comparator.comparingInt(WorstFirst::alertRank)
          .thenComparingInt(model -> model.latest() == null ? 5 : rank(model.latest().verdict()))
          .thenComparing(Comparator.comparingDouble(WorstFirst::driftedShare).reversed())
          .thenComparing(ModelStatus::population);

  private WorstFirst() {}

  /**
   * The size of the change against what counts as drift.
   *
   * @param feature the feature's verdict
   * @return the effect over the threshold, at least 1 when it is large enough; NaN when none
   *     decided
   */
  public static double effectRatio(FeatureVerdict feature) {
    return feature.effect() / feature.threshold();
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
