// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics;

/**
 * Distances between the shares p of a reference and q of a current sample over the same bins.
 *
 * <p>All are symmetric, lie in [0, 1], are 0 for equal shares, and reach 1 when no bin holds values
 * of both samples ({@link #L_INFINITY} only when each has a single bin). None has a p-value: small
 * samples are far apart by chance alone, so read them beside one that has. Time O(bins). Stateless.
 */
public enum BinnedDistance {

  /**
   * Jensen–Shannon distance: the square root of the divergence ½ Σ p log₂(p/r) + ½ Σ q log₂(q/r), r
   * = (p + q)/2. A metric. Source: J. Lin, IEEE Transactions on Information Theory 37 (1991),
   * doi:10.1109/18.61115; D. M. Endres and J. E. Schindelin (2003), doi:10.1109/TIT.2003.813506.
   */
  JENSEN_SHANNON {
    @Override
    double between(long[] reference, long[] current, long m, long n) {
      double sum = 0;
      for (int i = 0; i < reference.length; i++) {
        double both = (double) reference[i] / m + (double) current[i] / n;
        if (both > 0) {
          sum += both * mixtureDivergence(difference(reference[i], current[i], m, n) / both);
        }
      }
      return Math.min(1, Math.sqrt(sum / (4 * Math.log(2))));
    }
  },

  /**
   * Hellinger distance: √(½ Σ (√p − √q)²). A metric. Source: E. Hellinger (1909),
   * doi:10.1515/crll.1909.136.210.
   */
  HELLINGER {
    @Override
    double between(long[] reference, long[] current, long m, long n) {
      double sum = 0;
      for (int i = 0; i < reference.length; i++) {
        double roots = Math.sqrt((double) reference[i] / m) + Math.sqrt((double) current[i] / n);
        if (roots > 0) {
          double gap = difference(reference[i], current[i], m, n) / roots;
          sum += gap * gap;
        }
      }
      return Math.min(1, Math.sqrt(sum / 2));
    }
  },

  /** Total variation distance: ½ Σ |p − q|, the largest difference of any set of bins. */
  TOTAL_VARIATION {
    @Override
    double between(long[] reference, long[] current, long m, long n) {
      double sum = 0;
      for (int i = 0; i < reference.length; i++) {
        sum += Math.abs(difference(reference[i], current[i], m, n));
      }
      return Math.min(1, sum / 2);
    }
  },

  /** L-infinity distance: max |p − q|, the largest difference of one bin. */
  L_INFINITY {
    @Override
    double between(long[] reference, long[] current, long m, long n) {
      double largest = 0;
      for (int i = 0; i < reference.length; i++) {
        largest = Math.max(largest, Math.abs(difference(reference[i], current[i], m, n)));
      }
      return largest;
    }
  };

  /** Relative difference below which logarithms would cancel and their series is shorter. */
  private static final double SERIES = 0.05;

  abstract double between(long[] reference, long[] current, long m, long n);

  /**
   * Compares two samples counted over the same bins.
   *
   * @param reference counts of the reference sample by bin
   * @param current counts of the current sample by bin
   * @return the distance in [0, 1]; undefined when a sample is empty
   */
  public Outcome compare(long[] reference, long[] current) {
    Counts.requireAligned(reference, current);
    long m = Counts.total(reference);
    long n = Counts.total(current);
    return n == 0 || m == 0
        ? Outcome.undefined()
        : Outcome.distance(between(reference, current, m, n));
  }

  /** p − q of one bin. */
  private static double difference(long reference, long current, long m, long n) {
    return Counts.crossDifference(reference, n, current, m) / ((double) n * m);
  }

  /** (1 + u) ln(1 + u) + (1 − u) ln(1 − u) for u in [−1, 1], u = (p − q)/(p + q). */
  private static double mixtureDivergence(double u) {
    double square = u * u;
    if (Math.abs(u) < SERIES) {
      double series = square * (1.0 / 45 + square / 66);
      return square * (1 + square * (1.0 / 6 + square * (1.0 / 15 + square * (1.0 / 28 + series))));
    }
    return weighted(u) + weighted(-u);
  }

  private static double weighted(double u) {
    return u <= -1 ? 0 : (1 + u) * Math.log1p(u);
  }
}
