// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PooledContingencyTableTest {

  private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

  private static Outcome pooled(long[] reference, long[] current) {
    return PooledContingencyTable.chiSquare(reference, current);
  }

  @Test
  void chiSquare_nothingRare_isThePlainOne() {
    long[] reference = {500, 300, 200};
    long[] current = {400, 300, 300};
    assertThat(pooled(reference, current))
        .isEqualTo(ContingencyTable.chiSquare(reference, current));
  }

  /** n = m = 50: a category needs ten values. the rest is gathered. */
  @Test
  void chiSquare_rareBins_areGatheredLargestFirst() {
    long[] reference = {3, 30, 5, 2, 4, 4, 2};
    long[] current = {3, 30, 5, 2, 6, 3, 1};
    // By their sums: 60 alone; 10 and 10 alone; 7 + 6 a group; 4 + 3 left over, joining that group.
    double merged =
        ContingencyTable.chiSquare(new long[] {30, 5, 4, 11}, new long[] {30, 5, 6, 9}).value();
    assertThat(pooled(reference, current).value()).isCloseTo(merged, ROUNDING);
    assertThat(pooled(reference, current).method()).isEqualTo(Outcome.ASYMPTOTIC);
  }

  /** SciPy 1.17.1: fisher_exact([[990, 10], [45, 5]]).pvalue. */
  @Test
  void chiSquare_twoGroupsOneRare_isFishersTest() {
    Outcome outcome = pooled(new long[] {990, 10, 0}, new long[] {45, 0, 5});
    assertThat(outcome.pValue()).isCloseTo(0.0004192802670397744, Offset.offset(1e-12));
    assertThat(outcome.method()).isEqualTo(Outcome.EXACT);
  }

  /** One of two large groups would swallow them: χ² of (500, 500), (22, 28) has p = 0.4. */
  @Test
  void chiSquare_sixOfFiftyInANewCategory_isFound() {
    Outcome outcome = pooled(new long[] {500, 500, 0}, new long[] {22, 22, 6});
    // SciPy 1.17.1: 2 * fisher_exact([[1000, 0], [44, 6]]).pvalue.
    assertThat(outcome.pValue()).isCloseTo(1.7321471924195906e-08, Offset.offset(1e-15));
  }

  @Test
  void chiSquare_everyCategoryReplaced_isFoundThoughAllAreRare() {
    long[] reference = new long[200];
    long[] current = new long[200];
    Arrays.fill(reference, 0, 100, 10);
    Arrays.fill(current, 100, 200, 1);
    assertThat(pooled(reference, current).pValue()).isLessThan(1e-12);
  }

  /** The case of which a one-sample test says p = 0. */
  @Test
  void chiSquare_oneNewValueInTenThousand_isNothing() {
    assertThat(pooled(new long[] {6000, 4000, 0}, new long[] {6000, 4000, 1}).pValue())
        .isEqualTo(1);
  }

  @Test
  void chiSquare_oneBinOrAnEmptySample_isNothingToCompare() {
    assertThat(pooled(new long[] {100}, new long[] {50}).pValue()).isEqualTo(1);
    assertThat(pooled(new long[] {100}, new long[] {50}).value()).isZero();
    assertThat(pooled(new long[] {1, 1}, new long[] {2, 0}).pValue()).isEqualTo(1);
    assertThat(pooled(new long[] {0}, new long[] {50}).value()).isNaN();
  }

  @Property
  void chiSquare_anyOrderOfBins_isTheSame(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(max = 9) Integer> of, @ForAll Random random) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, of.size()).boxed().toList());
    Outcome inOrder = pooled(of, order);
    Collections.shuffle(order, random);
    Outcome shuffled = pooled(of, order);
    assertThat(shuffled.pValue()).isCloseTo(inOrder.pValue(), Offset.offset(1e-9));
    assertThat(shuffled.value()).isCloseTo(inOrder.value(), Offset.offset(1e-9));
    assertThat(inOrder.pValue()).isBetween(0.0, 1.0);
  }

  private static Outcome pooled(List<Integer> inCurrent, List<Integer> order) {
    long[] current = order.stream().mapToLong(inCurrent::get).toArray();
    long[] reference = order.stream().mapToLong(i -> i % 4 + 1).toArray();
    return current.length == Arrays.stream(current).filter(n -> n == 0).count()
        ? new Outcome(0, 1, "none", 0)
        : pooled(reference, current);
  }
}
