// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalBytesTest {

  private static double parse(String text) {
    byte[] bytes = ("x" + text + "y").getBytes(StandardCharsets.US_ASCII);
    return DecimalBytes.parse(bytes, 1, 1 + text.length());
  }

  @Property
  void parse_anyDouble_isThatDouble(@ForAll long bits) {
    double value = Double.longBitsToDouble(bits);
    if (Double.isFinite(value)) {
      assertThat(parse(Double.toString(value))).isEqualTo(value);
    }
  }

  @Property
  void parse_shortDecimals_areRoundedAsJavaDoes(
      @ForAll @IntRange(min = 0, max = 17) int places, @ForAll long digits) {
    String text =
        String.format(Locale.ROOT, "%." + places + "f", digits / Math.pow(10, places + 4));
    assertThat(parse(text)).isEqualTo(Double.parseDouble(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1d", "0x1p3", "-", "+", ".", "1.2.3", "1e", "--1", "1-2", "12,5", "1f"})
  void parse_whatIsNoNumber_isNaN(String text) {
    assertThat(parse(text)).isNaN();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "007",
        ".5",
        "5.",
        "+3",
        "999999999999999",
        "9007199254740993",
        "1E-400"
      })
  void parse_numbers_areThoseOfJava(String text) {
    assertThat(parse(text)).isEqualTo(Double.parseDouble(text));
  }
}
