// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import io.tidemark.core.evaluate.StatisticKind;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is set for one column, beside its importance. Immutable.
 *
 * <p>A chosen statistic tells the size of a change in place of the usual ones; whether the change
 * is beyond chance is still told by {@code ks} or {@code chi_square_pooled}.
 *
 * @param ignored whether the column is reported without being judged: it makes no test, and counts
 *     neither for the model's verdict nor for the correction
 * @param statistic the one that tells the size of a change; null for the usual ones
 * @param threshold its value that matters, positive; NaN for that of {@link EffectThresholds},
 *     which only {@code ks} and {@code psi} have; infinite for off
 * @param missingShare the change of the share of missing values that matters, positive; NaN for
 *     that of {@link EffectThresholds}; infinite for off
 */
public record ColumnPolicy(
    boolean ignored, StatisticKind statistic, double threshold, double missingShare) {

  /** Nothing is set. */
  public static final ColumnPolicy NONE = new ColumnPolicy(false, null, Double.NaN, Double.NaN);

  private static final Set<StatisticKind> SIZES =
      Collections.unmodifiableSet(
          EnumSet.of(
              StatisticKind.KS,
              StatisticKind.PSI,
              StatisticKind.KS_ROBUST,
              StatisticKind.KUIPER,
              StatisticKind.JENSEN_SHANNON,
              StatisticKind.HELLINGER,
              StatisticKind.TOTAL_VARIATION,
              StatisticKind.L_INFINITY,
              StatisticKind.WASSERSTEIN,
              StatisticKind.WASSERSTEIN_NORMED,
              StatisticKind.ENERGY));

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if a threshold is not positive, the statistic tells no size,
   *     or the statistic has no threshold
   */
  public ColumnPolicy {
    if (!Double.isNaN(threshold)) {
      Arguments.positive("threshold", threshold);
    }
    if (!Double.isNaN(missingShare)) {
      Arguments.positive("missingShare", missingShare);
    }
    if (statistic != null && !SIZES.contains(statistic)) {
      throw new IllegalArgumentException(
          statistic.key() + " tells no size that compares between windows; choose another");
    }
    if (statistic == null && !Double.isNaN(threshold)) {
      throw new IllegalArgumentException("threshold " + threshold + " has no statistic; name one");
    }
    if (statistic != null && Double.isNaN(threshold) && !hasUsualThreshold(statistic)) {
      throw new IllegalArgumentException(statistic.key() + " has no threshold; set one");
    }
  }

  /**
   * The statistics that can be chosen: those whose value does not grow with the number of values,
   * so that one threshold means the same in every window.
   *
   * @return an immutable set
   */
  public static Set<StatisticKind> sizes() {
    return SIZES;
  }

  /**
   * Whether a statistic has a threshold without one being set for the column.
   *
   * @param statistic the statistic
   * @return true for {@code ks} and {@code psi}
   */
  public static boolean hasUsualThreshold(StatisticKind statistic) {
    return statistic == StatisticKind.KS || statistic == StatisticKind.PSI;
  }
}
