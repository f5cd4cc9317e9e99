// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PatienceTest {

  private final AtomicInteger calls = new AtomicInteger();

  private String answerAfter(int failures) {
    if (calls.incrementAndGet() <= failures) {
      throw new RegistryUnavailableException("made for this test", null);
    }
    return "schema";
  }

  @Test
  void ask_registryComesBack_answers() {
    Patience patience = new Patience(Duration.ofMinutes(1), Duration.ofMillis(1));

    assertThat(patience.ask(() -> answerAfter(3))).isEqualTo("schema");
    assertThat(calls).hasValue(4);
  }

  @Test
  void ask_registryStaysAway_failsWhenPatienceEnds() {
    Patience patience = new Patience(Duration.ZERO, Duration.ofMillis(1));

    assertThatThrownBy(() -> patience.ask(() -> answerAfter(Integer.MAX_VALUE)))
        .isInstanceOf(RegistryUnavailableException.class);
    assertThat(calls).hasValue(1);
  }

  @Test
  void ask_interrupted_endsAndStaysInterrupted() {
    Patience patience = new Patience(Duration.ofMinutes(1), Duration.ofMinutes(1));
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> patience.ask(() -> answerAfter(Integer.MAX_VALUE)))
        .isInstanceOf(RegistryUnavailableException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
