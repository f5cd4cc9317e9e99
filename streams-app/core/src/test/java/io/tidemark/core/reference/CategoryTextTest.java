// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.bytes.StableHash;
import io.tidemark.core.observation.FeatureRole;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CategoryTextTest {

  @Test
  void of_numbers_dropsNeedlessFractions() {
    assertThat(CategoryText.of(3.0)).isEqualTo("3");
    assertThat(CategoryText.of(-0.0)).isEqualTo("0");
    assertThat(CategoryText.of(0.1)).isEqualTo("0.1");
    assertThat(CategoryText.of(1e15)).isEqualTo("1000000000000000");
    assertThat(CategoryText.of(1e300)).isEqualTo("1.0E300");
    assertThat(CategoryText.of(Double.NEGATIVE_INFINITY)).isEqualTo("-Infinity");
  }

  @Test
  void of_longTexts_shortensButKeepsThemApart() {
    String fits = "x".repeat(256);
    String one = "x".repeat(256) + "1";
    String two = "x".repeat(256) + "2";

    assertThat(CategoryText.of(fits)).isSameAs(fits);
    assertThat(CategoryText.of(one))
        .hasSize(217)
        .startsWith("xxx")
        .isNotEqualTo(CategoryText.of(two));
    assertThat(CategoryText.of(CategoryText.of(one))).isEqualTo(CategoryText.of(one));
  }

  @Test
  void hash_isTheSameForEver() {
    assertThat(Long.toHexString(StableHash.of(""))).isEqualTo("f52a15e9a9b5e89b");
    assertThat(Long.toHexString(StableHash.of("é✓"))).isEqualTo("2c1c4dc1685f3f0a");
  }

  @Property(tries = 300)
  void indexOf_anyNumber_isThatOfItsText(@ForAll int small, @ForAll double any) {
    if (Double.isNaN(any)) {
      return;
    }
    CategoricalReference reference =
        CategoricalReference.of(
            "c",
            FeatureRole.FEATURE,
            Map.of("03", 1L, "NaN", 2L, "1e3", 3L, CategoryText.of(any) + "f", 4L),
            10,
            0,
            0);
    CategoricalReference with =
        CategoricalReference.of(
            "c", FeatureRole.FEATURE, Map.of(CategoryText.of(any), 1L, "z", 2L), 10, 0, 0);

    assertThat(reference.indexOf((double) small)).isEqualTo(-1);
    assertThat(reference.indexOf(any)).isEqualTo(-1);
    assertThat(with.indexOf(any)).isEqualTo(1).isEqualTo(with.indexOf(CategoryText.of(any)));
    assertThat(with.indexOf(0.1 + small)).isEqualTo(with.indexOf(CategoryText.of(0.1 + small)));
  }
}
