// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PerModelTest {

  private final PerModel<String> book =
      new PerModel<>(
          "general", Map.of("churn", "churn"), Map.of(new ModelVersion("churn", "7"), "churn 7"));

  @Test
  void of_versionModelAndNeither_isTheMostSpecific() {
    assertThat(book.of(new ModelVersion("churn", "7"))).isEqualTo("churn 7");
    assertThat(book.of(new ModelVersion("churn", "8"))).isEqualTo("churn");
    assertThat(book.of(new ModelVersion("fraud", "7"))).isEqualTo("general");
    assertThat(book.ofModel("churn")).isEqualTo("churn");
    assertThat(PerModel.same("x").of(new ModelVersion("churn", "7"))).isEqualTo("x");
  }

  @Test
  void map_everyValue_keepsWhoHasWhich() {
    PerModel<Integer> lengths = book.map(String::length);
    assertThat(lengths.general()).isEqualTo(7);
    assertThat(lengths.models()).isEqualTo(Map.of("churn", 5));
    assertThat(lengths.versions()).isEqualTo(Map.of(new ModelVersion("churn", "7"), 7));
  }
}
