// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountsTest {

  @Test
  void total_ofNegativeOrTooManyCounts_isRefused() {
    assertThat(Counts.total(new long[] {Long.MAX_VALUE - 1, 0, 1})).isEqualTo(Long.MAX_VALUE);
    assertThatThrownBy(() -> Counts.total(new long[] {5, -2, 7}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-2");
    assertThatThrownBy(() -> Counts.total(new long[] {Long.MAX_VALUE, 1, Long.MAX_VALUE, 1}))
        .isInstanceOf(ArithmeticException.class);
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
