// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FetchPulseTest {

  private static final long PATIENCE = Duration.ofSeconds(3).toNanos();

  private final AtomicLong answers = new AtomicLong();
  private final AtomicLong clock = new AtomicLong(1_000);
  private final FetchPulse pulse =
      new FetchPulse(Duration.ofNanos(PATIENCE), answers::get, clock::get);

  @Test
  void beats_beforeTheFirstAnswer_isFalse() {
    assertThat(pulse.beats()).isFalse();
  }

  @Test
  void beats_whileAnswersCome_isTrue() {
    for (int i = 0; i < 10; i++) {
      answers.incrementAndGet();
      clock.addAndGet(PATIENCE);
      assertThat(pulse.beats()).isTrue();
    }
  }

  @Test
  void beats_betweenTwoAnswers_isTrueForAWhile() {
    answers.incrementAndGet();
    assertThat(pulse.beats()).isTrue();
    clock.addAndGet(PATIENCE);
    assertThat(pulse.beats()).isTrue();
    clock.addAndGet(1);
    assertThat(pulse.beats()).isFalse();
  }

  @Test
  void beats_whenTheBrokerIsBack_isTrueAgain() {
    clock.addAndGet(100 * PATIENCE);
    assertThat(pulse.beats()).isFalse();
    answers.incrementAndGet();
    assertThat(pulse.beats()).isTrue();
  }

  @Test
  void patience_isLongerThanABrokerWaits() {
    assertThat(FetchPulse.patience(Duration.ofMillis(500))).hasSeconds(2);
    assertThat(FetchPulse.patience(Duration.ofSeconds(5))).hasSeconds(20);
  }
}
