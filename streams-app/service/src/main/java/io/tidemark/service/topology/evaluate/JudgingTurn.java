// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.service.topology.tick.Ticks;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * How long windows are judged before others may have the thread, and the call by the clock with
 * which it goes on. Not thread-safe.
 */
final class JudgingTurn {

  /**
   * A commit may wait for it: a tenth of a second for each of its tasks is far from a transaction's
   * time, and long enough to judge some.
   */
  static final Duration AT_ONCE = Duration.ofMillis(100);

  /** How soon the next turn comes; a thread that waits for input begins it when it has waited. */
  static final Duration NEXT = Duration.ofMillis(10);

  private final LongSupplier nanoClock;
  private final ProcessingContext context;
  private final Runnable judge;
  private long spentNanos;
  private long begunNanos;
  private Cancellable calls;

  /**
   * A turn of which nothing is spent.
   *
   * @param nanoClock tells how long judging takes
   * @param judge called at the beginning of each turn that {@link #another} asked for
   */
  JudgingTurn(LongSupplier nanoClock, ProcessingContext context, Runnable judge) {
    this.nanoClock = nanoClock;
    this.context = context;
    this.judge = judge;
  }

  /** Starts the clock again, which stands at what has been spent. */
  void resume() {
    begunNanos = nanoClock.getAsLong() - spentNanos;
  }

  /** Looks at the clock. */
  void look() {
    spentNanos = nanoClock.getAsLong() - begunNanos;
  }

  /** Whether its time was spent when the clock was looked at. */
  boolean isOver() {
    return spentNanos >= AT_ONCE.toNanos();
  }

  /** Begins the next one. */
  void renew() {
    spentNanos = 0;
  }

  /** Has windows judged turn by turn from soon on, unless that is so already. */
  void another() {
    if (calls == null) {
      calls =
          Ticks.alone(
              NEXT,
              context,
              now -> {
                renew();
                judge.run();
              });
    }
  }

  /** Ends that. */
  void noOther() {
    if (calls != null) {
      calls.cancel();
      calls = null;
    }
  }
}
