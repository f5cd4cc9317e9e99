// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;

class StreamsHealthTest {

  private final HandClock clock = new HandClock();
  private final StreamsHealth health = new StreamsHealth(clock, Duration.ofMinutes(5));

  @Test
  void ready_firstRebalance_isNotReadyButAlive() {
    assertThat(health.ready().ok()).isFalse();
    health.onChange(State.REBALANCING, State.CREATED);
    assertThat(health.ready().ok()).isFalse();
    assertThat(health.ready().reason()).contains("has not been RUNNING yet");
    assertThat(health.live().ok()).isTrue();
  }

  @Test
  void ready_laterRebalance_isToleratedForAWhile() {
    health.onChange(State.REBALANCING, State.CREATED);
    health.onChange(State.RUNNING, State.REBALANCING);
    assertThat(health.ready().ok()).isTrue();
    health.onChange(State.REBALANCING, State.RUNNING);
    clock.now = clock.now.plus(Duration.ofMinutes(5));
    assertThat(health.ready().ok()).isTrue();
    clock.now = clock.now.plusSeconds(1);
    assertThat(health.ready().ok()).isFalse();
    assertThat(health.ready().reason()).contains("for 301 s").contains("300 s are tolerated");
    assertThat(health.live().ok()).isTrue();
  }

  @Test
  void ready_whileStateIsRestored_saysHowFarItIs() {
    AtomicReference<String> progress = new AtomicReference<>("3 tasks restore");
    StreamsHealth restoring = new StreamsHealth(clock, Duration.ofMinutes(5), progress::get);
    restoring.onChange(State.REBALANCING, State.CREATED);
    assertThat(restoring.ready().ok()).isFalse();
    assertThat(restoring.ready().reason()).endsWith("has not been RUNNING yet; 3 tasks restore");
    restoring.onChange(State.RUNNING, State.REBALANCING);
    assertThat(restoring.ready().reason()).doesNotContain("restore");
    restoring.onChange(State.REBALANCING, State.RUNNING);
    assertThat(restoring.ready().ok()).isTrue();
    assertThat(restoring.ready().reason()).endsWith("tolerated; 3 tasks restore");
    progress.set("");
    assertThat(restoring.ready().reason()).endsWith("300 s are tolerated");
  }

  @Test
  void live_deadRuntime_isNotAlive() {
    for (State state : State.values()) {
      health.onChange(state, State.RUNNING);
      boolean dead = state == State.ERROR || state == State.NOT_RUNNING;
      assertThat(health.live().ok()).as(state.name()).isEqualTo(!dead);
      assertThat(health.live().reason()).contains(state.name());
    }
  }

  private static final class HandClock extends Clock {
    private Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
