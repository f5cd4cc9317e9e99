// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.join;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdleClockTest {

  private final IdleClock clock = new IdleClock(250);

  @Test
  void tick_quietAndCaughtUp_countsOnlyFullTicks() {
    clock.tick(true); // The first tick after a start only begins the count.
    assertThat(clock.quietMillis()).isZero();
    clock.tick(true);
    clock.tick(true);
    assertThat(clock.quietMillis()).isEqualTo(500);
  }

  @Test
  void tick_notCaughtUp_isNotQuiet() {
    clock.tick(true);
    clock.tick(true);
    clock.tick(false);
    assertThat(clock.quietMillis()).isZero();
    clock.tick(true);
    assertThat(clock.quietMillis()).isEqualTo(250);
  }

  @Test
  void received_startsTheCountAnew() {
    clock.tick(true);
    clock.tick(true);
    clock.received();
    clock.tick(true);
    assertThat(clock.quietMillis()).isZero();
  }
}
