// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.evaluate;

import io.tidemark.core.observation.FeatureKind;
import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.summary.UnseenOverview;
import java.util.List;

/**
 * How one feature's window compares with its reference, before anybody decides anything.
 *
 * @param feature the feature's name
 * @param role input or output of the model
 * @param kind how it was summarised
 * @param referenceCount values in the reference that count, without the missing ones
 * @param count values in the window that count, without missing, NaN and mismatched ones
 * @param missing values that were null or absent in the window
 * @param invalid NaN values, and texts where numbers were expected or the reverse
 * @param referenceMissingShare share of missing and invalid values in the reference, in [0, 1]
 * @param statistics every statistic computed, in a fixed order; empty when {@code count} is 0
 * @param unseen the values whose category the reference does not have; for people, no statistic
 *     depends on what is estimated in it
 */
public record FeatureComparison(
    String feature,
    FeatureRole role,
    FeatureKind kind,
    long referenceCount,
    long count,
    long missing,
    long invalid,
    double referenceMissingShare,
    List<Statistic> statistics,
    UnseenOverview unseen) {

  /** How many unseen categories are named. */
  static final int NAMED_CATEGORIES = 5;

  /** Copies the list. */
  public FeatureComparison {
    statistics = List.copyOf(statistics);
  }

  /** A comparison without unseen categories, as every numeric one is. */
  public FeatureComparison(
      String feature,
      FeatureRole role,
      FeatureKind kind,
      long referenceCount,
      long count,
      long missing,
      long invalid,
      double referenceMissingShare,
      List<Statistic> statistics) {
    this(
        feature,
        role,
        kind,
        referenceCount,
        count,
        missing,
        invalid,
        referenceMissingShare,
        statistics,
        UnseenOverview.NONE);
  }

  /**
   * Finds a statistic.
   *
   * @param key its key
   * @return the statistic, or null when it was not computed
   */
  public Statistic statistic(String key) {
    for (Statistic statistic : statistics) {
      if (statistic.key().equals(key)) {
        return statistic;
      }
    }
    return null;
  }

  /**
   * The share of the window's values that were missing or invalid.
   *
   * @return a share in [0, 1]; 0 for an empty window
   */
  public double missingShare() {
    long total = count + missing + invalid;
    return total == 0 ? 0 : (double) (missing + invalid) / total;
  }
}
