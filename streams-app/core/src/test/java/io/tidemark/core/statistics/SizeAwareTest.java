// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Distances and p-values that know how much data they stand on. */
class SizeAwareTest {

  private static final int POINTS = 200;
  private static final int LOOKS = 10_000;
  private static final int STREAMS = 100;
  private static final double ALPHA = 0.05;

  @Test
  void robust_ofPairsWithinChance_isZero() {
    assertThat(RobustDistance.of(0.0505, 2000, 2000, RobustDistance.DEFAULT_ALLOWANCE)).isZero();
    // D = 0.008 between a million and a million: Deequ's formula gives 0.0055.
    assertThat(RobustDistance.of(0.008, 1_000_000, 1_000_000, 1.8))
        .isCloseTo(0.008 - 1.8 * Math.sqrt(2e-6), Offset.offset(1e-15));
    assertThat(RobustDistance.allowance(0.003)).isCloseTo(1.8, Offset.offset(0.01));
    assertThatIllegalArgumentException().isThrownBy(() -> RobustDistance.of(0.1, 1, 1, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> RobustDistance.allowance(1));
  }

  /**
   * The reference's half vanishes for an endless reference; then α is all but the window's half.
   */
  @Test
  void anytime_againstTheAuthorsImplementation_agrees() {
    // Their test: at t = 1000 from t_min = 100 with alpha 0.05 and A = 0.85 the radius is
    // 0.08204769.
    AnytimeKolmogorovSmirnov anytime = AnytimeKolmogorovSmirnov.fromSize(100);
    double bound = anytime.bound(1000, Long.MAX_VALUE, 0.1);
    assertThat(bound).isCloseTo(0.08204769, Offset.offset(1e-5));
    assertThat(bound).isGreaterThan(0.08204);
  }

  @Test
  void anytime_pValueAtTheBound_isAlpha() {
    AnytimeKolmogorovSmirnov anytime = AnytimeKolmogorovSmirnov.fromSize(50);
    for (double alpha : new double[] {0.2, 0.05, 1e-3, 1e-9, 1e-100}) {
      double bound = anytime.bound(5_000, 1_000, alpha);
      assertThat(anytime.pValue(bound * (1 + 1e-12), 5_000, 1_000))
          .isCloseTo(alpha, Offset.offset(alpha * 1e-6));
    }
    assertThat(anytime.pValue(1, 49, 1_000)).isEqualTo(1);
    assertThat(anytime.pValue(0, 5_000, 1_000)).isEqualTo(1);
  }

  @Test
  void anytime_tenThousandLooksWithoutDrift_keepsItsFalseAlarmRate() {
    AnytimeKolmogorovSmirnov anytime = AnytimeKolmogorovSmirnov.fromSize(50);
    double[] bounds = new double[LOOKS + 1];
    double[] oneLook = new double[LOOKS + 1];
    for (int n = 50; n <= LOOKS; n++) {
      bounds[n] = n % 100 == 0 || n == 50 ? anytime.bound(n, POINTS, ALPHA) : bounds[n - 1];
      oneLook[n] = 1.358 * Math.sqrt(1.0 / n + 1.0 / POINTS);
    }
    int ever = 0;
    int everByOneLook = 0;
    for (int stream = 0; stream < STREAMS; stream++) {
      SplittableRandom random = new SplittableRandom(20_221_128L + stream);
      double[] gaps = gaps(random);
      ever += passes(gaps, bounds) ? 1 : 0;
      everByOneLook += passes(gaps, oneLook) ? 1 : 0;
    }
    assertThat(ever).isLessThanOrEqualTo((int) (ALPHA * STREAMS));
    assertThat(everByOneLook).isGreaterThan((int) (2 * ALPHA * STREAMS));
  }

  private static boolean passes(double[] gaps, double[] bounds) {
    for (int n = 50; n <= LOOKS; n++) {
      if (gaps[n] > bounds[n]) {
        return true;
      }
    }
    return false;
  }

  /** The gap after each of 10,000 uniform values against a reference of 200. */
  private static double[] gaps(SplittableRandom random) {
    double[] points = random.doubles(POINTS).sorted().toArray();
    long[] reference = new long[2 * POINTS + 1];
    for (int i = 1; i < reference.length; i += 2) {
      reference[i] = 1;
    }
    long[] current = new long[reference.length];
    double[] gaps = new double[LOOKS + 1];
    for (int n = 1; n <= LOOKS; n++) {
      int found = Arrays.binarySearch(points, random.nextDouble());
      current[found >= 0 ? 2 * found + 1 : -2 * (found + 1)]++;
      gaps[n] = gap(reference, current, n);
    }
    return gaps;
  }

  private static double gap(long[] reference, long[] current, int n) {
    double largest = 0;
    long f = 0;
    long g = 0;
    for (int i = 0; i < reference.length; i++) {
      f += reference[i];
      g += current[i];
      largest = Math.max(largest, Math.abs((double) f / POINTS - (double) g / n));
    }
    return largest;
  }
}
