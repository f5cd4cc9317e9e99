// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "-12,-12",
    "+3.5,3.5",
    ".5,0.5",
    "5.,5",
    "1e-3,0.001",
    "2E+2,200",
    "' 7 ',7",
    "nan,NaN",
    "NaN,NaN",
    "inf,Infinity",
    "-Infinity,-Infinity",
    "1e999,Infinity"
  })
  void parse_number_givesItsValue(String text, double expected) {
    assertThat(NumberText.isNumber(text)).isTrue();
    assertThat(NumberText.parse(text)).isEqualTo(Double.valueOf(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "-", ".", "e5", "1e", "1e+", "1d", "1f", "0x10", "0x1p3", "1,000", "1_000",
        "1 000", "12a", "--1", "NA", "null", "none", "infinit", "nano", "１２"
      })
  void parse_otherText_isRefused(String text) {
    assertThat(NumberText.isNumber(text)).isFalse();
    assertThatThrownBy(() -> NumberText.parse(text)).isInstanceOf(NumberFormatException.class);
  }

  @Property
  void parse_printedDouble_comesBack(@ForAll double value) {
    String text = Double.toString(value);
    assertThat(NumberText.isNumber(text)).isTrue();
    assertThat(NumberText.parse(text)).isEqualTo(Double.valueOf(value));
  }
}
