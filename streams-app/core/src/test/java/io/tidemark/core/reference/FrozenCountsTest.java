// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrozenCountsTest {

  @Property
  void anyCounts_areGivenBack(@ForAll @NotEmpty List<@LongRange(max = Long.MAX_VALUE) Long> of) {
    assertGivenBack(of.stream().mapToLong(count -> count).toArray());
  }

  @Property
  void smallCounts_areGivenBack(@ForAll @NotEmpty List<@LongRange(max = 70_000) Long> of) {
    assertGivenBack(of.stream().mapToLong(count -> count).toArray());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 65_535, 65_536, 2_147_483_647L, 2_147_483_648L, Long.MAX_VALUE})
  void largestCount_ofAnyWidth_isGivenBack(long largest) {
    assertGivenBack(1, largest, 0, Math.max(0, largest - 1));
  }

  @Test
  void negativeCount_isRefused() {
    assertThatThrownBy(() -> new FrozenCounts(new long[] {1, -1, 2}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertGivenBack(long... of) {
    long[] expected = of.clone();
    FrozenCounts counts = new FrozenCounts(of);
    Arrays.fill(of, -1);

    assertThat(counts.size()).isEqualTo(expected.length);
    assertThat(counts.toArray()).containsExactly(expected);
    counts.toArray()[0] = -1;
    for (int i = 0; i < expected.length; i++) {
      assertThat(counts.get(i)).isEqualTo(expected[i]);
    }
  }
}
