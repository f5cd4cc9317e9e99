// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.service.registry.RegistryConfig;
import io.tidemark.service.registry.RegistryUnavailableException;
import io.tidemark.service.registry.SchemaRegistryClient;
import io.tidemark.service.state.StateMismatchException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class FailureBudgetTest {

  private final AtomicLong clock = new AtomicLong();
  private final FailureBudget budget = new FailureBudget(2, Duration.ofMinutes(10), clock::get);
  private final Exception failure = new IllegalStateException("made for this test");

  @Test
  void handle_withinBudget_replacesThread_thenStops() {
    assertThat(budget.handle(failure)).isEqualTo(REPLACE_THREAD);
    assertThat(budget.handle(failure)).isEqualTo(REPLACE_THREAD);
    assertThat(budget.handle(failure)).isEqualTo(SHUTDOWN_CLIENT);
  }

  @Test
  void handle_oldFailures_areForgotten() {
    budget.handle(failure);
    budget.handle(failure);
    clock.addAndGet(Duration.ofMinutes(10).toMillis());

    assertThat(budget.handle(failure)).isEqualTo(REPLACE_THREAD);
  }

  @Test
  void handle_stateOfOtherSettings_stopsAtOnce() {
    StateMismatchException mismatch = new StateMismatchException("set windows.size back");

    assertThat(budget.handle(new StreamsException("in a task", new StreamsException(mismatch))))
        .isEqualTo(SHUTDOWN_CLIENT);
  }

  @Test
  void handle_registryAway_neverStops() {
    // A port nobody listens on: the client's own exception, as the runtime wraps it.
    SchemaRegistryClient registry =
        new SchemaRegistryClient(
            RegistryConfig.of("http://127.0.0.1:1").withRetries(0, Duration.ZERO, Duration.ZERO));
    RegistryUnavailableException away =
        catchThrowableOfType(RegistryUnavailableException.class, registry::subjects);

    for (int i = 0; i < 10; i++) {
      assertThat(budget.handle(new StreamsException("in a task", away))).isEqualTo(REPLACE_THREAD);
    }
    assertThat(budget.handle(failure)).isEqualTo(REPLACE_THREAD);
  }
}
