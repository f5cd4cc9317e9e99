// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.bytes.ByteReader;
import io.tidemark.core.bytes.ByteWriter;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ExactSumTest {

  @Provide
  Arbitrary<Double> finite() {
    Arbitrary<Double> anyBits =
        Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite);
    Arbitrary<Double> near = Arbitraries.doubles().between(-10, 10).ofScale(3);
    Arbitrary<Double> extreme =
        Arbitraries.of(0.0, -0.0, Double.MIN_VALUE, -Double.MIN_VALUE, Double.MAX_VALUE, 0x1p-1022);
    return Arbitraries.frequencyOf(Tuple.of(3, anyBits), Tuple.of(3, near), Tuple.of(1, extreme));
  }

  private static ExactSum of(List<Double> values) {
    ExactSum sum = new ExactSum();
    values.forEach(sum::add);
    return sum;
  }

  private static byte[] bytes(ExactSum sum) {
    ByteWriter out = new ByteWriter(64);
    sum.write(out);
    return out.toByteArray();
  }

  @Property(tries = 300)
  void value_anyFiniteValues_isTheExactSumRoundedOnce(
      @ForAll @Size(max = 40) List<@From("finite") Double> values) {
    BigDecimal exact = BigDecimal.ZERO;
    for (double value : values) {
      exact = exact.add(new BigDecimal(value));
    }

    assertThat(of(values).value()).isEqualTo(exact.doubleValue() + 0.0);
  }

  @Property(tries = 300)
  void write_anyOrderAndGrouping_givesTheSameBytes(
      @ForAll @Size(max = 40) List<@From("finite") Double> values, @ForAll Random random) {
    byte[] expected = bytes(of(values));
    Collections.shuffle(values, random);
    int cut = values.isEmpty() ? 0 : random.nextInt(values.size());
    ExactSum left = of(values.subList(0, cut));
    ExactSum right = of(values.subList(cut, values.size()));
    ExactSum whole = new ExactSum();
    ExactSum.read(new ByteReader(bytes(right), "sum"), whole);
    whole.add(left);

    assertThat(bytes(whole)).isEqualTo(expected);
  }

  @Test
  void add_moreThanCarriesFit_staysExact() {
    ExactSum sum = new ExactSum();
    double value = Math.nextDown(2.0);
    for (int i = 0; i < 100_000; i++) {
      sum.add(value);
      sum.add(-3 * 0x1p40);
    }

    BigDecimal exact =
        new BigDecimal(value).subtract(new BigDecimal(3 * 0x1p40)).scaleByPowerOfTen(5);
    assertThat(sum.value()).isEqualTo(exact.doubleValue());
    ExactSum back = new ExactSum();
    back.add(-sum.value());
    back.add(sum);
    assertThat(back.value())
        .isEqualTo(exact.subtract(new BigDecimal(exact.doubleValue())).doubleValue());
  }

  @Test
  void mean_sumBeyondTheLargestDouble_isRight() {
    ExactSum sum = of(Collections.nCopies(12, Double.MAX_VALUE));

    assertThat(sum.value()).isInfinite();
    assertThat(sum.mean(12)).isEqualTo(Double.MAX_VALUE);
  }

  @Test
  void addInteger_negativeAndWide_isTwosComplement() {
    ExactSum sum = new ExactSum();
    sum.addInteger(-5, -3);
    assertThat(sum.value()).isEqualTo(-5 / 8.0);
    sum.addInteger(Long.MIN_VALUE, 64);
    assertThat(sum.value()).isEqualTo(-0x1p127);
    sum.addInteger(Long.MAX_VALUE, 64);
    assertThat(sum.value()).isEqualTo(-0x1p64);
  }

  @Test
  void clear_afterValues_isZeroAgain() {
    ExactSum sum = of(List.of(1e300, -1e-300));
    sum.clear();

    assertThat(bytes(sum)).containsExactly(0);
  }
}
