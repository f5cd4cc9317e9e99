// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.summary;

import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.reference.FeatureReference;

/**
 * The live counts of one feature in one window, against its reference. Adding two gives the counts
 * of both, exactly. Not thread-safe.
 */
public sealed interface FeatureSummary permits NumericSummary, CategoricalSummary {

  /**
   * What it counts against.
   *
   * @return the reference
   */
  FeatureReference reference();

  /**
   * Takes the value in a slot of a record.
   *
   * @param values the record
   * @param slot the slot
   * @param time of the record
   */
  void accept(ObservedValues values, int slot, long time);

  /** Takes a value that is null or absent. */
  void acceptMissing();

  /**
   * The values that count: numbers with the infinities, or texts.
   *
   * @return 0 or more
   */
  long count();

  /**
   * The values that were null or absent.
   *
   * @return 0 or more
   */
  long missing();

  /**
   * The values that were NaN.
   *
   * @return 0 or more
   */
  long nan();

  /**
   * The values of the wrong type: texts where numbers are expected.
   *
   * @return 0 or more
   */
  long mismatched();

  /**
   * The values that are there but do not count.
   *
   * @return {@code nan() + mismatched()}
   */
  default long invalid() {
    return nan() + mismatched();
  }

  /**
   * The share of values that do not count.
   *
   * @return {@code (missing + invalid) / (count + missing + invalid)}, in [0, 1]; 0 when there are
   *     none
   */
  default double missingShare() {
    double lost = (double) missing() + invalid();
    return lost == 0 ? 0 : lost / (count() + lost);
  }
}
