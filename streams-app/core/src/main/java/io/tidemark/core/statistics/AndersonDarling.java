// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics;

/**
 * The two-sample Anderson–Darling statistic in its midrank form, standardised: (A² − 1)/σ.
 *
 * <p>Range about [−1.3, ∞), mean 0 and variance 1 without drift. Like Cramér–von Mises it weighs
 * the whole range, with more weight to the tails. Cells as in {@link KolmogorovSmirnov}; values in
 * one open interval are taken as distinct and the two samples' as evenly mixed. Where that leaves
 * room the method says {@code approximate}, and the error bound covers every order of the samples
 * and the case that all values of an interval are tied.
 *
 * <p>The p-value is interpolated in Scholz and Stephens' table of seven levels, as SciPy does, and
 * cannot leave [{@value #LEAST}, {@value #MOST}]: at either end it means "at most" or "at least".
 * Time O(cells + n + m). Stateless.
 *
 * <p>Source: F. W. Scholz and M. A. Stephens, Journal of the American Statistical Association 82
 * (1987), doi:10.1080/01621459.1987.10478517.
 */
public final class AndersonDarling {

  /** Smallest p-value that the table can give. */
  public static final double LEAST = 0.001;

  /** Largest p-value that the table can give. */
  public static final double MOST = 0.25;

  /** Method of p-values from the table. */
  public static final String INTERPOLATED = "interpolated";

  /**
   * Two-sample critical values of the largest and smallest level: b₀ + b₁ + b₂ of their table 2.
   */
  private static final double FIRST_CRITICAL = 0.325;

  private static final double LAST_CRITICAL = 6.546;

  /** Least-squares parabola of ln(level) over the seven critical values (numpy.polyfit). */
  private static final double[] PARABOLA = {
    -1.077770279820486, -1.0082265644652515, 0.018198094574111343
  };

  private static final double EULER = 0.5772156649015329;

  private AndersonDarling() {}

  /**
   * Compares two samples counted over the same cells.
   *
   * @param reference counts of the reference sample by cell, in ascending order
   * @param current counts of the current sample by cell
   * @return the standardised statistic and its p-value; undefined when a sample is empty, there are
   *     fewer than four values, or all are equal
   */
  public static Outcome compare(long[] reference, long[] current) {
    Counts.requireAligned(reference, current);
    long m = Counts.total(reference);
    long n = Counts.total(current);
    boolean constant = Counts.occupied(reference, current) < 2;
    if (n == 0 || m == 0 || n + m < 4 || (constant && onePoint(reference, current))) {
      return Outcome.undefined();
    }
    Sum sum = new Sum(m, n);
    for (int i = 0; i < reference.length; i++) {
      double a = reference[i];
      double c = current[i];
      if (Counts.isPoint(i)) {
        sum.addTied(a, c);
      } else {
        sum.addDistinct(a, c);
      }
    }
    double total = (double) n + m;
    double scale = (total - 1) / (total * total) * (1.0 / n + 1.0 / m);
    double deviation = Math.sqrt(variance((double) n, (double) m));
    double value = standardised(sum.value * scale, n, m);
    double bound = sum.slack * scale / deviation;
    String method = bound == 0 ? INTERPOLATED : Outcome.APPROXIMATE;
    return new Outcome(value, pValue(value), method, bound);
  }

  /** (A² − 1)/σ. */
  static double standardised(double square, long n, long m) {
    return (square - 1) / Math.sqrt(variance((double) n, (double) m));
  }

  private static boolean onePoint(long[] reference, long[] current) {
    for (int i = 1; i < reference.length; i += 2) {
      if (reference[i] > 0 || current[i] > 0) {
        return true;
      }
    }
    return false;
  }

  private static double pValue(double value) {
    if (value < FIRST_CRITICAL) {
      return MOST;
    }
    if (value > LAST_CRITICAL) {
      return LEAST;
    }
    return Math.exp(PARABOLA[0] + value * (PARABOLA[1] + value * PARABOLA[2]));
  }

  /** Variance of A² for two samples; g of the paper in closed form by harmonic numbers. */
  private static double variance(double n, double m) {
    double total = n + m;
    double sizes = 1 / n + 1 / m;
    double h = harmonic(total - 1);
    double g = squareHarmonic(total) - (2 * harmonic(total) - 1 / total) / total;
    double a = 4 * g - 6 + (10 - 6 * g) * sizes;
    double b = 4 * (2 * g - 4) + 16 * h + (2 * g - 14 * h - 4) * sizes - 8 * h + 4 * g - 6;
    double c = 4 * (6 * h + 2 * g - 2) + 2 * (4 * h - 4 * g + 6) + (2 * h - 6) * sizes + 4 * h;
    double d = 4 * (2 * h + 6) - 8 * h;
    double polynomial = ((a * total + b) * total + c) * total + d;
    return polynomial / ((total - 1) * (total - 2) * (total - 3));
  }

  /** 1 + 1/2 + … + 1/k. */
  private static double harmonic(double k) {
    if (k < 50) {
      double sum = 0;
      for (int i = (int) k; i >= 1; i--) {
        sum += 1.0 / i;
      }
      return sum;
    }
    double square = k * k;
    return Math.log(k) + EULER + 0.5 / k - (1.0 / 12 - 1.0 / (120 * square)) / square;
  }

  /** 1 + 1/4 + … + 1/k². */
  private static double squareHarmonic(double k) {
    if (k < 50) {
      double sum = 0;
      for (int i = (int) k; i >= 1; i--) {
        sum += 1.0 / ((double) i * i);
      }
      return sum;
    }
    double square = k * k;
    double rest = (1 - (0.5 - (1.0 / 6 - 1.0 / (30 * square)) / k) / k) / k;
    return Math.PI * Math.PI / 6 - rest;
  }

  /** Σ l (N·M − m·B)² / (B(N − B) − N·l/4) over distinct pooled values, and the room around it. */
  private static final class Sum {
    private final double m;
    private final double total;
    private double below;
    private double seenReference;
    private double value;
    private double slack;

    Sum(long m, long n) {
      this.m = m;
      this.total = (double) n + m;
    }

    /** All values of the cell are one. */
    void addTied(double a, double c) {
      double size = a + c;
      value += size == 0 ? 0 : size * term(below + size / 2, seenReference + a / 2, size);
      below += size;
      seenReference += a;
    }

    /** The values of the cell are distinct and evenly mixed. */
    void addDistinct(double a, double c) {
      double size = a + c;
      double sum = 0;
      for (double t = 0.5; t < size; t++) {
        sum += term(below + t, seenReference + a * t / size, 1);
      }
      value += sum;
      slack += size > 1 ? room(a, size, sum) : 0;
      below += size;
      seenReference += a;
    }

    /**
     * How far the cell's part can be from an estimate, over every order and every tie. Each value
     * adds gap² / weight; the gap is linear in what lies below, and the weight of a group of ties
     * is concave in where it starts and how long it is, so both have their extremes at corners.
     */
    private double room(double a, double size, double estimate) {
      double first = below + 0.5;
      double last = below + size - 0.5;
      double low = total * seenReference - m * last;
      double high = total * (seenReference + a) - m * first;
      double most = Math.max(low * low, high * high);
      double least = low < 0 && high > 0 ? 0 : Math.min(low * low, high * high);
      double middle = Math.max(first, Math.min(last, total / 2));
      double heaviest = weight(middle, 1);
      double lightest = Math.min(weight(first, 1), weight(last, 1));
      lightest = Math.min(lightest, weight(below + size / 2, size));
      return Math.max(size * most / lightest - estimate, estimate - size * least / heaviest);
    }

    private double weight(double middle, double size) {
      return middle * (total - middle) - total * size / 4;
    }

    private double term(double middle, double referenceBelow, double size) {
      double gap = total * referenceBelow - m * middle;
      return gap * gap / weight(middle, size);
    }
  }
}
