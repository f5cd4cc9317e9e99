// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.clients;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Tells whether a consumer still hears from its brokers.
 *
 * <p>A consumer that has read everything asks again and again, and a broker with nothing to give
 * answers within {@code fetch.max.wait.ms}. When the brokers are away the answers stop, while the
 * lag known last stays at 0. Counts the answers of all brokers together. Used by one thread.
 */
final class FetchPulse {

  /** Several times as long as a broker waits before it answers that there is nothing. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  private final LongSupplier answers;
  private final LongSupplier clockNanos;
  private long seen;
  private long seenNanos;

  /**
   * A pulse that has not been felt yet.
   *
   * @param answers how many fetches were answered so far
   * @param clockNanos a clock that never goes back
   */
  FetchPulse(LongSupplier answers, LongSupplier clockNanos) {
    this.answers = answers;
    this.clockNanos = clockNanos;
    this.seenNanos = clockNanos.getAsLong() - PATIENCE.toNanos() - 1;
  }

  /** Whether an answer came since this was asked last, or not long before. */
  boolean beats() {
    long now = clockNanos.getAsLong();
    long count = answers.getAsLong();
    if (count != seen) {
      seen = count;
      seenNanos = now;
    }
    return now - seenNanos <= PATIENCE.toNanos();
  }
}
