// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Against exact decimal arithmetic, with most tries where a fast way would go wrong. */
class RoundedTextTest {

  private static String exactPlain(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(3, RoundingMode.HALF_EVEN));
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  private static String exactOneDigit(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(1, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - rounded.scale() - 1;
    return rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
  }

  private static double moved(double value, int steps) {
    double moved = value;
    for (int i = 0; i < Math.abs(steps); i++) {
      moved = steps > 0 ? Math.nextUp(moved) : Math.nextDown(moved);
    }
    return moved;
  }

  /** A decimal number or one of its neighbours among the doubles. */
  private static Arbitrary<Double> near(int largest, int leastExponent, int mostExponent) {
    Arbitrary<Integer> digits = Arbitraries.integers().between(1, largest);
    Arbitrary<Integer> exponents = Arbitraries.integers().between(leastExponent, mostExponent);
    Arbitrary<Integer> steps = Arbitraries.integers().between(-3, 3);
    return digits.flatMap(
        d ->
            exponents.flatMap(
                e -> steps.map(s -> moved(Double.parseDouble(d + "5e" + (e - 1)), s))));
  }

  private static Arbitrary<Double> powersOfTen(int least, int most) {
    Arbitrary<Integer> steps = Arbitraries.integers().between(-20, 20);
    return Arbitraries.integers()
        .between(least, most)
        .flatMap(e -> steps.map(s -> moved(Double.parseDouble("1e" + e), s)));
  }

  @Provide
  Arbitrary<Double> ofAnySize() {
    Arbitrary<Double> ofAnyBits =
        Arbitraries.longs()
            .between(Long.MIN_VALUE, Long.MAX_VALUE)
            .map(Double::longBitsToDouble)
            .filter(Double::isFinite);
    return Arbitraries.oneOf(
        ofAnyBits,
        Arbitraries.doubles().between(-2, 2).ofScale(9),
        Arbitraries.longs().between(-2_000_000_000, 2_000_000_000).map(Long::doubleValue),
        // Sums of few powers of two: their exact ties are ties of the decimal digits as well.
        Arbitraries.longs().between(0, 1 << 20).map(n -> n / 1024.0),
        near(999, -6, 9),
        near(99_999, -8, 7),
        powersOfTen(-7, 12),
        Arbitraries.of(0.0, -0.0, Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE));
  }

  @Provide
  Arbitrary<Double> probabilities() {
    Arbitrary<Double> ofAnyExponent =
        Arbitraries.longs()
            .between(1, Double.doubleToLongBits(1) - 1)
            .map(Double::longBitsToDouble);
    return Arbitraries.oneOf(
        ofAnyExponent,
        Arbitraries.doubles().between(1e-15, 0.001).ofScale(18),
        Arbitraries.integers().between(1, 60).map(n -> Math.scalb(1.0, -n)),
        near(9, -330, -1).filter(p -> p > 0),
        near(999, -330, -3).filter(p -> p > 0),
        powersOfTen(-323, -1).filter(p -> p > 0),
        Arbitraries.of(Double.MIN_VALUE, Double.MIN_NORMAL, Math.nextDown(1.0)));
  }

  @Property(tries = 20_000)
  void plain_anyNumber_isTheExactOneRounded(@ForAll("ofAnySize") double value) {
    assertThat(RoundedText.plain(value)).isEqualTo(exactPlain(value));
    assertThat(RoundedText.plain(-value)).isEqualTo(exactPlain(-value));
  }

  @Property(tries = 20_000)
  void oneDigit_anyProbability_isTheExactOneRounded(@ForAll("probabilities") double p) {
    assertThat(RoundedText.oneDigit(p)).isEqualTo(exactOneDigit(p));
  }

  @Example
  void plain_exactTies_goToTheEvenDigit() {
    assertThat(RoundedText.plain(0.3125)).isEqualTo("0.312");
    assertThat(RoundedText.plain(100.5)).isEqualTo("100");
    assertThat(RoundedText.plain(101.5)).isEqualTo("102");
    assertThat(RoundedText.plain(999_500)).isEqualTo("1000000");
  }

  /** As doubles, 0.1235 is a little less than it says and 0.1265 a little more. */
  @Example
  void plain_decimalTies_goWhereTheDoubleIs() {
    assertThat(RoundedText.plain(0.1235)).isEqualTo("0.123");
    assertThat(RoundedText.plain(0.1265)).isEqualTo("0.127");
  }

  @Example
  void oneDigit_nineAndAHalf_takesTheNextExponent() {
    assertThat(RoundedText.oneDigit(9.7e-8)).isEqualTo("1e-7");
    assertThat(RoundedText.oneDigit(0.001953125 / 2)).isEqualTo("1e-3");
  }
}
