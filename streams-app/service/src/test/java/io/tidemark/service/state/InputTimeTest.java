// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InputTimeTest {

  private final InputTime time = new InputTime();

  @Test
  void asOf_theOtherInputInTheSameSpan_seesOnlyWhatCameBeforeIt() {
    time.advance(100, 1);
    time.advance(900, 2);
    time.advance(950, 2);

    assertThat(time.asOf(1)).isEqualTo(100);
    assertThat(time.asOf(2)).isEqualTo(100);
    assertThat(time.asOf(3)).isEqualTo(950);
    assertThat(time.millis()).isEqualTo(950);
  }

  @Test
  void advance_olderRecord_movesNothing() {
    assertThat(time.advance(100, 2)).isTrue();
    assertThat(time.advance(90, 3)).isFalse();
    assertThat(time.advance(95, 1)).isFalse();

    assertThat(time.millis()).isEqualTo(100);
    assertThat(time.span()).isEqualTo(3);
  }
}
