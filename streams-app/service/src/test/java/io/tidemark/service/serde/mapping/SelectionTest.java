// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {

  private static Selection selection(String features, String exclude) {
    return new Selection(Mappings.embedded(features, exclude));
  }

  @ParameterizedTest
  @CsvSource({
    "*, a.b, a.b",
    "*, score, ",
    "*, event.id, ",
    "a.*, a.b, b",
    "a.*, a.b.c, b.c",
    "a.*, a, ",
    "a.*, ab.c, ",
    "a.f_*, a.f_1, f_1",
    "a.b, a.b, a.b",
    "a.b as x, a.b, x",
    "'a.*, z.q as x', z.q, x",
    "event.id as id, event.id, id",
  })
  void target_path_isCalled(String features, String path, String name) {
    assertThat(selection(features, "").target(path).feature()).isEqualTo(name);
  }

  @Test
  void target_excluded_isHiddenFromStarsOnly() {
    Selection selection = selection("a.*, a.kept", "a.k*, a.sub");

    assertThat(selection.target("a.known").feature()).isNull();
    assertThat(selection.target("a.sub.x").feature()).isNull();
    assertThat(selection.target("a.kept").feature()).isEqualTo("a.kept");
    assertThat(selection.target("a.other").feature()).isEqualTo("other");
  }

  @Test
  void reachesBelow_onlyWhereSomethingMayBeWanted() {
    Selection selection = selection("a.b.*, c.d", "a.b.hidden, e.*");

    assertThat(selection.reachesBelow("a")).isTrue();
    assertThat(selection.reachesBelow("a.b.x")).isTrue();
    assertThat(selection.reachesBelow("a.b.hidden")).isFalse();
    assertThat(selection.reachesBelow("a.c")).isFalse();
    assertThat(selection.reachesBelow("c")).isTrue();
    assertThat(selection.reachesBelow("event")).as("the id is below").isTrue();
    assertThat(selection("*", "e.*").reachesBelow("e")).isFalse();
    assertThat(selection("*", "e").reachesBelow("e.f")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".a", "a.", "a..b", "*a", "a*b", "a.* as x", "a,,b"})
  void parseList_nonsense_isRefused(String text) {
    assertThatThrownBy(() -> FieldPattern.parseList(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "''", "'x", "@", "@keys", "@header.", "a.*", "a,b"})
  void parse_nonsenseSource_isRefused(String text) {
    assertThatThrownBy(() -> io.tidemark.service.serde.mapping.ValueSource.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
