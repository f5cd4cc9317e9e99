// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.summary;

/**
 * What a summary keeps beside counts and moments.
 *
 * @param intervalSums whether numeric features keep the sum of the values of each interval between
 *     points, which makes Wasserstein's distance exact where the gap keeps its sign; eight bytes
 *     more for each point
 */
public record SummaryOptions(boolean intervalSums) {

  /**
   * Counts and moments alone.
   *
   * @return the defaults
   */
  public static SummaryOptions withDefaults() {
    return new SummaryOptions(false);
  }

  /**
   * Sums kept or not.
   *
   * @param kept whether
   * @return a changed copy
   */
  public SummaryOptions withIntervalSums(boolean kept) {
    return new SummaryOptions(kept);
  }
}
