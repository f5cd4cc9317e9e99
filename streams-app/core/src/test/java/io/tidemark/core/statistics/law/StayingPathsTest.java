// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics.law;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.statistics.Vectors;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paths that stay, taken from one, against paths that leave; and what the latter leave out. */
class StayingPathsTest {

  /** Absolute error that one minus the paths that stay may have. */
  private static final double ROUNDING = 1e-14;

  private static int gcd(int n, int m) {
    return BigInteger.valueOf(n).gcd(BigInteger.valueOf(m)).intValue();
  }

  /** D at which 2 exp(−2z²), z² = d² nm/(n + m), is p. */
  private static double depth(int n, int m, double p) {
    return Math.sqrt(Math.log(2 / p) / 2 * (n + m) / ((double) n * m));
  }

  private static long steps(int n, int m, double d) {
    int stepJ = n / gcd(n, m);
    return Math.max(1, Math.round(Math.min(1, d) * stepJ * m));
  }

  private static double staying(int n, int m, long h) {
    return new StayingPaths(n, m).leaving(n / gcd(n, m), m / gcd(n, m), h);
  }

  private static double stayingOfFew(int n, int m, long h) {
    return new StayingPathsOfFew(n, m, n / gcd(n, m), m / gcd(n, m), h).leaving();
  }

  private static double leaving(int n, int m, long h) {
    return new LeavingPaths(n, m, n / gcd(n, m), m / gcd(n, m), h).share();
  }

  private static void assertAgree(int n, int m, long h) {
    assertAre(leaving(n, m, h), n, m, h);
  }

  /** Each way that is possible. */
  private static void assertAre(double expected, int n, int m, long h) {
    if (new StayingPaths(n, m).isPossible()) {
      assertIs(expected, staying(n, m, h), n, m, h);
    }
    if (m <= StayingPathsOfFew.MOST) {
      assertIs(expected, stayingOfFew(n, m, h), n, m, h);
    }
  }

  private static void assertIs(double expected, double actual, int n, int m, long h) {
    assertThat(Math.abs(actual - expected))
        .as("n %s, m %s, h %s: %s", n, m, h, expected)
        .isLessThan(ROUNDING);
  }

  @Test
  void leaving_everyBandOfSmallSamples_agreesWithIntegers() {
    for (int n = 2; n <= 40; n += 1 + n / 8) {
      for (int m = 1; m < n; m += 1 + m / 6) {
        int lcm = n / gcd(n, m) * m;
        for (int h = 1; h <= lcm; h += 1 + lcm / 40) {
          double expected =
              LeavingPathsTest.naive(n, m, n / gcd(n, m), m / gcd(n, m), h).doubleValue();
          assertAre(expected, n, m, h);
        }
      }
    }
  }

  @Test
  void leaving_randomSizesAndDepths_agreesWithPathsThatLeave() {
    Random random = new Random(5);
    for (int round = 0; round < 2_000; round++) {
      int largest = round % 100 == 0 ? 6_000 : 400;
      int n = 2 + random.nextInt(largest);
      int m = 1 + random.nextInt(round % 3 == 0 ? Math.min(30, n - 1) : n - 1);
      double p = 2 * Math.pow(1e-4, random.nextDouble());
      assertAgree(n, m, steps(n, m, depth(n, m, p)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "6000, 5000",
    "6001, 5000",
    "5000, 4999",
    "5000, 300",
    "5000, 100",
    "5000, 7",
    "4000, 1",
    "10000, 7",
    "10000, 21",
    "9999, 50",
    "10000, 128",
    "129, 128",
    "10000, 701",
    "9000, 4000",
    "10000, 9999",
    "4096, 2048"
  })
  void leaving_largeSamples_agreesWithPathsThatLeave(int n, int m) {
    for (double p : new double[] {1.9999, 1.9, 1, 0.5, 0.05, 0.0011}) {
      assertAgree(n, m, steps(n, m, depth(n, m, p)));
    }
  }

  @ParameterizedTest
  @CsvSource({"6000, 5000", "10000, 9999", "5000, 300", "5000, 100", "10000, 128"})
  void leaving_nextToNoPathStays_isOne(int n, int m) {
    for (long h = 1; h < steps(n, m, 0.02); h *= 3) {
      assertAgree(n, m, h);
      assertThat(staying(n, m, h)).isLessThanOrEqualTo(1);
    }
    assertThat(staying(n, m, 1)).isEqualTo(1);
    if (m <= StayingPathsOfFew.MOST) {
      assertThat(stayingOfFew(n, m, 1)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "5000, 30, 0.5, true",
    "5000, 100, 0.5, true",
    "10000, 128, 0.5, true",
    "500, 100, 0.5, false",
    "5000, 129, 0.5, false",
    "6000, 5000, 0.5, false"
  })
  void isCheaper_valuesOfOneSample_fewBesideTheOther(int n, int m, double p, boolean cheaper) {
    long h = steps(n, m, depth(n, m, p));
    assertThat(StayingPathsOfFew.isCheaper(n, m, n / gcd(n, m), h)).isEqualTo(cheaper);
  }

  @ParameterizedTest
  @CsvSource({"5000, 100, true", "6000, 5000, true", "20000, 20, true", "2147483000, 2, false"})
  void isPossible_pathsThroughTheMiddleOfNoWeight_isFalse(int n, int m, boolean possible) {
    assertThat(new StayingPaths(n, m).isPossible()).isEqualTo(possible);
  }

  @ParameterizedTest
  @CsvSource({
    "6000, 5000",
    "6001, 5000",
    "5000, 300",
    "5000, 100",
    "5000, 30",
    "391, 257",
    "10000, 1000"
  })
  void survival_onBothSidesOfTheSwitch_agreesWithBothWays(int n, int m) {
    long middle = steps(n, m, depth(n, m, 0.001));
    for (long h = middle - 2; h <= middle + 2; h++) {
      double d = (double) h / steps(n, m, 1);
      double p = TwoSampleKolmogorovLaw.survival(d, n, m);
      assertThat(Vectors.relativeError(p, leaving(n, m, h))).isLessThan(1e-11);
      assertThat(Vectors.relativeError(staying(n, m, h), p)).isLessThan(1e-11);
    }
  }

  /** One value among so many: it must lie in the outer 5 %. */
  @Test
  void survival_largestSampleAndOneValue_isTheShareOfItsPlaces() {
    int n = Integer.MAX_VALUE;
    double p = TwoSampleKolmogorovLaw.survival(0.95, n, 1);
    double places = 2 * (n - Math.ceil(0.95 * n) + 1);
    assertThat(Vectors.relativeError(p, places / (n + 1.0))).isLessThan(1e-12);
  }

  /** Two of all paths leave; the asymptotic law says 0.005. */
  @Test
  void survival_asymptoticLawMisleads_isStillExact() {
    double paths = 6_481.0 * 6_480 * 6_479 / 6;
    double p = TwoSampleKolmogorovLaw.survival(1, 6_478, 3);
    assertThat(Vectors.relativeError(p, 2 / paths)).isLessThan(1e-12);
  }

  /** Far from tiny sizes: the sweep starts late and keeps to the edges. */
  @ParameterizedTest
  @CsvSource({
    "3001, 2500, 1e-20",
    "3001, 2500, 1e-100",
    "3001, 2500, 1e-280",
    "2500, 2499, 1e-150",
    "3000, 1100, 1e-60",
    "4000, 500, 1e-90"
  })
  void survival_tiny_agreesWithProbabilities(int n, int m, double p) {
    double d = (double) steps(n, m, depth(n, m, p)) / steps(n, m, 1);
    double expected = probability(n, m, steps(n, m, d));
    assertThat(expected).isBetween(p * 1e-30, p * 10);
    assertThat(Vectors.relativeError(TwoSampleKolmogorovLaw.survival(d, n, m), expected))
        .isLessThan(1e-11);
  }

  /** The textbook's sweep, from end to end: the probability of having left, point by point. */
  private static double probability(int n, int m, long h) {
    int stepJ = n / gcd(n, m);
    int stepI = m / gcd(n, m);
    double[] left = new double[m + 1];
    for (int j = 0; j <= n; j++) {
      for (int i = 0; i <= m; i++) {
        if (Math.abs((long) i * stepJ - (long) j * stepI) >= h) {
          left[i] = 0x1p1000;
        } else if (i > 0) {
          left[i] = (left[i] * j + left[i - 1] * i) / (i + j);
        }
      }
    }
    return left[m] * 0x1p-1000;
  }
}
