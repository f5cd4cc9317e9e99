// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import java.util.Comparator;
import java.util.stream.IntStream;

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
    int[] descending =
        IntStream.range(0, m)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> pValues[i]).reversed())
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[m];
    double least = 1;
    for (int i = 0; i < m; i++) {
      int rank = m - i;
      least = Math.min(least, pValues[descending[i]] * ((double) m / rank));
      adjusted[descending[i]] = least;
    }
    return adjusted;
  }
}
