// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.observation;

/**
 * How event time is cut into windows, and how long a window waits for stragglers.
 *
 * @param sizeMillis length of a tumbling window; positive
 * @param graceMillis how far event time may run past a window's end before the window closes; 0 or
 *     more
 */
public record WindowSpec(long sizeMillis, long graceMillis) {

  /**
   * Checks the lengths.
   *
   * @throws IllegalArgumentException if a length is out of range
   */
  public WindowSpec {
    if (sizeMillis <= 0 || graceMillis < 0) {
      throw new IllegalArgumentException(
          "window size must be positive and grace not negative, got "
              + sizeMillis
              + " ms and "
              + graceMillis
              + " ms");
    }
  }

  /**
   * The window that holds a timestamp.
   *
   * @param timestampMillis event time since the epoch
   * @return the one window
   */
  public EvaluationWindow windowOf(long timestampMillis) {
    return EvaluationWindow.tumbling(timestampMillis, sizeMillis);
  }

  /**
   * The event time at which a window may close.
   *
   * @param window a window of this spec
   * @return end plus grace, in milliseconds since the epoch
   */
  public long closeMillis(EvaluationWindow window) {
    return window.endMillis() + graceMillis;
  }

  /**
   * Whether a record comes after its window has closed.
   *
   * @param timestampMillis event time of the record
   * @param streamTimeMillis largest event time seen before it; {@code Long.MIN_VALUE} before any
   * @return true when its window's end plus grace has been reached
   */
  public boolean isLate(long timestampMillis, long streamTimeMillis) {
    long end = (Math.floorDiv(timestampMillis, sizeMillis) + 1) * sizeMillis;
    return streamTimeMillis >= end + graceMillis;
  }
}
