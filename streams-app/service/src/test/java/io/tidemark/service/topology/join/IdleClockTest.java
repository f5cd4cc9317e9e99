// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.join;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdleClockTest {

  private final IdleClock clock = new IdleClock(250);

  @Test
  void tick_quietAndCaughtUp_countsOnlyFullTicks() {
    clock.tick(true, true); // The first tick after a start only begins the count.
    assertThat(clock.quietMillis()).isZero();
    clock.tick(true, true);
    clock.tick(true, true);
    assertThat(clock.quietMillis()).isEqualTo(500);
  }

  @Test
  void tick_notCaughtUp_isNotQuiet() {
    clock.tick(true, true);
    clock.tick(true, true);
    clock.tick(false, true);
    assertThat(clock.quietMillis()).isZero();
    clock.tick(true, true);
    assertThat(clock.quietMillis()).isEqualTo(250);
  }

  @Test
  void received_startsTheCountAnew() {
    clock.tick(true, true);
    clock.tick(true, true);
    clock.received();
    clock.tick(true, true);
    assertThat(clock.quietMillis()).isZero();
  }

  @Test
  void tick_whileBrokersAreNotAsked_addsNothing() {
    clock.tick(true, true);
    clock.tick(true, true);
    clock.tick(true, false);
    clock.tick(true, false);
    assertThat(clock.quietMillis()).isEqualTo(250);
    clock.tick(true, true);
    assertThat(clock.quietMillis()).isEqualTo(500);
    clock.tick(false, false);
    assertThat(clock.quietMillis()).isZero();
  }
}
