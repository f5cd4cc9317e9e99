// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidemark.core.statistics.Vectors;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The laws against SciPy and against rational arithmetic, down to p = 1e-300. */
class LawTest {

  private interface Law {
    double survival(double[] row);
  }

  /** The last column is the expected value. */
  private static void assertWithin(double tolerance, List<double[]> rows, Law law) {
    assertThat(rows).isNotEmpty();
    SoftAssertions softly = new SoftAssertions();
    for (double[] row : rows) {
      double expected = row[row.length - 1];
      double actual = law.survival(row);
      softly
          .assertThat(Vectors.relativeError(actual, expected))
          .as("%s at %s", actual, Arrays.toString(row))
          .isLessThan(tolerance);
    }
    softly.assertAll();
  }

  @Test
  void twoSample_againstScipy_agreesDownTo1e300() {
    assertWithin(
        1e-10,
        Vectors.of("ks-two-sample.txt"),
        row -> TwoSampleKolmogorovLaw.survival(row[2], (int) row[0], (int) row[1]));
  }

  @Test
  void twoSample_againstRationalArithmetic_agrees() {
    assertWithin(
        1e-12,
        Vectors.of("ks-two-sample-rational.txt"),
        row -> TwoSampleKolmogorovLaw.survival(row[2], (int) row[0], (int) row[1]));
  }

  @Test
  void twoSample_samplesExchanged_sameBits() {
    for (double[] row : Vectors.of("ks-two-sample.txt")) {
      int n = (int) row[0];
      int m = (int) row[1];
      assertThat(TwoSampleKolmogorovLaw.survival(row[2], m, n))
          .isEqualTo(TwoSampleKolmogorovLaw.survival(row[2], n, m));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 5, 7, 1",
    "0.001, 5, 7, 1",
    "1, 1, 1, 1",
    "1.5, 5, 7, 0",
    "0.9, 10000, 10000, 0",
    "0.9, 10000, 9999, 0",
    "0.0001, 10000, 10000, 1"
  })
  void twoSample_atTheEnds_isCertainOrImpossible(double d, int n, int m, double expected) {
    assertThat(TwoSampleKolmogorovLaw.survival(d, n, m)).isEqualTo(expected);
  }

  @Test
  void oneSample_againstScipy_agreesDownTo1e300() {
    assertWithin(
        1e-10,
        Vectors.of("ks-one-sample.txt"),
        row -> KolmogorovLaw.survival(row[1], (long) row[0]));
  }

  @Test
  void oneSample_strideBeyondAllTerms_agreesWithTheLimit() {
    // Smirnov's expansion to order 1/n: exp(-2z²) (1 - 2z/(3√n) + 2z²/(3n) (1 - 2z²/3)).
    long n = 1_000_000_000_000L;
    double z = 2;
    double series =
        1 - 2 * z / (3 * Math.sqrt((double) n)) + 2 * z * z / (3.0 * n) * (1 - 2 * z * z / 3);
    double actual = OneSidedKolmogorovLaw.survival(z / Math.sqrt((double) n), n);
    assertThat(Vectors.relativeError(actual, Math.exp(-2 * z * z) * series)).isLessThan(1e-8);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1.5, 2.2, 4, 10, 40, 150, 340})
  void oneSample_fewTerms_areAsGoodAsAll(double depth) {
    for (long n : new long[] {1_100, 1_600, 3_000, 4_000, 10_001, 100_000}) {
      double d = Math.sqrt(depth / n);
      if (d < 1) {
        double all = OneSidedKolmogorovLaw.survival(d, n, Integer.MAX_VALUE);
        assertThat(all).isPositive();
        assertThat(Vectors.relativeError(OneSidedKolmogorovLaw.survival(d, n), all))
            .isLessThan(1e-12);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 10, 1", "0.05, 10, 1", "1, 10, 0", "2, 10, 0", "0.5, 100000, 0"})
  void oneSample_atTheEnds_isCertainOrImpossible(double d, long n, double expected) {
    assertThat(KolmogorovLaw.survival(d, n)).isEqualTo(expected);
  }

  @Test
  void chiSquared_againstScipy_agreesDownTo1e300() {
    assertWithin(
        2e-10, Vectors.of("chi-squared.txt"), row -> ChiSquaredLaw.survival(row[1], (long) row[0]));
  }

  @ParameterizedTest
  @CsvSource({"0, 3, 1", "-1, 3, 1", "5, 0, 1", "1e6, 9, 0", "1e12, 100000, 0", "Infinity, 9, 0"})
  void chiSquared_atTheEnds_isCertainOrImpossible(double x, long freedom, double expected) {
    assertThat(ChiSquaredLaw.survival(x, freedom)).isEqualTo(expected);
  }

  @Test
  void chiSquared_anyDepth_neitherThrowsNorRises() {
    for (int freedom : new int[] {1, 2, 9, 99, 9_999}) {
      double before = 1;
      for (double x = freedom; x < 1e5; x *= 1.01) {
        double p = ChiSquaredLaw.survival(x, freedom);
        assertThat(p).isBetween(0.0, before * (1 + 1e-9));
        before = p;
      }
    }
  }

  @Test
  void normal_againstScipy_agreesDownTo1e300() {
    assertWithin(1e-12, Vectors.of("normal.txt"), row -> NormalLaw.survival(row[0]));
  }

  /** Expected: mpmath 1.3.0 with 40 digits, Smirnov's integrals. */
  @ParameterizedTest
  @CsvSource({
    "0.003, 0.99999999999999999873",
    "0.01, 0.99999413556719013104",
    "0.05, 0.8762809310413489904",
    "0.1, 0.58487343840679491216",
    "0.3, 0.13517126880510579738",
    "0.5, 0.039833217565607594776",
    "0.743, 0.0100255239814974133",
    "0.9, 0.0042309985060829350879",
    "1, 0.0024604521801339638697",
    "1.5, 0.00017269621978801884",
    "3, 7.5677434593160198534e-8",
    "10, 4.1789410928852881216e-23",
    "30, 3.319835711928636229e-66",
    "100, 1.7349803174727527276e-216",
    "140, 2.7543179985262770286e-302"
  })
  void cramerVonMises_againstMpmath_agreesDownTo1e300(double x, double expected) {
    double actual = CramerVonMisesLaw.limitSurvival(x);
    assertThat(Vectors.relativeError(actual, expected)).isLessThan(1e-11);
  }

  @ParameterizedTest
  @CsvSource({"0.1, 1", "0.5, 0.999999", "1.747, 0.05", "2.001, 0.01"})
  void kuiper_atPublishedPercentagePoints_agrees(double lambda, double expected) {
    long n = 2_000_000_000L;
    double v = lambda / Math.sqrt(n / 2.0);
    assertThat(KuiperLaw.survival(v, n, n)).isCloseTo(expected, Offset.offset(1e-4));
  }

  @Test
  void survival_withoutSample_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TwoSampleKolmogorovLaw.survival(0.5, 0, 3))
        .withMessageContaining("got 0 and 3");
    assertThatIllegalArgumentException().isThrownBy(() -> KolmogorovLaw.survival(0.5, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> ChiSquaredLaw.survival(0.5, -1));
  }

  @Test
  void survival_ofNaN_isNaN() {
    assertThat(TwoSampleKolmogorovLaw.survival(Double.NaN, 3, 3)).isNaN();
    assertThat(KolmogorovLaw.survival(Double.NaN, 3)).isNaN();
    assertThat(ChiSquaredLaw.survival(Double.NaN, 3)).isNaN();
  }
}
