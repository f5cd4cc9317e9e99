// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasonsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.1, 0.1",
    "0.31249, 0.312",
    "1, 1",
    "12345, 12300",
    "0.00012345, 0.000123",
    "0.00001, 1.00e-05",
    "-0.5, -0.5",
    "NaN, NaN",
    "Infinity, Infinity",
    "-0.0, 0"
  })
  void number_value_hasThreeSignificantDigits(double value, String expected) {
    assertThat(Reasons.number(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0, below 1e-300",
    "1, 1",
    "0.05, 0.05",
    "0.001, 0.001",
    "0.00099, 1e-3",
    "3e-12, 3e-12",
    "9.7e-8, 1e-7",
    "4.9e-324, 5e-324",
    "1e-300, 1e-300"
  })
  void probability_value_isReadable(double p, String expected) {
    assertThat(Reasons.probability(p)).isEqualTo(expected);
  }
}
