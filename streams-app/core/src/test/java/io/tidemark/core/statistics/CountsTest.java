// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountsTest {

  private static final long HALF = 1L << 31;

  @Test
  void productsFit_upToTheLargestLong() {
    assertThat(Counts.productsFit(1, Long.MAX_VALUE)).isTrue();
    assertThat(Counts.productsFit(HALF, HALF - 1)).isTrue();
    assertThat(Counts.productsFit(2 * HALF, HALF - 1)).isTrue();
    assertThat(Counts.productsFit(2 * HALF, HALF)).isFalse(); // 2⁶³: negative as a long
    assertThat(Counts.productsFit(2 * HALF, 2 * HALF)).isFalse(); // 2⁶⁴: 0 as a long
    assertThat(Counts.productsFit(3 * HALF, 3 * HALF)).isFalse();
  }

  @Test
  void crossDifference_isTheSame_howeverItIsComputed() {
    long[] counts = {0, 1, 2, 17, 99_991, HALF - 1};
    for (long a : counts) {
      for (long c : counts) {
        assertThat(Counts.crossDifference(true, a, 99_991, c, HALF - 1))
            .isEqualTo(Counts.crossDifference(false, a, 99_991, c, HALF - 1))
            .isEqualTo(Counts.crossDifference(a, 99_991, c, HALF - 1));
      }
    }
  }

  /** Repeating both samples changes neither the gap nor the distance; their product overflows. */
  @ParameterizedTest
  @ValueSource(longs = {1, 1L << 20, 1L << 31, 1L << 40})
  void statistics_ofAnySize_dependOnSharesAlone(long times) {
    long[] reference = {0, 300, 40, 200, 10, 150, 0};
    long[] current = {20, 100, 200, 300, 0, 50, 30};
    TransportDistance distance = TransportDistance.over(new double[] {1, 2, 5}, 0, 6);

    Outcome ks = KolmogorovSmirnov.compare(repeated(reference, times), repeated(current, times));
    Outcome kuiper = Kuiper.compare(repeated(reference, times), repeated(current, times));
    Outcome moved = distance.wasserstein(repeated(reference, times), repeated(current, times));

    assertThat(ks.value()).isEqualTo(KolmogorovSmirnov.compare(reference, current).value());
    assertThat(ks.errorBound())
        .isEqualTo(KolmogorovSmirnov.compare(reference, current).errorBound());
    assertThat(kuiper.value()).isEqualTo(Kuiper.compare(reference, current).value());
    assertThat(moved).isEqualTo(distance.wasserstein(reference, current));
  }

  private static long[] repeated(long[] counts, long times) {
    return Arrays.stream(counts).map(count -> count * times).toArray();
  }
}
