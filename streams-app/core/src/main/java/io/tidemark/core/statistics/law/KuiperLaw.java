// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics.law;

/**
 * The limit law of Kuiper's statistic, 2 Σ (4j²λ² − 1) e^(−2j²λ²), with Stephens' finite-size
 * factor.
 *
 * <p>For λ below 0.4 the answer is 1 to within 1e-13, and the sum would cancel. Stateless.
 *
 * <p>Sources: Kuiper (1960), doi:10.1016/S1385-7258(60)50006-0; Stephens (1970),
 * doi:10.1111/j.2517-6161.1970.tb00821.x.
 */
public final class KuiperLaw {

  private static final double CERTAIN = 0.4;

  private KuiperLaw() {}

  /**
   * The probability of a V of at least {@code v}, in the limit of large samples.
   *
   * @param v the statistic in [0, 1]
   * @param n size of one sample; positive
   * @param m size of the other; positive
   * @return a probability in [0, 1]; NaN when v is
   */
  public static double survival(double v, long n, long m) {
    double root = Math.sqrt((double) n / (n + m) * m);
    double lambda = v * (root + 0.155 + 0.24 / root);
    if (lambda < CERTAIN) {
      return 1;
    }
    double sum = 0;
    for (int j = 20; j >= 1; j--) {
      double square = 2.0 * j * j * lambda * lambda;
      sum += (2 * square - 1) * Math.exp(-square);
    }
    return Math.min(1, 2 * sum);
  }
}
