// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {

  @ParameterizedTest
  @CsvSource({
    "1622505600000, 2021-06-01T00:00:00Z",
    "-1000, 1969-12-31T23:59:59Z",
    "2021-06-01T00:00:00Z, 2021-06-01T00:00:00Z",
    "2021-06-01T02:30:00+02:30, 2021-06-01T00:00:00Z",
    "2021-06-01T00:00:00.5, 2021-06-01T00:00:00.5Z",
    "' 2021-06-01 00:00:01 ', 2021-06-01T00:00:01Z",
    "2021-06-01 00:01, 2021-06-01T00:01:00Z",
    "2021-06-01 01:00:00+01:00, 2021-06-01T00:00:00Z",
    "2021-06-01T01:00:00+0100, 2021-06-01T00:00:00Z",
    "2021-06-01 02:00:00+02, 2021-06-01T00:00:00Z",
    "2021-06-01, 2021-06-01T00:00:00Z"
  })
  void parse_knownForm_givesItsInstant(String text, Instant expected) {
    assertThat(EventTime.parse(text)).isEqualTo(expected.toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-", "yesterday", "01/06/2021", "2021-13-01", "99999999999999999999", "1.5"})
  void parse_otherText_namesItAndTheForms(String text) {
    assertThatThrownBy(() -> EventTime.parse(text))
        .isInstanceOf(DateTimeException.class)
        .hasMessageContaining("'" + text + "' is not a time; write");
  }
}
