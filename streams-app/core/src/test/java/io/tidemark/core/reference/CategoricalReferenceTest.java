// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.FeatureRole;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CategoricalReferenceTest {

  /** A text of its own, equal to the literal and not the same. */
  private static String instance(String text) {
    return String.valueOf(text.toCharArray());
  }

  private final CategoricalReference reference =
      CategoricalReference.of(
          "colour",
          FeatureRole.FEATURE,
          Map.of(instance("red"), 5L, instance("green"), 3L, instance("blue"), 1L),
          2,
          0,
          0);

  @Test
  void indexOf_isByText_whateverTheInstance() {
    assertThat(reference.indexOf("red")).isZero();
    assertThat(reference.indexOf(instance("red"))).isZero();
    assertThat(reference.indexOf(instance("green"))).isEqualTo(1);
    assertThat(reference.indexOf("blue")).isEqualTo(-1);
  }

  @Test
  void category_isInterned_asTheTextsOfDecodersAre() {
    assertThat(reference.category(0)).isSameAs("red");
    assertThat(reference.category(1)).isSameAs("green");
  }
}
