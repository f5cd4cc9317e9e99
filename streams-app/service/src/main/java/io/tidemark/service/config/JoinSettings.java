// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import java.time.Duration;

/**
 * How features meet their prediction.
 *
 * @param window largest difference of their event times
 * @param unmatched what becomes of a half without its partner
 * @param maxPending how many halves may wait in a task
 * @param maxPendingBytes how much memory they may take
 * @param maxRecentIds how many ids of counted predictions a task remembers
 */
public record JoinSettings(
    Duration window, Unmatched unmatched, int maxPending, int maxPendingBytes, int maxRecentIds) {

  /** What becomes of a half without its partner. A metric counts it either way. */
  public enum Unmatched {
    /** Its values are not counted. */
    DROP,
    /** Its values are counted alone. */
    COUNT
  }
}
