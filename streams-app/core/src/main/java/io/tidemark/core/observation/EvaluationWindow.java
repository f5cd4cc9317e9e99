// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.observation;

import java.time.Instant;

/**
 * The half-open interval of event time {@code [startMillis, endMillis)} whose observations are
 * judged together.
 *
 * @param startMillis first millisecond inside, since the epoch
 * @param endMillis first millisecond after, since the epoch; greater than {@code startMillis}
 */
public record EvaluationWindow(long startMillis, long endMillis)
    implements Comparable<EvaluationWindow> {

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if the window would be empty
   */
  public EvaluationWindow {
    if (endMillis <= startMillis) {
      throw new IllegalArgumentException(
          "a window must end after it starts, got [" + startMillis + ", " + endMillis + ")");
    }
  }

  /**
   * The tumbling window that holds a timestamp, aligned to the epoch.
   *
   * @param timestampMillis event time since the epoch; may be negative
   * @param sizeMillis length of the window; positive
   * @return the one window of that size which contains the timestamp
   */
  public static EvaluationWindow tumbling(long timestampMillis, long sizeMillis) {
    long start = Math.floorDiv(timestampMillis, sizeMillis) * sizeMillis;
    return new EvaluationWindow(start, start + sizeMillis);
  }

  // By hand, since it is a key of maps: what a record derives is slow until it has been optimised.
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof EvaluationWindow that
            && startMillis == that.startMillis
            && endMillis == that.endMillis);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(startMillis) + Long.hashCode(endMillis);
  }

  @Override
  public int compareTo(EvaluationWindow other) {
    int byStart = Long.compare(startMillis, other.startMillis);
    return byStart != 0 ? byStart : Long.compare(endMillis, other.endMillis);
  }

  /** The readable form {@code [2026-01-01T00:00:00Z, 2026-01-02T00:00:00Z)}. */
  @Override
  public String toString() {
    return "[" + Instant.ofEpochMilli(startMillis) + ", " + Instant.ofEpochMilli(endMillis) + ")";
  }
}
