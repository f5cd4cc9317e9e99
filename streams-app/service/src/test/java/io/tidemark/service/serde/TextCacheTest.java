// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Literals are interned, so one tells whether a text is. */
class TextCacheTest {

  private final TextCache cache = new TextCache();

  private String bytes(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return cache.text(bytes, 0, bytes.length);
  }

  private String chars(String text) {
    return cache.text(text.toCharArray(), 0, text.length());
  }

  @Test
  void text_thatComesAgain_isTheSameInstance() {
    assertThat(bytes("red")).isEqualTo("red").isSameAs(bytes("red")).isSameAs(chars("red"));
  }

  @Test
  void text_thatKeepsComing_isInterned() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(bytes("green")).isEqualTo("green");
      assertThat(chars("blue")).isEqualTo("blue");
    }

    assertThat(bytes("green")).isSameAs("green");
    assertThat(chars("blue")).isSameAs("blue");
  }

  @Test
  void text_thatComesAFewTimes_isNotInterned() {
    for (int i = 0; i < 10; i++) {
      assertThat(bytes("id-17")).isEqualTo("id-17").isNotSameAs("id-17");
    }
  }

  @Test
  void text_inThePlaceOfACommonOne_isCountedAnew() {
    // The two hash alike, so that each takes the place of the other.
    for (int i = 0; i < 1_000; i++) {
      assertThat(bytes("Aa")).isEqualTo("Aa");
    }

    assertThat(bytes("BB")).isEqualTo("BB").isNotSameAs("BB");
    assertThat(bytes("BB")).isNotSameAs("BB");
    for (int i = 0; i < 1_000; i++) {
      assertThat(bytes("BB")).isEqualTo("BB");
    }
    assertThat(bytes("BB")).isSameAs("BB");
  }
}
