// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics.law;

/**
 * P(D &lt; d) for the two-sided one-sample statistic as one entry of a matrix power.
 *
 * <p>With nd = k − h, 0 ≤ h &lt; 1, the probability is n!/nⁿ times the middle entry of Hⁿ, H a (2k
 * − 1) square matrix of reciprocals of factorials. All entries but a few are positive, so little
 * cancels. Time O((nd)³ log n).
 *
 * <p>Sources: J. Durbin, "Distribution theory for tests based on the sample distribution function",
 * SIAM (1973), doi:10.1137/1.9781611970586; Marsaglia, Tsang and Wang (2003),
 * doi:10.18637/jss.v008.i18.
 */
final class DurbinMatrix {

  /** Entries are brought back by this power of two when they outgrow it. */
  private static final int RESCALE = 400;

  private DurbinMatrix() {}

  static double below(double d, int n) {
    int k = (int) Math.ceil(n * d);
    double h = k - n * d;
    Scaled power = power(new Scaled(matrix(2 * k - 1, h), 0), n);
    double value = power.entries[k - 1][k - 1];
    long exponent = power.exponent;
    for (int i = 1; i <= n; i++) {
      value *= (double) i / n;
      if (value < 0x1p-400) {
        value *= 0x1p400;
        exponent -= RESCALE;
      }
    }
    return Math.scalb(value, (int) Math.max(-5_000, Math.min(5_000, exponent)));
  }

  private static double[][] matrix(int size, double h) {
    double[] reciprocal = new double[size + 1];
    reciprocal[0] = 1;
    for (int i = 1; i <= size; i++) {
      reciprocal[i] = reciprocal[i - 1] / i;
    }
    double[][] matrix = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < Math.min(size, i + 2); j++) {
        matrix[i][j] = reciprocal[i - j + 1];
      }
    }
    for (int i = 0; i < size; i++) {
      double edge = Math.pow(h, i + 1) * reciprocal[i + 1];
      matrix[i][0] -= edge;
      matrix[size - 1][size - 1 - i] -= edge;
    }
    if (h > 0.5) {
      matrix[size - 1][0] += Math.pow(2 * h - 1, size) * reciprocal[size];
    }
    return matrix;
  }

  private static Scaled power(Scaled base, int n) {
    Scaled result = null;
    Scaled square = base;
    for (int rest = n; ; rest >>= 1) {
      if ((rest & 1) == 1) {
        result = result == null ? square : result.times(square);
      }
      if (rest <= 1) {
        return result;
      }
      square = square.times(square);
    }
  }

  /** A matrix times a power of two. */
  private static final class Scaled {
    private final double[][] entries;
    private final long exponent;

    Scaled(double[][] entries, long exponent) {
      this.entries = entries;
      this.exponent = exponent;
    }

    Scaled times(Scaled other) {
      int size = entries.length;
      double[][] product = new double[size][size];
      for (int i = 0; i < size; i++) {
        for (int l = 0; l < size; l++) {
          double factor = entries[i][l];
          for (int j = 0; j < size; j++) {
            product[i][j] += factor * other.entries[l][j];
          }
        }
      }
      long sum = exponent + other.exponent;
      int middle = size / 2;
      if (product[middle][middle] > 0x1p400) {
        for (double[] row : product) {
          for (int j = 0; j < size; j++) {
            row[j] *= 0x1p-400;
          }
        }
        sum += RESCALE;
      }
      return new Scaled(product, sum);
    }
  }
}
