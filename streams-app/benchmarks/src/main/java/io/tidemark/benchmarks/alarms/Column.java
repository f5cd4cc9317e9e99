// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.alarms;

import io.tidemark.core.reference.FeatureReference;
import io.tidemark.core.summary.FeatureSummary;
import java.util.SplittableRandom;

/** What a simulated feature holds. */
sealed interface Column permits NormalNumbers, Categories {

  /** What it holds, in words. */
  String text();

  /**
   * Draws a reference.
   *
   * @param name the feature's name
   * @param rows how many values
   * @param random where they come from
   * @return the reference
   */
  FeatureReference reference(String name, int rows, SplittableRandom random);

  /** A window of more rows than these is drawn as counts, not row by row. */
  int MOST_SINGLE_ROWS = 10_000;

  /**
   * Draws a window: row by row, or the counts of all rows at once when it is long. Both have one
   * law; of a window drawn as counts only the counts are, not its mean or its extremes.
   *
   * @param reference what it is counted against, of this column
   * @param rows how many values
   * @param shift by how many standard deviations they have moved
   * @param random where they come from
   * @return the counts
   */
  FeatureSummary window(
      FeatureReference reference, int rows, double shift, SplittableRandom random);
}
