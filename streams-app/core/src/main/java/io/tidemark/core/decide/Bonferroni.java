// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

/**
 * The plain correction that bounds the chance of any false discovery, whatever the dependence
 * between the tests: min(1, m·p).
 *
 * <p>O. J. Dunn, Journal of the American Statistical Association 56 (1961) 52–64,
 * doi:10.1080/01621459.1961.10482090.
 */
public final class Bonferroni {

  private Bonferroni() {}

  /**
   * Adjusts p-values. O(m).
   *
   * @param pValues the p-values of one family, each in [0, 1]; left as they are
   * @return the adjusted values in the same order, each in [0, 1] and at least its p-value
   */
  public static double[] adjust(double[] pValues) {
    double[] adjusted = new double[pValues.length];
    for (int i = 0; i < pValues.length; i++) {
      adjusted[i] = Math.min(1, pValues[i] * pValues.length);
    }
    return adjusted;
  }
}
