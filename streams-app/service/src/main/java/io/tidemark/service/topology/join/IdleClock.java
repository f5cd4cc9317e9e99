// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.join;

/**
 * Measures how long an input has had nothing to give, counting only time in which something could
 * have come: between two ticks that both found everything read, and between which the brokers were
 * asked.
 *
 * <p>A pause of the process counts as one tick, not as its length, so a stalled or restoring task
 * never takes itself for idle (the accounting Flink arrived at in FLIP-471). Nor does one whose
 * thread is busy with other tasks: ticks come in the midst of that, and what they find is what was
 * known before.
 */
final class IdleClock {

  private final long tickMillis;
  private boolean received = true;
  private long quietMillis;

  /** A clock that is asked every {@code tickMillis}. */
  IdleClock(long tickMillis) {
    this.tickMillis = tickMillis;
  }

  /** A record came. */
  void received() {
    received = true;
    quietMillis = 0;
  }

  /**
   * One tick passed.
   *
   * @param caughtUp whether everything readable has been read
   * @param asked whether brokers were asked for more since the tick before
   */
  void tick(boolean caughtUp, boolean asked) {
    if (received || !caughtUp) {
      received = false;
      quietMillis = 0;
    } else if (asked) {
      quietMillis += tickMillis;
    }
  }

  /** How long the input has been quiet, in milliseconds. */
  long quietMillis() {
    return quietMillis;
  }
}
