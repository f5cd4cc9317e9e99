// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import io.tidemark.core.evaluate.FeatureComparison;
import io.tidemark.core.evaluate.Statistic;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The answer for one feature in one window.
 *
 * @param comparison what was measured
 * @param verdict the answer
 * @param decidedBy key of the statistic that decided, such as {@code ks}; empty when none did
 * @param adjustedPValue the p-value of its test after correction over the window; NaN when none
 *     decided. The test of {@code psi} is {@code ks} for numbers and {@code chi_square_pooled} for
 *     texts
 * @param threshold the effect size that counts as drift for the deciding statistic; NaN when none
 * @param reason one plain sentence for people
 */
public record FeatureVerdict(
    FeatureComparison comparison,
    DriftVerdict verdict,
    String decidedBy,
    double adjustedPValue,
    double threshold,
    String reason) {

  /**
   * Drift before warning before the rest, then the effect that is furthest over its threshold, then
   * by name.
   */
  public static final Comparator<FeatureVerdict> WORST_FIRST =
      Comparator.comparing(Ranked::new, Ranked.WORST_FIRST);

  /** The same order for many at once, without finding the effects anew in each comparison. */
  static List<FeatureVerdict> worstFirst(Stream<FeatureVerdict> verdicts) {
    return verdicts.map(Ranked::new).sorted(Ranked.WORST_FIRST).map(Ranked::verdict).toList();
  }

  /**
   * The size of the change by the statistic that decided.
   *
   * @return the statistic's value, for {@code missing_share} the change of the share; NaN when none
   *     decided
   */
  public double effect() {
    if (decidedBy.equals(ColumnTests.MISSING_SHARE)) {
      return ColumnTests.missingShareChange(comparison);
    }
    Statistic statistic = comparison.statistic(decidedBy);
    return statistic == null ? Double.NaN : statistic.value();
  }

  /**
   * Whether there was enough on both sides to decide.
   *
   * @return true for STABLE, WARNING and DRIFT
   */
  public boolean judged() {
    return verdict.judged();
  }

  private double effectRatio() {
    double ratio = effect() / threshold;
    return Double.isNaN(ratio) ? -1 : ratio;
  }

  /** A verdict with what its place depends on. */
  private record Ranked(FeatureVerdict verdict, int rank, double effectRatio) {

    static final Comparator<Ranked> WORST_FIRST =
        Comparator.comparingInt(Ranked::rank)
            .thenComparing(Comparator.comparingDouble(Ranked::effectRatio).reversed())
            .thenComparing(r -> r.verdict.comparison.feature())
            .thenComparing(r -> r.verdict.comparison.role());

    Ranked(FeatureVerdict verdict) {
      this(verdict, rankOf(verdict.verdict), verdict.effectRatio());
    }

    private static int rankOf(DriftVerdict verdict) {
      return switch (verdict) {
        case DRIFT -> 0;
        case WARNING -> 1;
        case STABLE, INSUFFICIENT_DATA, NO_REFERENCE -> 2;
      };
    }
  }
}
