// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.reference.CategoricalReference;
import io.tidemark.core.reference.NumericReference;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows drawn as counts against their laws and against windows drawn row by row. */
class CountsTest {

  /** Seeds are fixed, so a test either always passes or never does. */
  private static final double LEAST_P = 1e-3;

  private static final int EXPECTED_IN_GROUP = 100;

  @ParameterizedTest
  @CsvSource({
    "5, 0.3",
    "40, 0.5",
    "1000, 0.009",
    "1000, 0.011",
    "1000, 0.4",
    "1000, 0.93",
    "100000, 0.001",
    "100000, 0.5",
    "100000, 0.99995"
  })
  void binomial_anySize_followsItsLaw(int n, double p) {
    int draws = 100_000;
    SplittableRandom random = new SplittableRandom(7);
    long[] found = new long[n + 1];
    for (int i = 0; i < draws; i++) {
      found[Counts.binomial(n, p, random)]++;
    }

    BinomialDistribution law = new BinomialDistribution(null, n, p);
    double[] expected = new double[n + 1];
    long[] observed = new long[n + 1];
    int groups = 0;
    for (int k = 0; k <= n; k++) {
      expected[groups] += draws * law.probability(k);
      observed[groups] += found[k];
      if (expected[groups] >= EXPECTED_IN_GROUP && draws * (1 - law.cumulativeProbability(k)) > 1) {
        groups++;
      }
    }
    assertThat(groups).isGreaterThan(1);
    double pValue =
        new ChiSquareTest()
            .chiSquareTest(
                Arrays.copyOf(expected, groups + 1), Arrays.copyOf(observed, groups + 1));
    assertThat(pValue).isGreaterThan(LEAST_P);
  }

  @ParameterizedTest
  @CsvSource({"0", "0.3"})
  void window_numbersAsCounts_hasTheLawOfRows(double shift) {
    SplittableRandom random = new SplittableRandom(11);
    NumericReference reference = (NumericReference) new NormalNumbers().reference("x", 300, random);

    assertSameLaw(
        () -> NormalNumbers.rowByRow(reference, 400, shift, random).cellCounts(),
        () -> NormalNumbers.asCounts(reference, 400, shift, random).cellCounts(),
        reference.cellCounts());
  }

  @ParameterizedTest
  @CsvSource({"0", "0.3"})
  void window_categoriesAsCounts_hasTheLawOfRows(double shift) {
    SplittableRandom random = new SplittableRandom(13);
    Categories fifty = Categories.fifty();
    CategoricalReference reference = (CategoricalReference) fifty.reference("c", 5_000, random);
    long[] counts =
        IntStream.range(0, reference.categories()).mapToLong(reference::categoryCount).toArray();

    assertSameLaw(
        () -> fifty.rowByRow(reference, 400, shift, random).categoryCounts(),
        () -> fifty.asCounts(reference, 400, shift, random).categoryCounts(),
        counts);
  }

  @Test
  void of_cellsWithoutProbability_staysEmpty() {
    SplittableRandom random = new SplittableRandom(1);
    int[] counts = Counts.of(1_000, new double[] {0, 0.5, 0.5, 1, 1}, random);
    assertThat(counts[0] + counts[2] + counts[4]).isZero();
    assertThat(counts[1] + counts[3]).isEqualTo(1_000);
    assertThat(counts[1]).isBetween(400, 600);
  }

  /** D of windows against their reference, and the sums of cells over windows, are compared. */
  private static void assertSameLaw(
      Supplier<long[]> rows, Supplier<long[]> counts, long[] reference) {
    int windows = 4_000;
    double[] distancesOfRows = new double[windows];
    double[] distancesOfCounts = new double[windows];
    long[] sumsOfRows = new long[reference.length];
    long[] sumsOfCounts = new long[reference.length];
    for (int i = 0; i < windows; i++) {
      distancesOfRows[i] = add(rows.get(), sumsOfRows, reference);
      distancesOfCounts[i] = add(counts.get(), sumsOfCounts, reference);
    }

    assertThat(pValue(distancesOfRows, distancesOfCounts)).isGreaterThan(LEAST_P);
    int[] used =
        IntStream.range(0, reference.length)
            .filter(i -> sumsOfRows[i] + sumsOfCounts[i] > 0)
            .toArray();
    long[][] table = {
      Arrays.stream(used).mapToLong(i -> sumsOfRows[i]).toArray(),
      Arrays.stream(used).mapToLong(i -> sumsOfCounts[i]).toArray()
    };
    assertThat(new ChiSquareTest().chiSquareTest(table)).isGreaterThan(LEAST_P);
  }

  private static double add(long[] window, long[] sums, long[] reference) {
    Arrays.setAll(sums, i -> sums[i] + window[i]);
    double n = Arrays.stream(window).sum();
    double m = Arrays.stream(reference).sum();
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < window.length; i++) {
      difference += window[i] / n - reference[i] / m;
      largest = Math.max(largest, Math.abs(difference));
    }
    return largest;
  }

  private static double pValue(double[] some, double[] others) {
    return new KolmogorovSmirnovTest().kolmogorovSmirnovTest(some, others);
  }
}
