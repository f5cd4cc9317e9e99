// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.data.Offset;

/** Counts against plain loops over the raw values, for every kind of value that counts. */
class StatisticsPropertyTest {

  private static final List<Double> AWKWARD =
      List.of(
          Double.NEGATIVE_INFINITY,
          -Double.MAX_VALUE,
          -Double.MIN_VALUE,
          -0.0,
          0.0,
          Double.MIN_VALUE,
          Double.MIN_NORMAL,
          1.0,
          Math.nextUp(1.0),
          Double.MAX_VALUE,
          Double.POSITIVE_INFINITY);

  private static Arbitrary<double[]> sampleOf(Arbitrary<Double> values) {
    return values.array(double[].class).ofMinSize(1).ofMaxSize(30);
  }

  private static Arbitrary<Samples> samplesOf(Arbitrary<Double> values) {
    return Combinators.combine(sampleOf(values), sampleOf(values)).as(Samples::new);
  }

  @Provide
  Arbitrary<Samples> anySamples() {
    Arbitrary<Double> tied = Arbitraries.integers().between(-4, 4).map(Integer::doubleValue);
    Arbitrary<Double> spread = Arbitraries.doubles().between(-10, 10);
    return samplesOf(Arbitraries.oneOf(Arbitraries.of(AWKWARD), tied, spread));
  }

  @Provide
  Arbitrary<Samples> finiteSamples() {
    Arbitrary<Double> tied = Arbitraries.integers().between(-4, 4).map(Integer::doubleValue);
    return samplesOf(Arbitraries.oneOf(tied, Arbitraries.doubles().between(-10, 10)));
  }

  @Property
  void exactReference_anyValues_givesTheStatisticsOfTheRawSamples(
      @ForAll("anySamples") Samples samples) {
    long[] reference = samples.referenceCells();
    long[] current = samples.currentCells();
    NaiveStatistics naive = new NaiveStatistics(samples);
    Outcome ks = KolmogorovSmirnov.compare(reference, current);
    assertThat(ks.value()).isCloseTo(naive.kolmogorovSmirnov(), Offset.offset(1e-15));
    assertThat(ks.errorBound()).isZero();
    Outcome kuiper = Kuiper.compare(reference, current);
    assertThat(kuiper.value()).isCloseTo(naive.kuiper(), Offset.offset(1e-15));
    assertThat(kuiper.errorBound()).isZero();
    assertThat(MannWhitney.compare(reference, current).value()).isEqualTo(naive.mannWhitney());
    for (Outcome outcome : List.of(ks, kuiper, MannWhitney.compare(reference, current))) {
      assertThat(outcome.pValue()).isBetween(0.0, 1.0);
    }
  }

  @Property
  void kolmogorovSmirnov_samplesExchanged_sameBits(@ForAll("anySamples") Samples samples) {
    Samples exchanged = samples.exchanged();
    Outcome there = KolmogorovSmirnov.compare(samples.referenceCells(), samples.currentCells());
    Outcome back = KolmogorovSmirnov.compare(exchanged.referenceCells(), exchanged.currentCells());
    assertThat(back).isEqualTo(there);
  }

  @Property
  void compressedReference_anyValues_staysInsideTheBound(
      @ForAll("anySamples") Samples samples, @ForAll int keep) {
    double[] points = thinned(samples.points(), keep);
    long[] reference = Samples.cells(points, samples.reference());
    long[] current = Samples.cells(points, samples.current());
    NaiveStatistics naive = new NaiveStatistics(samples);
    Outcome ks = KolmogorovSmirnov.compare(reference, current);
    assertThat(naive.kolmogorovSmirnov())
        .isBetween(ks.value() - 1e-15, ks.value() + ks.errorBound() + 1e-15);
    assertThat(ks.errorBound()).isLessThanOrEqualTo(largestInterval(reference) + 1e-15);
    Outcome kuiper = Kuiper.compare(reference, current);
    assertThat(naive.kuiper())
        .isBetween(kuiper.value() - 1e-15, kuiper.value() + kuiper.errorBound() + 1e-15);
    Outcome mannWhitney = MannWhitney.compare(reference, current);
    assertWithinBound(mannWhitney, naive.mannWhitney(), 0);
  }

  @Property
  void rankStatistics_anyPoints_stayInsideTheBound(
      @ForAll("anySamples") Samples samples, @ForAll int keep) {
    NaiveStatistics naive = new NaiveStatistics(samples);
    for (double[] points : List.of(samples.points(), thinned(samples.points(), keep))) {
      long[] reference = Samples.cells(points, samples.reference());
      long[] current = Samples.cells(points, samples.current());
      Outcome cramer = CramerVonMises.compare(reference, current);
      if (!Double.isNaN(cramer.value())) {
        assertWithinBound(cramer, naive.cramerVonMises(), 1e-9);
        assertThat(cramer.pValue()).isBetween(0.0, 1.0);
      }
      Outcome anderson = AndersonDarling.compare(reference, current);
      if (!Double.isNaN(anderson.value()) && !Double.isNaN(naive.andersonDarling())) {
        long m = samples.reference().length;
        long n = samples.current().length;
        assertWithinBound(
            anderson, AndersonDarling.standardised(naive.andersonDarling(), n, m), 1e-9);
      }
    }
  }

  @Property
  void transportDistances_finiteValues_stayInsideTheBound(
      @ForAll("finiteSamples") Samples samples, @ForAll int keep) {
    NaiveStatistics naive = new NaiveStatistics(samples);
    for (double[] points : List.of(samples.points(), thinned(samples.points(), keep))) {
      long[] reference = Samples.cells(points, samples.reference());
      long[] current = Samples.cells(points, samples.current());
      double[] known = Samples.intervalSums(points, samples.current());
      for (TransportDistance distance :
          List.of(
              samples.transport(points, known),
              samples.transport(points, null),
              samples.transportByMeans(points))) {
        // Bounds below 1e-12 of the distance are given as 0; as much again for rounding.
        assertWithinBound(distance.wasserstein(reference, current), naive.wasserstein(), 2e-12);
        assertWithinBound(distance.energy(reference, current), naive.energy(), 1e-7);
      }
    }
  }

  @Property
  void binnedDistances_anyCounts_areBoundedAndSymmetric(
      @ForAll("counts") long[] one, @ForAll("counts") long[] other) {
    for (BinnedDistance distance : BinnedDistance.values()) {
      Outcome outcome = distance.compare(one, other);
      if (Arrays.stream(one).sum() == 0 || Arrays.stream(other).sum() == 0) {
        assertThat(outcome.value()).isNaN();
      } else {
        assertThat(outcome.value()).isBetween(0.0, 1.0);
        assertThat(distance.compare(other, one).value())
            .isCloseTo(outcome.value(), Offset.offset(1e-15));
        assertThat(distance.compare(one, one).value()).isZero();
      }
    }
  }

  @Provide
  Arbitrary<long[]> counts() {
    Arbitrary<Long> few = Arbitraries.longs().between(0, 9);
    Arbitrary<Long> many = Arbitraries.longs().between(0, 1L << 40);
    return Arbitraries.oneOf(few, many).array(long[].class).ofSize(5);
  }

  /** Keeps the outermost points and, by the bits of a number, some of the inner ones. */
  private static double[] thinned(double[] points, int keep) {
    int last = points.length - 1;
    return IntStream.rangeClosed(0, last)
        .filter(i -> i == 0 || i == last || (keep >> (i % 31) & 1) == 1)
        .mapToDouble(i -> points[i])
        .toArray();
  }

  private static double largestInterval(long[] reference) {
    long largest = 0;
    for (int i = 0; i < reference.length; i += 2) {
      largest = Math.max(largest, reference[i]);
    }
    return (double) largest / Arrays.stream(reference).sum();
  }

  private static void assertWithinBound(Outcome outcome, double raw, double rounding) {
    double allowed = outcome.errorBound() + rounding * Math.max(1, Math.abs(raw));
    assertThat(outcome.value()).isCloseTo(raw, Offset.offset(allowed));
  }
}
