// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "0, PT0S", "250ms, PT0.25S", "10s, PT10S", "5m, PT5M", "1h, PT1H", "30d, PT720H",
    "1h30m, PT1H30M", "PT1H, PT1H", "pt5m, PT5M", "P1D, PT24H", "' 10S ', PT10S", "0s, PT0S",
    "36525d, PT876600H"
  })
  void parse_whatPeopleWrite_isRead(String text, String iso) {
    assertThat(Durations.parse(text)).isEqualTo(Duration.parse(iso));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "h",
        "1",
        "10 s",
        "-5m",
        "1.5h",
        "5 minutes",
        "PT-5M",
        "P1Y",
        "5w",
        "10s5",
        "36526d",
        "999999999999999999d",
        "99999999999999999999s",
        "PT9999999999999999999S"
      })
  void parse_anythingElse_isRefusedWithAnExample(String text) {
    assertThatThrownBy(() -> Durations.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("write for example");
  }

  @ParameterizedTest
  @CsvSource({"30, '30s or 30m'", "1000, '1000s or 1000m'"})
  void parse_numberWithoutUnit_asksForOne(String text, String example) {
    assertThatThrownBy(() -> Durations.parse(text))
        .hasMessage("'" + text + "' has no unit; write for example " + example);
  }

  @Property
  void format_anyDuration_isReadBack(
      @ForAll @LongRange(min = 0, max = 3_000_000_000_000L) long ms) {
    Duration duration = Duration.ofMillis(ms);
    assertThat(Durations.parse(Durations.format(duration))).isEqualTo(duration);
  }
}
