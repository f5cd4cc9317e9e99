// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics;

import io.tidemark.core.statistics.law.ChiSquaredLaw;

/**
 * The population stability index: PSI = Σ (qᵢ − pᵢ) ln(qᵢ/pᵢ) over bins, p the reference's shares
 * and q the current sample's.
 *
 * <p>Natural logarithm. Shares below the floor are raised to it and nothing is renormalised, so an
 * empty bin costs a finite amount. Range [0, ∞); symmetric but for rounding. Credit scoring reads
 * 0.1 as "look" and 0.25 as "act", which means nothing without the sample sizes: without drift, PSI
 * is distributed near χ²(B − 1) · (1/n + 1/m), and that is the p-value. B is the number of bins in
 * which either sample has values, since a bin empty on both sides adds nothing. The law takes every
 * bin to hold more than a few values.
 *
 * <p>Time O(bins). Stateless.
 *
 * <p>Sources: S. Kullback and R. A. Leibler, Annals of Mathematical Statistics 22 (1951),
 * doi:10.1214/aoms/1177729694 (the symmetrised divergence J); B. Yurdakul and J. Naranjo,
 * "Statistical properties of the population stability index", Journal of Risk Model Validation
 * 14(4), 2020, doi:10.21314/JRMV.2020.227 (its null law).
 */
public final class PopulationStabilityIndex {

  /** The floor that Tidemark uses unless told otherwise. */
  public static final double DEFAULT_FLOOR = 1e-4;

  private PopulationStabilityIndex() {}

  /**
   * Compares two samples counted over the same bins.
   *
   * @param reference counts of the reference sample by bin
   * @param current counts of the current sample by bin
   * @param floor smallest share used, in (0, 1); {@link #DEFAULT_FLOOR} by convention
   * @return the index and its p-value; undefined when a sample is empty
   */
  public static Outcome compare(long[] reference, long[] current, double floor) {
    Counts.requireAligned(reference, current);
    if (!(floor > 0 && floor < 1)) {
      throw new IllegalArgumentException("the floor must be in (0, 1), got " + floor);
    }
    long m = Counts.total(reference);
    long n = Counts.total(current);
    if (n == 0 || m == 0) {
      return Outcome.undefined();
    }
    double sum = 0;
    for (int i = 0; i < reference.length; i++) {
      double p = Math.max(floor, (double) reference[i] / m);
      double q = Math.max(floor, (double) current[i] / n);
      sum += (q - p) * Math.log(q / p);
    }
    double pValue = pValue(sum, Counts.occupied(reference, current), n, m);
    return new Outcome(sum, pValue, Outcome.ASYMPTOTIC, 0);
  }

  /**
   * The probability of an index at least this large without drift.
   *
   * @param psi the index
   * @param bins number of bins that hold values; positive
   * @param n size of one sample; positive
   * @param m size of the other; positive
   * @return a probability in [0, 1]
   */
  public static double pValue(double psi, int bins, long n, long m) {
    return ChiSquaredLaw.survival(psi / (1.0 / n + 1.0 / m), bins - 1L);
  }
}
