// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BacklogPaceTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final long INTERVAL = SECOND.toNanos();
  private static final int INTERVALS = 5;
  private static final long SOME = 20 * BacklogPace.NO_BACKLOG;

  private final AtomicLong read = new AtomicLong(500_000);
  private final AtomicLong lag = new AtomicLong();
  private final AtomicLong clock = new AtomicLong(77);
  private final BacklogPace pace = new BacklogPace(SECOND, read::get, lag::get, clock::get);

  @Test
  void due_withNothingToRead_isTrueOnceAnInterval() {
    assertThat(pace.due()).isFalse();
    clock.addAndGet(INTERVAL - 1);
    assertThat(pace.due()).isFalse();
    clock.addAndGet(1);
    assertThat(pace.due()).isTrue();
    assertThat(pace.due()).isFalse();
    clock.addAndGet(INTERVAL);
    assertThat(pace.due()).isTrue();
  }

  @Test
  void due_withMoreLeftThanAnIntervalReads_isFalse() {
    afterAnIntervalThatReads(SOME);
    lag.set(SOME + 1);
    assertThat(pace.due()).isFalse();
  }

  @Test
  void due_withNoMoreLeftThanAnIntervalReads_isTrue() {
    afterAnIntervalThatReads(SOME);
    lag.set(SOME);
    assertThat(pace.due()).isTrue();
  }

  @Test
  void due_comparesWithTheLastIntervalAlone() {
    lag.set(10 * SOME);
    for (int i = 1; i < INTERVALS; i++) {
      afterAnIntervalThatReads(SOME);
      assertThat(pace.due()).isFalse();
    }
    lag.set(2 * SOME);
    afterAnIntervalThatReads(2 * SOME);
    assertThat(pace.due()).isTrue();
    lag.set(2 * SOME);
    afterAnIntervalThatReads(SOME);
    assertThat(pace.due()).isFalse();
  }

  @Test
  void due_withALongInterval_keepsTheBound() {
    BacklogPace slow = new BacklogPace(SECOND.multipliedBy(3), read::get, lag::get, clock::get);
    lag.set(1_000 * SOME);
    read.addAndGet(SOME);
    clock.addAndGet(3 * INTERVAL);
    assertThat(slow.due()).isTrue();
  }

  @Test
  void due_whenNothingIsRead_isTrueWhateverIsLeft() {
    lag.set(1_000 * SOME);
    clock.addAndGet(INTERVAL);
    assertThat(pace.due()).isTrue();
    afterAnIntervalThatReads(1);
    assertThat(pace.due()).isFalse();
  }

  @Test
  void due_withABacklog_isTrueWhenLongHasPassed() {
    assertThat(BacklogPace.LONG).isEqualTo(SECOND.multipliedBy(INTERVALS));
    lag.set(1_000 * SOME);
    for (int round = 0; round < 3; round++) {
      for (int i = 1; i < INTERVALS; i++) {
        afterAnIntervalThatReads(SOME);
        assertThat(pace.due()).isFalse();
      }
      afterAnIntervalThatReads(SOME);
      assertThat(pace.due()).isTrue();
    }
  }

  @Test
  void due_withABacklog_isTrueWhenManyWereRead() {
    lag.set(100 * BacklogPace.MANY);
    for (int round = 0; round < 3; round++) {
      afterAnIntervalThatReads(BacklogPace.MANY - 1);
      assertThat(pace.due()).isFalse();
      afterAnIntervalThatReads(1);
      assertThat(pace.due()).isTrue();
    }
  }

  @Test
  void due_behind_asksAgainAnIntervalLaterAndNotBefore() {
    lag.set(SOME);
    afterAnIntervalThatReads(1);
    assertThat(pace.due()).isFalse();
    lag.set(0);
    clock.addAndGet(INTERVAL - 1);
    assertThat(pace.due()).isFalse();
    clock.addAndGet(1);
    assertThat(pace.due()).isTrue();
  }

  @Test
  void due_withAFewRecordsLeft_isTrueThoughFewerWereRead() {
    lag.set(BacklogPace.NO_BACKLOG);
    afterAnIntervalThatReads(1);
    assertThat(pace.due()).isTrue();
    lag.set(BacklogPace.NO_BACKLOG + 1);
    afterAnIntervalThatReads(1);
    assertThat(pace.due()).isFalse();
  }

  private void afterAnIntervalThatReads(long records) {
    read.addAndGet(records);
    clock.addAndGet(INTERVAL);
  }
}
