// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics;

/**
 * What a two-sample statistic says about a reference and a current sample.
 *
 * @param value the statistic; NaN when it is not defined for these samples, such as empty ones
 * @param pValue probability of a value at least this large without drift, in [0, 1]; NaN when the
 *     statistic has none
 * @param method how the p-value (or, without one, the value) was obtained, such as {@code exact}
 * @param errorBound largest possible distance of {@code value} from the one the raw samples would
 *     give; 0 when the counts decide it
 */
public record Outcome(double value, double pValue, String method, double errorBound) {

  /** Method of statistics and p-values without approximation. */
  public static final String EXACT = "exact";

  /** Method of p-values from a law that holds in the limit of large samples. */
  public static final String ASYMPTOTIC = "asymptotic";

  /** Method of values that the counts alone do not decide. */
  public static final String APPROXIMATE = "approximate";

  /**
   * The outcome for samples the statistic is not defined for.
   *
   * @return an outcome whose value and p-value are NaN
   */
  static Outcome undefined() {
    return new Outcome(Double.NaN, Double.NaN, "undefined", 0);
  }

  /**
   * An outcome without p-value that the counts decide.
   *
   * @param value the statistic
   * @return the outcome
   */
  static Outcome distance(double value) {
    return new Outcome(value, Double.NaN, EXACT, 0);
  }

  /**
   * The outcome in another unit.
   *
   * @param unit what to divide by; where it is 0 or NaN a positive value becomes infinite or NaN,
   *     and 0 stays 0
   * @return value and error bound divided, all else as it is
   */
  public Outcome dividedBy(double unit) {
    if (value == 0) {
      return this;
    }
    return new Outcome(value / unit, pValue, method, errorBound == 0 ? 0 : errorBound / unit);
  }
}
