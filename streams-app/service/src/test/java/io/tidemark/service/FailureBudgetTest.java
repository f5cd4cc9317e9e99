// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
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
}
