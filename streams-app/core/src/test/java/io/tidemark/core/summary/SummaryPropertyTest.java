// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.core.reference.CategoricalReference;
import io.tidemark.core.reference.NumericReference;
import io.tidemark.core.reference.ReferenceProfile;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Holds the promises of merging against naive counts of the raw values. */
class SummaryPropertyTest {

  private static final ModelVersion MODEL = new ModelVersion("m", "1");
  private SummaryOptions options = SummaryOptions.withDefaults();

  /** Half the distance between one and the next double. */
  private static final double UNIT = 0x1p-53;

  private static final ValueLayout INPUTS = ValueLayout.of("x", "c");

  @Provide
  Arbitrary<Double> doubles() {
    return Arbitraries.frequencyOf(
        Tuple.of(4, Arbitraries.integers().between(-3, 3).map(i -> i / 2.0)),
        Tuple.of(3, Arbitraries.doubles().between(-4, 4).ofScale(4)),
        Tuple.of(1, Arbitraries.longs().map(Double::longBitsToDouble)),
        Tuple.of(
            2,
            Arbitraries.of(
                0.0,
                -0.0,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Double.MIN_VALUE,
                -Double.MIN_VALUE,
                Double.MAX_VALUE,
                1e-310)));
  }

  private static ReferenceProfile profile(double[] reference, int resolution) {
    return ReferenceProfile.of(
        MODEL,
        "r",
        0,
        List.of(
            NumericReference.of("x", FeatureRole.FEATURE, reference, resolution, 1),
            CategoricalReference.of(
                "c", FeatureRole.FEATURE, Map.of("0", 5L, "0.5", 2L, "b", 1L), 10, 0, 0)));
  }

  private static double[] usable(List<Double> values) {
    double[] array = values.stream().mapToDouble(Double::doubleValue).toArray();
    return Arrays.stream(array).allMatch(Double::isNaN) ? new double[] {1} : array;
  }

  private static Observation observation(double value) {
    ObservedValues.Builder row = ObservedValues.builder(INPUTS).number(0, value);
    if (Math.abs(value) < 2) {
      row.number(1, value);
    } else {
      row.text(1, "t" + Double.hashCode(value) % 200);
    }
    return new Observation(MODEL, Double.hashCode(value) & 3, row.build(), ObservedValues.EMPTY);
  }

  private WindowSummary count(ReferenceProfile profile, List<Double> values) {
    WindowSummary summary = WindowSummary.of(profile, options);
    values.forEach(value -> summary.accept(observation(value)));
    return summary;
  }

  @Property(tries = 200)
  void merge_anySplitAndOrder_givesIdenticalBytes(
      @ForAll @Size(min = 1, max = 60) List<@From("doubles") Double> reference,
      @ForAll @Size(max = 300) List<@From("doubles") Double> values,
      @ForAll @IntRange(min = 1, max = 9) int parts,
      @ForAll Random random) {
    ReferenceProfile profile = profile(usable(reference), random.nextBoolean() ? 8 : 1024);
    options = new SummaryOptions(random.nextBoolean());
    List<byte[]> expected = SummaryCodec.encode(count(profile, values), 4096);
    List<Double> shuffled = new ArrayList<>(values);
    Collections.shuffle(shuffled, random);
    List<WindowSummary> summaries = new ArrayList<>();
    int from = 0;
    for (int part = 0; part < parts; part++) {
      int to =
          part == parts - 1 ? shuffled.size() : from + random.nextInt(shuffled.size() - from + 1);
      summaries.add(count(profile, shuffled.subList(from, to)));
      from = to;
    }
    while (summaries.size() > 1) {
      WindowSummary left = summaries.remove(random.nextInt(summaries.size()));
      WindowSummary right = summaries.get(random.nextInt(summaries.size()));
      if (random.nextBoolean()) {
        right.combine(left);
      } else {
        List<byte[]> chunks = new ArrayList<>(SummaryCodec.encode(left, 1024));
        Collections.shuffle(chunks, random);
        chunks.forEach(chunk -> SummaryCodec.mergeInto(right, chunk));
      }
    }

    assertThat(SummaryCodec.encode(summaries.get(0), 4096)).containsExactlyElementsOf(expected);
  }

  /** More values than wait to be counted, and few of them in between. */
  @Property(tries = 30)
  void merge_thousandsOfValues_givesIdenticalBytesAndNaiveCounts(
      @ForAll @Size(min = 1, max = 60) List<@From("doubles") Double> reference,
      @ForAll @Size(min = 1, max = 50) List<@From("doubles") Double> values,
      @ForAll @IntRange(min = 1_000, max = 4_000) int count,
      @ForAll Random random) {
    ReferenceProfile profile = profile(usable(reference), 1024);
    List<Double> many = new ArrayList<>();
    while (many.size() < count) {
      double value = values.get(random.nextInt(values.size()));
      many.add(random.nextInt(4) == 0 ? value : random.nextGaussian() + value);
    }
    WindowSummary whole = count(profile, many);
    WindowSummary merged = WindowSummary.of(profile);
    int from = 0;
    while (from < count) {
      int to = Math.min(count, from + 1 + random.nextInt(random.nextInt(4) == 0 ? 3_000 : 40));
      WindowSummary part = count(profile, many.subList(from, to));
      if (random.nextBoolean()) {
        SummaryCodec.encode(part, 1024).forEach(chunk -> SummaryCodec.mergeInto(merged, chunk));
      } else {
        merged.combine(part);
      }
      from = to;
    }

    NumericSummary numbers = (NumericSummary) merged.feature(0);
    assertThat(numbers.cellCounts()).isEqualTo(scan(numbers.reference(), many));
    assertThat(SummaryCodec.encode(merged, 4096))
        .containsExactlyElementsOf(SummaryCodec.encode(whole, 4096));
  }

  /** What is read must not change what is written, however often it is read. */
  @Property(tries = 200)
  void read_atAnyMoment_changesNothing(
      @ForAll @Size(min = 1, max = 20) List<@From("doubles") Double> reference,
      @ForAll @Size(max = 40) List<@From("doubles") Double> values,
      @ForAll Random random) {
    ReferenceProfile profile = profile(usable(reference), 1024);
    WindowSummary read = WindowSummary.of(profile);
    for (double value : values) {
      read.accept(observation(value));
      if (random.nextInt(3) == 0) {
        NumericSummary numbers = (NumericSummary) read.feature(0);
        assertThat(numbers.count()).isEqualTo(Arrays.stream(numbers.cellCounts()).sum());
        assertThat(numbers.finite()).isLessThanOrEqualTo(numbers.count());
        SummaryCodec.encode(read, 1024);
      }
    }

    assertThat(SummaryCodec.encode(read, 4096))
        .containsExactlyElementsOf(SummaryCodec.encode(count(profile, values), 4096));
  }

  @Property(tries = 200)
  void counts_anyValues_areThoseOfANaiveScan(
      @ForAll @Size(min = 1, max = 80) List<@From("doubles") Double> reference,
      @ForAll @Size(max = 200) List<@From("doubles") Double> values,
      @ForAll @IntRange(min = 8, max = 40) int resolution) {
    ReferenceProfile profile = profile(usable(reference), resolution);
    NumericReference numeric = (NumericReference) profile.feature(0);
    NumericSummary summary = (NumericSummary) count(profile, values).feature(0);

    assertThat(numeric.points()).isLessThanOrEqualTo(Math.max(resolution, 1));
    assertThat(numeric.cellCounts()).isEqualTo(scan(numeric, boxed(usable(reference))));
    assertThat(summary.cellCounts()).isEqualTo(scan(numeric, values));
    assertThat(summary.nan()).isEqualTo(values.stream().filter(v -> v.isNaN()).count());
    assertThat(summary.positiveInfinities())
        .isEqualTo(values.stream().filter(v -> v == Double.POSITIVE_INFINITY).count());
    assertThat(summary.negativeInfinities())
        .isEqualTo(values.stream().filter(v -> v == Double.NEGATIVE_INFINITY).count());
    double[] finite = values.stream().mapToDouble(v -> v).filter(Double::isFinite).toArray();
    assertThat(summary.finite()).isEqualTo(finite.length);
    if (finite.length > 0) {
      assertThat(summary.min()).isEqualTo(Arrays.stream(finite).min().orElseThrow() + 0.0);
      assertThat(summary.max()).isEqualTo(Arrays.stream(finite).max().orElseThrow() + 0.0);
    }
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static long[] scan(NumericReference reference, List<Double> values) {
    long[] cells = new long[reference.cells()];
    for (double value : values) {
      if (Double.isNaN(value)) {
        continue;
      }
      int i = 0;
      while (i < reference.points() && reference.point(i) < value) {
        i++;
      }
      boolean on = i < reference.points() && reference.point(i) == value;
      cells[on ? 2 * i + 1 : 2 * i]++;
    }
    return cells;
  }

  @Property(tries = 200)
  void moments_ordinaryValues_areThoseOfTheValues(
      @ForAll @Size(min = 2, max = 50) List<Integer> reference,
      @ForAll @Size(min = 1, max = 50) List<Integer> values) {
    ReferenceProfile profile =
        profile(reference.stream().mapToDouble(i -> i / 1000.0).toArray(), 1024);
    double[] doubles = values.stream().mapToDouble(i -> i / 1000.0).toArray();
    NumericSummary summary = (NumericSummary) count(profile, boxed(doubles)).feature(0);
    BigDecimal exactMean = mean(Arrays.stream(doubles).mapToObj(BigDecimal::new));
    double mean = exactMean.doubleValue();
    double variance =
        mean(Arrays.stream(doubles).mapToObj(v -> new BigDecimal(v).subtract(exactMean).pow(2)))
            .doubleValue();
    NumericReference against = (NumericReference) profile.feature(0);
    double shift = mean - against.robustCenter();
    double range = against.robustScale();

    assertThat(summary.mean()).isCloseTo(mean, within(meanBound(range, shift, mean)));
    assertThat(summary.variance())
        .isCloseTo(variance, within(varianceBound(range, shift, variance)));
  }

  /**
   * A distance d of at most 32 ranges is rounded once (relative {@value #UNIT}) and cut by less
   * than {@value #UNIT} ranges; larger ones are not. The mean distance is then rounded twice, and
   * the mean, here and there, once.
   */
  private static double meanBound(double range, double shift, double mean) {
    return UNIT * (33 * range + 3 * Math.abs(shift) + 2 * Math.abs(mean));
  }

  /**
   * The same errors once squared: with q the mean of the squared distances, so that |shift| and the
   * mean of |d| are at most √q, mean(d²) misses by 2·range·√q + 5q units, shift² by 2·range·√q +
   * 6q, and what is left goes to the subtraction and to the squares of the cuts.
   */
  private static double varianceBound(double range, double shift, double variance) {
    double q = variance + shift * shift;
    return UNIT * (4 * range * Math.sqrt(q) + 16 * q) + 4 * UNIT * UNIT * range * range;
  }

  private static BigDecimal mean(Stream<BigDecimal> values) {
    List<BigDecimal> all = values.toList();
    return all.stream()
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .divide(BigDecimal.valueOf(all.size()), new MathContext(60));
  }

  /** Within 2^-51 of the interval for each value, and the roundings of the sum itself. */
  @Property(tries = 200)
  void intervalSums_anyValues_areThoseOfANaiveScan(
      @ForAll @Size(min = 1, max = 60) List<@From("doubles") Double> reference,
      @ForAll @Size(max = 200) List<@From("doubles") Double> values) {
    options = new SummaryOptions(true);
    ReferenceProfile profile = profile(usable(reference), 1024);
    NumericReference numeric = (NumericReference) profile.feature(0);
    double[] sums = ((NumericSummary) count(profile, values).feature(0)).intervalSums();
    for (int i = 0; i <= numeric.points(); i++) {
      int cell = 2 * i;
      List<Double> inside =
          values.stream().filter(v -> Double.isFinite(v) && numeric.cellOf(v) == cell).toList();
      boolean outermost = i == 0 || i == numeric.points();
      double width = outermost ? 0 : numeric.point(i) - numeric.point(i - 1);
      if (inside.isEmpty() || Double.isInfinite(width)) {
        continue;
      }
      BigDecimal exact =
          inside.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
      double largest =
          outermost ? 0 : Math.max(Math.abs(numeric.point(i)), Math.abs(numeric.point(i - 1)));
      double allowed =
          outermost
              ? Math.ulp(exact.doubleValue())
              : inside.size() * (4 * UNIT * width + 6 * UNIT * largest + Double.MIN_VALUE);
      assertThat(exact.subtract(new BigDecimal(finite(sums[i]))).abs().doubleValue())
          .isLessThanOrEqualTo(allowed);
    }
  }

  private static double finite(double sum) {
    return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, sum));
  }

  @Property(tries = 100)
  void categories_anyTexts_areExactWhereKept(
      @ForAll @Size(max = 900) List<@IntRange(max = 400) Integer> values) {
    WindowSummary window = WindowSummary.of(profile(new double[] {1}, 1024));
    Map<String, Long> naive = new HashMap<>();
    for (int value : values) {
      String text = "t" + value;
      naive.merge(text, 1L, Long::sum);
      ((CategoricalSummary) window.feature(1)).accept(text);
    }
    CategoricalSummary summary = (CategoricalSummary) window.feature(1);

    assertThat(summary.unseenCounts()).hasSize(Math.min(256, naive.size()));
    summary.unseenCounts().forEach((text, n) -> assertThat(n).isEqualTo(naive.get(text)));
    assertThat(summary.count()).isEqualTo(values.size());
    long kept = summary.unseenCounts().values().stream().mapToLong(n -> n).sum();
    assertThat(summary.otherCount()).isEqualTo(values.size() - kept);
  }
}
