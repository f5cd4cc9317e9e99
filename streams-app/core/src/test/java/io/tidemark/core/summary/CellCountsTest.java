// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CellCountsTest {

  @Test
  void increment_fromLogToArray_countsAsANaiveArray() {
    for (int size : new int[] {3, 40, 2049, 40_000}) {
      CellCounts counts = new CellCounts(size);
      long[] naive = new long[size];
      Random random = new Random(size);
      for (int i = 0; i < 3 * size; i++) {
        if (i % 37 == 0 || i == size / 5) {
          assertThat(counts.toArray()).isEqualTo(naive);
        }
        int cell = random.nextInt(1 + random.nextInt(size));
        counts.increment(cell);
        naive[cell]++;
        if (size > 10_000) {
          i += 300;
        }
      }
      assertThat(counts.toArray()).isEqualTo(naive);
      counts.clear();
      assertThat(counts.toArray()).containsOnly(0);
      assertThat(counts.total()).isZero();
    }
  }

  @Test
  void add_countsToALog_areThoseOfANaiveArrayOnBothSidesOfTheLimit() {
    CellCounts counts = new CellCounts(2049);
    long[] naive = new long[2049];
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      int cell = random.nextInt(2049);
      int count = random.nextInt(7);
      counts.add(cell, count);
      naive[cell] += count;
      assertThat(counts.toArray()).isEqualTo(naive);
    }
    assertThat(counts.total()).isGreaterThan(512);
  }

  @Test
  void filled_tellsHowManyCellsOfEachParityHaveCounts() {
    CellCounts counts = new CellCounts(2049);
    counts.add(0, 3);
    counts.add(7, 1);
    counts.add(2048, 1);
    assertThat(counts.filled()).isEqualTo(new CellCounts.Filled(2, 1));

    counts.add(5, 1_000);
    assertThat(counts.filled()).isEqualTo(new CellCounts.Filled(2, 2));
  }

  @Test
  void increment_beyondIntegers_widens() {
    CellCounts counts = new CellCounts(3);
    counts.add(1, Integer.MAX_VALUE - 2L);
    for (int i = 0; i < 5; i++) {
      counts.increment(1);
    }
    counts.add(2, 7);

    assertThat(counts.toArray()).containsExactly(0, Integer.MAX_VALUE + 3L, 7);
    CellCounts sum = new CellCounts(3);
    sum.increment(0);
    sum.add(counts);
    sum.add(counts);
    assertThat(sum.toArray()).containsExactly(1, 2 * (Integer.MAX_VALUE + 3L), 14);
    sum.clear();
    assertThat(sum.toArray()).containsOnly(0);
  }

  @Test
  void add_hugeCountToALog_widensAtOnce() {
    CellCounts counts = new CellCounts(2049);
    counts.increment(5);
    counts.add(5, 1L << 40);
    counts.add(2048, 1);

    assertThat(counts.toArray()[5]).isEqualTo((1L << 40) + 1);
    assertThat(counts.total()).isEqualTo((1L << 40) + 2);
  }
}
