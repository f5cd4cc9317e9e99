// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.observation.FeatureRole;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ColumnScanTest {

  private static final ColumnScan.Limits LIMITS = new ColumnScan.Limits(200, 1000, 5);

  private static ColumnScan scan(double[] values, int from, int step) {
    ColumnScan scan = new ColumnScan(LIMITS);
    for (int i = from; i < values.length; i += step) {
      scan.accept(values[i], ColumnScan.rowHash(i));
    }
    return scan;
  }

  private static double[] values(long seed, int size, int kinds) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[size];
    Arrays.setAll(
        values,
        i -> {
          double value = random.nextInt(kinds) / 8.0 - 3;
          return random.nextInt(50) == 0
              ? random.nextBoolean() ? Double.NaN : Double.POSITIVE_INFINITY
              : value;
        });
    return values;
  }

  @Property(tries = 100)
  void numeric_fewValues_isTheReferenceOfAllOfThem(
      @ForAll @LongRange(min = 0) long seed, @ForAll @IntRange(min = 1, max = 150) int kinds) {
    double[] values = values(seed, 2000, kinds);
    ColumnScan whole = scan(values, 0, 2);
    whole.combine(scan(values, 1, 2));
    NumericReference expected = NumericReference.of("x", FeatureRole.FEATURE, values, 64, 0);
    NumericReference scanned = whole.numeric("x", FeatureRole.FEATURE, 64);
    assertSame(scanned, expected);
    assertThat(scanned.mean()).isEqualTo(expected.mean());
    assertThat(scanned.standardDeviation()).isEqualTo(expected.standardDeviation());
    assertThat(scanned.invalid()).isEqualTo(expected.invalid());
  }

  private static void assertSame(NumericReference scanned, NumericReference expected) {
    assertThat(scanned.points()).isEqualTo(expected.points());
    for (int i = 0; i < expected.points(); i++) {
      assertThat(scanned.point(i)).isEqualTo(expected.point(i));
    }
    assertThat(scanned.cellCounts()).isEqualTo(expected.cellCounts());
  }

  @Property(tries = 50)
  void candidates_anySplit_areTheSame(
      @ForAll @LongRange(min = 0) long seed, @ForAll @IntRange(min = 1, max = 5) int parts) {
    double[] values = values(seed, 20_000, 5_000);
    ColumnScan whole = scan(values, 0, 1);
    ColumnScan combined = scan(values, parts - 1, parts);
    for (int part = 0; part < parts - 1; part++) {
      combined.combine(scan(values, part, parts));
    }
    assertThat(combined.numbersOverflowed()).isTrue();
    assertSame(
        combined.candidates("x", FeatureRole.FEATURE, 100),
        whole.candidates("x", FeatureRole.FEATURE, 100));
    assertThat(combined.distinct()).isEqualTo(whole.distinct());
    assertThat(combined.present()).isEqualTo(values.length);
  }

  @Property(tries = 30)
  void recounted_isExactAtItsPointsAndNearlyEven(@ForAll @LongRange(min = 0) long seed) {
    double[] values = new double[20_000];
    SplittableRandom random = new SplittableRandom(seed);
    Arrays.setAll(values, i -> random.nextDouble() * random.nextDouble());
    ColumnScan scan = scan(values, 0, 1);
    NumericReference candidates = scan.candidates("x", FeatureRole.FEATURE, 500);
    long[] cells = new long[candidates.cells()];
    for (double value : values) {
      cells[candidates.cellOf(value)]++;
    }
    NumericReference made = candidates.recounted(cells, 50, 7, 3, scan.moments(0.25, 0.2));
    assertThat(made.count()).isEqualTo(values.length);
    assertThat(made.missing()).isEqualTo(7);
    assertThat(made.invalid()).isEqualTo(3);
    assertThat(made.points()).isBetween(40, 50);
    assertThat(made.largestIntervalShare()).isLessThan(2.0 / 50);
    assertThat(made.min()).isEqualTo(Arrays.stream(values).min().orElseThrow());
    assertThat(made.max()).isEqualTo(Arrays.stream(values).max().orElseThrow());
    long below = 0;
    for (int i = 0; i < made.points(); i++) {
      double point = made.point(i);
      below += made.cellCount(2 * i) + made.cellCount(2 * i + 1);
      assertThat(below).isEqualTo(Arrays.stream(values).filter(v -> v <= point).count());
    }
  }

  @Test
  void texts_upToTheLimit_areCountedAndTheFirstRowIsKept() {
    ColumnScan one = new ColumnScan(LIMITS);
    one.accept("b", 9);
    one.accept("a", 4);
    ColumnScan two = new ColumnScan(LIMITS);
    two.accept("a", 2);
    two.acceptMissing();
    one.combine(two);
    assertThat(one.unique()).isFalse();
    assertThat(one.firstTextRow()).isEqualTo(2);
    CategoricalReference reference = one.categorical("c", FeatureRole.FEATURE, 10);
    assertThat(reference.category(0)).isEqualTo("a");
    assertThat(reference.categoryCount(0)).isEqualTo(2);
    assertThat(reference.missing()).isEqualTo(1);
    for (int i = 0; i < 9; i++) {
      two.accept("t" + i, i);
    }
    assertThat(two.textsOverflowed()).isTrue();
    assertThatThrownBy(() -> two.categorical("c", FeatureRole.FEATURE, 10))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void unique_idsAreAndRepeatedNumbersAreNot() {
    ColumnScan ids = scan(new double[] {1, 2, 3, 4}, 0, 1);
    assertThat(ids.unique()).isTrue();
    assertThat(ids.whole()).isTrue();
    assertThat(scan(new double[] {1, 2.5, 2.5}, 0, 1).unique()).isFalse();
    ids.combine(scan(new double[] {9, 9, 4}, 2, 1));
    assertThat(ids.unique()).isFalse();
  }
}
