// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service;

import io.tidemark.service.registry.RegistryUnavailableException;
import io.tidemark.service.state.StateMismatchException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that died, as long as that does not happen too often.
 *
 * <p>What users send never gets here. What does is trouble around us or a fault of ours; the first
 * heals by trying again, the second would loop for ever, so after too many failures within a while
 * the instance stops and says so. It does at once where state was made by other settings, which no
 * thread can change. Thread-safe.
 */
final class FailureBudget implements StreamsUncaughtExceptionHandler {

  private static final Logger logger = LoggerFactory.getLogger(FailureBudget.class);

  private final int failures;
  private final Duration within;
  private final LongSupplier clockMillis;
  private final Deque<Long> recent = new ArrayDeque<>();

  /** Allows so many failures within so long a time, by this clock. */
  FailureBudget(int failures, Duration within, LongSupplier clockMillis) {
    this.failures = failures;
    this.within = within;
    this.clockMillis = clockMillis;
  }

  /**
   * Whether the thread died waiting for the Schema Registry. Waiting has limited itself already,
   * and an instance that ended would wait just the same after its restart.
   */
  private static boolean isWaitForRegistry(Throwable failure) {
    return find(RegistryUnavailableException.class, failure) != null;
  }

  /** What of a kind is among the causes; null when nothing is. */
  private static <T> T find(Class<T> kind, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (kind.isInstance(cause)) {
        return kind.cast(cause);
      }
    }
    return null;
  }

  @Override
  public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
    StateMismatchException mismatch = find(StateMismatchException.class, failure);
    if (mismatch != null) {
      logger.error(
          "The state does not fit the settings, so this instance stops: {}", mismatch.getMessage());
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    if (isWaitForRegistry(failure)) {
      logger.warn("A stream thread has waited in vain and is replaced: {}", failure.toString());
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    long now = clockMillis.getAsLong();
    while (!recent.isEmpty() && recent.peekFirst() <= now - within.toMillis()) {
      recent.removeFirst();
    }
    recent.addLast(now);
    if (recent.size() > failures) {
      logger.error(
          "A stream thread died, and {} did within {}; this instance stops",
          recent.size(),
          within,
          failure);
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    logger.warn("A stream thread died and is replaced", failure);
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }
}
