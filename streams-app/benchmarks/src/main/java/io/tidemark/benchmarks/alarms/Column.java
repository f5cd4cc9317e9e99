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

  /**
   * Draws a window.
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
