// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.bytes.ByteReader;
import io.tidemark.core.bytes.ByteWriter;
import io.tidemark.core.bytes.CorruptBytesException;
import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.reference.NumericReference;
import io.tidemark.core.reference.ReferenceProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntervalSumsTest {

  private static final SummaryOptions WITH_SUMS = new SummaryOptions(true);
  private static final ReferenceProfile PROFILE =
      ReferenceProfile.of(
          new ModelVersion("m", "1"),
          "r",
          0,
          List.of(
              NumericReference.of(
                  "x", FeatureRole.FEATURE, new Random(1).doubles(500).toArray(), 1024, 0)));

  private static WindowSummary summary(SummaryOptions options, double... values) {
    WindowSummary summary = WindowSummary.of(PROFILE, options);
    Arrays.stream(values).forEach(feature(summary)::accept);
    return summary;
  }

  private static NumericSummary feature(WindowSummary summary) {
    return (NumericSummary) summary.feature(0);
  }

  @Test
  void sums_infinitiesAndValuesOnPoints_areLeftOut() {
    NumericReference reference =
        NumericReference.of("x", FeatureRole.FEATURE, new double[] {0, 1, 3}, 1024, 0);
    NumericSummary summary = new NumericSummary(reference, WITH_SUMS);
    for (double v : new double[] {-2, -0.5, 0, 0.25, 0.5, 1, 2.5, 3, 1e300, 4}) {
      summary.accept(v);
    }
    summary.accept(Double.POSITIVE_INFINITY);
    summary.accept(Double.NaN);

    assertThat(summary.intervalSums()).containsExactly(-2.5, 0.75, 2.5, 1e300);
    assertThat(new NumericSummary(reference).intervalSums()).isNull();
  }

  @Test
  void encode_manyIntervals_splitsIntoChunksThatMergeInAnyOrder() {
    double[] values = new Random(2).doubles(3_000, -0.1, 1.1).toArray();
    WindowSummary whole = summary(WITH_SUMS, values);
    List<byte[]> one = SummaryCodec.encode(whole, 1_000_000);
    List<byte[]> many = new ArrayList<>(SummaryCodec.encode(whole, 1024));
    assertThat(many).hasSizeGreaterThan(3).allSatisfy(c -> assertThat(c).hasSizeLessThan(1025));
    Collections.shuffle(many, new Random(3));
    WindowSummary merged = WindowSummary.of(PROFILE, WITH_SUMS);
    many.forEach(chunk -> SummaryCodec.mergeInto(merged, chunk));

    assertThat(SummaryCodec.encode(merged, 1_000_000)).containsExactlyElementsOf(one);
    assertThat(feature(merged).intervalSums()).isEqualTo(feature(whole).intervalSums());
  }

  /** As when one instance was configured anew before another. */
  @Test
  void merge_partWithoutSums_forgetsThemInEitherOrderUntilCleared() {
    WindowSummary with = summary(WITH_SUMS, 0.1, 0.2);
    double[] more = new double[HeldNumbers.FEW + 1]; // fewer would be known by themselves
    Arrays.fill(more, 0.3);
    WindowSummary without = summary(SummaryOptions.withDefaults(), more);
    byte[] sumsOfWith = SummaryCodec.encode(with, 4096).get(0);
    WindowSummary reverse = summary(WITH_SUMS);
    reverse.combine(without);
    SummaryCodec.mergeInto(reverse, sumsOfWith);
    SummaryCodec.mergeInto(with, SummaryCodec.encode(without, 4096).get(0));
    SummaryCodec.mergeInto(without, sumsOfWith);

    assertThat(feature(with).intervalSums()).isNull();
    for (WindowSummary other : List.of(reverse, without)) {
      assertThat(SummaryCodec.encode(other, 4096))
          .containsExactlyElementsOf(SummaryCodec.encode(with, 4096));
    }
    with.clear();
    feature(with).accept(0.1);
    assertThat(feature(with).intervalSums()).isNotNull();
    WindowSummary untouched = summary(WITH_SUMS, 0.1);
    untouched.combine(summary(SummaryOptions.withDefaults()));
    assertThat(feature(untouched).intervalSums()).isNotNull();
  }

  @Test
  void add_moreThanALongHolds_carries() {
    NumericReference reference =
        NumericReference.of("x", FeatureRole.FEATURE, new double[] {0, 1}, 1024, 0);
    IntervalSums sums = new IntervalSums(reference);
    sums.add(1, 0.75);
    for (int doubled = 0; doubled < 40; doubled++) {
      sums.add(sums);
    }
    long count = 1L << 40;
    ByteWriter out = new ByteWriter(32);
    sums.write(out, 1, count);
    IntervalSums read = new IntervalSums(reference);
    read.read(new ByteReader(out.toByteArray(), "sums"), 1, count, true);

    assertThat(sums.sum(1, count)).isCloseTo(0.75 * count, within(1e-3));
    assertThat(read.sum(1, count)).isEqualTo(sums.sum(1, count));
    assertThatThrownBy(() -> read.read(new ByteReader(out.toByteArray(), "sums"), 1, 2048, false))
        .isInstanceOf(CorruptBytesException.class)
        .hasMessageContaining("a sum larger than its 2048 values allow");
  }

  @Test
  void mergeInto_changedBytes_changesNothingWhenItThrows() {
    WindowSummary target = summary(WITH_SUMS, new Random(6).doubles(60, -0.2, 1.2).toArray());
    List<byte[]> before = SummaryCodec.encode(target, 4096);
    Random random = new Random(7);
    int refused = 0;
    for (int round = 0; round < 2_000; round++) {
      byte[] bytes = before.get(0).clone();
      bytes[10 + random.nextInt(bytes.length - 10)] = (byte) random.nextInt();
      WindowSummary copy = summary(WITH_SUMS);
      SummaryCodec.mergeInto(copy, before.get(0));
      try {
        SummaryCodec.mergeInto(copy, bytes);
      } catch (CorruptBytesException e) {
        refused++;
        assertThat(SummaryCodec.encode(copy, 4096)).containsExactlyElementsOf(before);
      }
    }
    assertThat(refused).isPositive();
  }
}
