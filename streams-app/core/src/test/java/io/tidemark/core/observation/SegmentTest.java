// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

class SegmentTest {

  private static final ModelVersion CHURN = new ModelVersion("churn", "3");

  @Test
  void toString_twoColumns_readsAsConditions() {
    assertThat(new Segment(List.of("country", "tier"), List.of("DE", "gold")))
        .hasToString("country=DE,tier=gold");
    assertThat(Segment.of("a=b", "50%, or more")).hasToString("a%3Db=50%25%2C or more");
  }

  @Property
  void parse_whateverWasWritten_givesItBack(
      @ForAll @Size(min = 1, max = 4) @UniqueElements List<@NotEmpty String> columns,
      @ForAll @Size(4) List<String> values) {
    Segment segment = new Segment(columns, values.subList(0, columns.size()));

    assertThat(Segment.parse(segment.toString())).isEqualTo(segment);
  }

  @Test
  void parse_noSegment_isRefused() {
    for (String text : List.of("", "country", "a=1=2", "a=1,", "=1", "a=1,a=2")) {
      assertThatThrownBy(() -> Segment.parse(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void populations_ofOneModelVersion_standTheWholeFirst() {
    Population whole = Population.whole(CHURN);
    Population german = Population.of(CHURN, "country=DE");

    assertThat(Population.of(CHURN, "")).isEqualTo(whole);
    assertThat(whole).isLessThan(german).hasToString("churn/3");
    assertThat(german).hasToString("churn/3 country=DE");
    assertThat(german.segmentText()).isEqualTo("country=DE");
    assertThat(Population.whole(new ModelVersion("churn", "4"))).isGreaterThan(german);
  }
}
