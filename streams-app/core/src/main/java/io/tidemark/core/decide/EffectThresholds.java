// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

/**
 * The sizes of change that matter. An infinite threshold switches its statistic off.
 *
 * @param numericKs the Kolmogorov–Smirnov distance of a numeric column; positive
 * @param numericPsi the population stability index of a numeric column; positive
 * @param categoricalPsi the population stability index of a categorical column; positive
 * @param missingShare the change of a column's share of missing and invalid values, up or down;
 *     positive
 */
public record EffectThresholds(
    double numericKs, double numericPsi, double categoricalPsi, double missingShare) {

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if one is not positive
   */
  public EffectThresholds {
    Arguments.positive("numericKs", numericKs);
    Arguments.positive("numericPsi", numericPsi);
    Arguments.positive("categoricalPsi", categoricalPsi);
    Arguments.positive("missingShare", missingShare);
  }

  /**
   * The thresholds that hold when nobody sets any: {@code numericKs} 0.1, {@code numericPsi} 0.2,
   * {@code categoricalPsi} 0.1, {@code missingShare} 0.1.
   *
   * @return the defaults
   */
  public static EffectThresholds withDefaults() {
    return new EffectThresholds(0.1, 0.2, 0.1, 0.1);
  }

  /**
   * Sets the distance of numeric columns.
   *
   * @param value positive; infinite for off
   * @return a copy with it
   */
  public EffectThresholds withNumericKs(double value) {
    return new EffectThresholds(value, numericPsi, categoricalPsi, missingShare);
  }

  /**
   * Sets the stability index of numeric columns.
   *
   * @param value positive; infinite for off
   * @return a copy with it
   */
  public EffectThresholds withNumericPsi(double value) {
    return new EffectThresholds(numericKs, value, categoricalPsi, missingShare);
  }

  /**
   * Sets the stability index of categorical columns.
   *
   * @param value positive; infinite for off
   * @return a copy with it
   */
  public EffectThresholds withCategoricalPsi(double value) {
    return new EffectThresholds(numericKs, numericPsi, value, missingShare);
  }

  /**
   * Sets the change of the missing share.
   *
   * @param value positive; infinite for off
   * @return a copy with it
   */
  public EffectThresholds withMissingShare(double value) {
    return new EffectThresholds(numericKs, numericPsi, categoricalPsi, value);
  }
}
