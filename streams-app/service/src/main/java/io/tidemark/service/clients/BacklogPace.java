// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.clients;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The pace of one stream thread: a commit each interval, and fewer while a backlog lies before it
 * that takes longer than that to read.
 *
 * <p>What a commit costs depends little on how much it covers, and whoever waits for results of a
 * backlog waits for the backlog. What is bounded then is what a crash would have done again, and
 * what is held in memory until the commit. Used by one thread.
 */
final class BacklogPace {

  /** What is read in no time is no backlog, however little there was to read before. */
  static final long NO_BACKLOG = 1_000;

  /** Of a backlog, a commit covers this many records and those of the interval they end in. */
  static final long MANY = 1 << 18;

  /** Or as many as were read in this time, if there are fewer and an interval is no longer. */
  static final Duration LONG = Duration.ofSeconds(5);

  private final long intervalNanos;
  private final LongSupplier read;
  private final LongSupplier lag;
  private final LongSupplier clockNanos;
  private long beginNanos;
  private long readBefore;
  private long committedNanos;
  private long readCommitted;

  /**
   * A pace whose first interval begins now.
   *
   * @param read records read so far
   * @param lag records that can be read and have not been
   * @param clockNanos a clock that never goes back
   */
  BacklogPace(Duration interval, LongSupplier read, LongSupplier lag, LongSupplier clockNanos) {
    this.intervalNanos = interval.toNanos();
    this.read = read;
    this.lag = lag;
    this.clockNanos = clockNanos;
    this.beginNanos = clockNanos.getAsLong();
    this.readBefore = read.getAsLong();
    this.committedNanos = beginNanos;
    this.readCommitted = readBefore;
  }

  /** Whether an interval has ended and a commit is due; the caller sees to it that it comes. */
  boolean due() {
    long now = clockNanos.getAsLong();
    if (now - beginNanos < intervalNanos) {
      return false;
    }
    long readNow = read.getAsLong();
    long readInInterval = readNow - readBefore;
    beginNanos = now;
    readBefore = readNow;
    // What is not read at all, as while its state is restored, is not what a commit would hold up.
    boolean due =
        readInInterval == 0
            || lag.getAsLong() <= Math.max(NO_BACKLOG, readInInterval)
            || readNow - readCommitted >= MANY
            || now - committedNanos + intervalNanos > LONG.toNanos();
    if (due) {
      committedNanos = now;
      readCommitted = readNow;
    }
    return due;
  }
}
