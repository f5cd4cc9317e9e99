// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics;

import io.tidemark.core.statistics.law.KuiperLaw;

/**
 * Kuiper's two-sample statistic: V = sup(F − G) + sup(G − F).
 *
 * <p>Range [0, 1]. It sees a change of spread as well as a shift, equally at both tails and in the
 * middle, and does not depend on where a cycle is cut, so it suits hours, angles and weekdays.
 * Cells as in {@link KolmogorovSmirnov}; {@link Outcome#errorBound()} is how much larger V can be,
 * 0 unless both samples have values inside one open interval.
 *
 * <p>The p-value is Kuiper's limit law at V · (√N + 0.155 + 0.24/√N), N = nm/(n + m), good from N
 * about 8 on, and conservative with ties. Time O(cells). Stateless.
 *
 * <p>Sources: N. H. Kuiper, Indagationes Mathematicae 22 (1960), doi:10.1016/S1385-7258(60)50006-0;
 * M. A. Stephens, Journal of the Royal Statistical Society B 32 (1970),
 * doi:10.1111/j.2517-6161.1970.tb00821.x (the finite-size factor).
 */
public final class Kuiper {

  private Kuiper() {}

  /**
   * Compares two samples counted over the same cells.
   *
   * @param reference counts of the reference sample by cell, in ascending order
   * @param current counts of the current sample by cell
   * @return V, its p-value, and how much larger V can be; undefined when a sample is empty
   */
  public static Outcome compare(long[] reference, long[] current) {
    Counts.requireAligned(reference, current);
    long m = Counts.total(reference);
    long n = Counts.total(current);
    if (n == 0 || m == 0) {
      return Outcome.undefined();
    }
    RunningGap gap = new RunningGap(m, n);
    double above = 0;
    double below = 0;
    double possibleAbove = 0;
    double possibleBelow = 0;
    for (int i = 0; i < reference.length; i++) {
      if (Counts.undecided(reference, current, i)) {
        possibleAbove = Math.max(possibleAbove, gap.afterReference(reference[i]));
        possibleBelow = Math.max(possibleBelow, -gap.afterCurrent(current[i]));
      }
      gap.pass(reference[i], current[i]);
      above = Math.max(above, gap.value());
      below = Math.max(below, -gap.value());
    }
    double scale = (double) n * m;
    double v = (above + below) / scale;
    double most = (Math.max(above, possibleAbove) + Math.max(below, possibleBelow)) / scale;
    return new Outcome(v, KuiperLaw.survival(v, n, m), Outcome.ASYMPTOTIC, most - v);
  }
}
