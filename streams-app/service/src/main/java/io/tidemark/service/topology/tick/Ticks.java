// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.tick;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * Calls by the wall clock, the only ones there are: those that come again and again come to all
 * tasks at the same moments. Stateless.
 *
 * <p>A stream thread goes through its tasks again and again and lets each process some batches.
 * With each pass these become one more, and half as many with each pass in which any task was
 * called by the clock or committed. Were every task called at a moment of its own, there would
 * hardly be a pass without, and a thread would go round for a batch or two, which costs more than
 * the batches are worth.
 */
public final class Ticks {

  private Ticks() {}

  /**
   * Has a task called at each multiple of an interval since the epoch, from the next one on. What a
   * busy thread misses is not made up for.
   *
   * @param interval a millisecond or more
   * @param call gets the time in epoch milliseconds
   * @return ends the calls
   */
  public static Cancellable every(Duration interval, ProcessingContext context, Punctuator call) {
    return context.schedule(Instant.EPOCH, interval, PunctuationType.WALL_CLOCK_TIME, call);
  }

  /**
   * Has a task called at a pace of its own, the first time one interval from now. For work that is
   * due and was put off, until it is done: not for a task's whole life.
   *
   * @param interval a millisecond or more
   * @param call gets the time in epoch milliseconds
   * @return ends the calls
   */
  public static Cancellable alone(Duration interval, ProcessingContext context, Punctuator call) {
    return context.schedule(interval, PunctuationType.WALL_CLOCK_TIME, call);
  }
}
