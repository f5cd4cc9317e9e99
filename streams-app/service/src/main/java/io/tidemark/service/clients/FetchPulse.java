// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.clients;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Tells whether a consumer still hears from a broker.
 *
 * <p>A consumer that has read everything asks again and again, and a broker with nothing to give
 * answers within {@code fetch.max.wait.ms}. When the broker is away the answers stop, while the lag
 * known last stays at 0. Used by one thread.
 */
final class FetchPulse {

  private static final Duration SHORTEST_PATIENCE = Duration.ofSeconds(2);
  private static final int WAITS = 4;

  private final long patienceNanos;
  private final LongSupplier answers;
  private final LongSupplier clockNanos;
  private long seen;
  private long seenNanos;

  /**
   * A pulse that has not been felt yet.
   *
   * @param patience how long after an answer the broker counts as there
   * @param answers how many requests it has answered so far
   * @param clockNanos a clock that never goes back
   */
  FetchPulse(Duration patience, LongSupplier answers, LongSupplier clockNanos) {
    this.patienceNanos = patience.toNanos();
    this.answers = answers;
    this.clockNanos = clockNanos;
    this.seenNanos = clockNanos.getAsLong() - patienceNanos - 1;
  }

  /**
   * Several times as long as a broker waits before it answers that there is nothing.
   *
   * @param wait {@code fetch.max.wait.ms}
   */
  static Duration patience(Duration wait) {
    Duration several = wait.multipliedBy(WAITS);
    return several.compareTo(SHORTEST_PATIENCE) > 0 ? several : SHORTEST_PATIENCE;
  }

  /** Whether an answer came since this was asked last, or not long before. */
  boolean beats() {
    long now = clockNanos.getAsLong();
    long count = answers.getAsLong();
    if (count != seen) {
      seen = count;
      seenNanos = now;
    }
    return now - seenNanos <= patienceNanos;
  }
}
