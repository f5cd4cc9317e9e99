// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTest {

  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "a, '', 1",
    "'', abc, 3",
    "kitten, sitting, 3",
    "grace, garce, 1",
    "windows.size, window.size, 1"
  })
  void between_twoNames_countsTheSteps(String a, String b, int expected) {
    assertThat(EditDistance.between(a, b)).isEqualTo(expected);
    assertThat(EditDistance.between(b, a)).isEqualTo(expected);
  }

  @Test
  void nearest_nothingNear_isNone() {
    List<String> names = List.of("windows.size", "windows.grace");
    assertThat(EditDistance.nearest("windows.grce", names)).contains("windows.grace");
    assertThat(EditDistance.nearest("colour", names)).isEmpty();
  }
}
