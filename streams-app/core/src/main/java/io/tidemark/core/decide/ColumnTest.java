// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

/**
 * One hypothesis about one column, with the size of the change beside its p-value.
 *
 * @param column index of the column in the report
 * @param effectKey what measures the size, such as {@code psi}
 * @param effect the size
 * @param threshold the size that matters
 * @param testKey what gave the p-value, such as {@code chi_square_pooled}
 * @param pValue in [0, 1]
 */
record ColumnTest(
    int column, String effectKey, double effect, double threshold, String testKey, double pValue) {

  /** Share of the threshold at which a change counts as on its way. */
  private static final double WARNING_RATIO = 0.5;

  /** The size in units of the one that matters. */
  double ratio() {
    return effect / threshold;
  }

  boolean isMissingShare() {
    return effectKey.equals(ColumnTests.MISSING_SHARE);
  }

  DriftVerdict verdict(double adjustedPValue, double alpha) {
    if (adjustedPValue > alpha || effect < WARNING_RATIO * threshold) {
      return DriftVerdict.STABLE;
    }
    return effect >= threshold ? DriftVerdict.DRIFT : DriftVerdict.WARNING;
  }
}
