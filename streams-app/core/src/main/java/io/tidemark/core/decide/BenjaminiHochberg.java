// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import java.util.Arrays;

/**
 * The step-up correction that bounds the share of false discoveries among the discoveries.
 *
 * <p>With p₍₁₎ ≤ … ≤ p₍ₘ₎ the adjusted value of p₍ₖ₎ is min(1, min over j ≥ k of p₍ⱼ₎·m/j). When no
 * hypothesis has an effect, the chance that any adjusted value is at most alpha is at most alpha,
 * for tests that are independent or positively dependent.
 *
 * <p>Y. Benjamini and Y. Hochberg, Journal of the Royal Statistical Society B 57 (1995) 289–300,
 * doi:10.1111/j.2517-6161.1995.tb02031.x. Dependence: Y. Benjamini and D. Yekutieli, Annals of
 * Statistics 29 (2001) 1165–1188, doi:10.1214/aos/1013699998.
 */
public final class BenjaminiHochberg {

  private BenjaminiHochberg() {}

  /**
   * Adjusts p-values. O(m log m).
   *
   * @param pValues the p-values of one family, each in [0, 1]; left as they are
   * @return the adjusted values in the same order, each in [0, 1] and at least its p-value
   */
  public static double[] adjust(double[] pValues) {
    int m = pValues.length;
    double[] ascending = pValues.clone();
    Arrays.sort(ascending);
    double[] ofRank = new double[m];
    double least = 1;
    for (int k = m - 1; k >= 0; k--) {
      least = Math.min(least, ascending[k] * ((double) m / (k + 1)));
      ofRank[k] = least;
    }
    double[] adjusted = new double[m];
    for (int i = 0; i < m; i++) {
      // Equal p-values have equal adjusted ones, so any of their ranks will do.
      adjusted[i] = ofRank[Arrays.binarySearch(ascending, pValues[i])];
    }
    return adjusted;
  }
}
