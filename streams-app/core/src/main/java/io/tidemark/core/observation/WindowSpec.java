// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.observation;

import java.util.ArrayList;
import java.util.List;

/**
 * How event time is cut into windows, and how long a window waits for stragglers.
 *
 * <p>A new window begins every {@code advanceMillis} and lasts {@code sizeMillis}. When both are
 * equal the windows are <em>tumbling</em>: each observation is in one. Otherwise they are
 * <em>hopping</em>: they overlap, and are put together from <em>panes</em>, pieces of the length of
 * the advance that share no observation (Li et al., "No Pane, No Gain", SIGMOD Record 34, 2005,
 * doi:10.1145/1058150.1058158). An observation is counted once, into its pane. A tumbling window is
 * its own pane.
 *
 * @param sizeMillis length of a window; positive
 * @param advanceMillis from the start of a window to the start of the next; positive, and the size
 *     is a whole multiple of it
 * @param graceMillis how far event time may run past the end of a pane before it closes; 0 or more
 */
public record WindowSpec(long sizeMillis, long advanceMillis, long graceMillis) {

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
    if (advanceMillis <= 0 || sizeMillis % advanceMillis != 0) {
      throw new IllegalArgumentException(
          "window size must be a whole multiple of the advance, got "
              + sizeMillis
              + " ms and "
              + advanceMillis
              + " ms");
    }
  }

  /**
   * Tumbling windows.
   *
   * @param sizeMillis length of a window; positive
   * @param graceMillis how far event time may run past its end before it closes; 0 or more
   * @return the spec whose windows do not overlap
   */
  public static WindowSpec tumbling(long sizeMillis, long graceMillis) {
    return new WindowSpec(sizeMillis, sizeMillis, graceMillis);
  }

  /**
   * In how many windows each observation is.
   *
   * @return 1 for tumbling windows
   */
  public int panesPerWindow() {
    return Math.toIntExact(sizeMillis / advanceMillis);
  }

  /**
   * The pane that holds a timestamp.
   *
   * @param timestampMillis event time since the epoch
   * @return the one pane
   */
  public EvaluationWindow paneOf(long timestampMillis) {
    return EvaluationWindow.tumbling(timestampMillis, advanceMillis);
  }

  /**
   * The windows that a pane is part of.
   *
   * @param pane a pane of this spec
   * @return {@link #panesPerWindow()} windows, the one that ends first before the others
   */
  public List<EvaluationWindow> windowsOf(EvaluationWindow pane) {
    List<EvaluationWindow> windows = new ArrayList<>(panesPerWindow());
    for (long end = pane.endMillis();
        end <= pane.startMillis() + sizeMillis;
        end += advanceMillis) {
      windows.add(new EvaluationWindow(end - sizeMillis, end));
    }
    return windows;
  }

  /**
   * The event time at which a window or a pane may close.
   *
   * @param window a window or pane of this spec
   * @return end plus grace, in milliseconds since the epoch
   */
  public long closeMillis(EvaluationWindow window) {
    return window.endMillis() + graceMillis;
  }

  /**
   * Whether a record comes after its pane has closed. It is late for all windows then, those too
   * that are still open, so that every window is made of the same panes as its neighbours.
   *
   * @param timestampMillis event time of the record
   * @param streamTimeMillis largest event time seen before it; {@code Long.MIN_VALUE} before any
   * @return true when its pane's end plus grace has been reached
   */
  public boolean isLate(long timestampMillis, long streamTimeMillis) {
    if (streamTimeMillis <= timestampMillis + graceMillis) {
      return false; // Nearly always, and without a division.
    }
    long end = (Math.floorDiv(timestampMillis, advanceMillis) + 1) * advanceMillis;
    return streamTimeMillis >= end + graceMillis;
  }
}
