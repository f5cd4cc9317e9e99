// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class TextIndexTest {

  @Property
  void find_givesTheIndexOfEachText_andOfNoOther(
      @ForAll @Size(max = 200) Set<@StringLength(max = 3) String> texts,
      @ForAll @Size(max = 50) Set<@StringLength(max = 3) String> others) {
    List<String> order = new ArrayList<>(texts);
    TextIndex index = new TextIndex(order.size());
    for (int i = 0; i < order.size(); i++) {
      assertThat(index.add(order.get(i), i)).isTrue();
    }

    for (int i = 0; i < order.size(); i++) {
      assertThat(index.find(new String(order.get(i).toCharArray()))).isEqualTo(i);
    }
    others.removeAll(texts);
    assertThat(others).allSatisfy(other -> assertThat(index.find(other)).isEqualTo(-1));
  }

  @Test
  void find_tellsTextsOfOneHashApart() {
    TextIndex index = new TextIndex(3);
    index.add("AaAa", 0);
    index.add("BBBB", 1);
    index.add("AaBB", 2);

    assertThat(List.of("AaAa", "BBBB", "AaBB", "BBAa"))
        .allSatisfy(text -> assertThat(text.hashCode()).isEqualTo("AaAa".hashCode()))
        .extracting(index::find)
        .containsExactly(0, 1, 2, -1);
  }

  @Test
  void add_refusesATextThatIsThere_andKeepsItsIndex() {
    TextIndex index = new TextIndex(2);
    index.add("red", 0);

    assertThat(index.add("red", 1)).isFalse();
    assertThat(index.find("red")).isZero();
  }

  @Test
  void add_refusesMoreTextsThanThereIsRoomFor() {
    TextIndex index = new TextIndex(1);
    index.add("red", 0);

    assertThatThrownBy(() -> index.add("green", 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("green");
    assertThat(index.add("red", 2)).isFalse();
  }

  @Test
  void find_inAnIndexOfNothing_isNothing() {
    assertThat(new TextIndex(0).find("")).isEqualTo(-1);
  }
}
