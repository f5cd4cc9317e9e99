// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state;

/**
 * How far one input has come in event time, as that input and as the other one may see it.
 *
 * <p>Inputs are read in step by spans of record time, within a span one after the other. Time that
 * an input reached within a span has therefore not yet passed for the other input when that comes
 * to the same span: it sees the time reached {@link #before} it. So what a half waits for does not
 * depend on how records were fetched, nor on how much event time a span holds.
 *
 * <p>Mutable, used by one stream thread.
 */
public final class InputTime {

  private long millis;
  private long before;
  private long span;

  /** Time before any record. */
  public InputTime() {
    this(TaskProgress.NONE, TaskProgress.NONE, Long.MIN_VALUE);
  }

  /** Time as it was made durable. */
  public InputTime(long millis, long before, long span) {
    this.millis = millis;
    this.before = before;
    this.span = span;
  }

  /** The largest event time seen; {@link TaskProgress#NONE} before the first. */
  public long millis() {
    return millis;
  }

  /** The largest event time seen before the latest span. */
  public long before() {
    return before;
  }

  /** The latest span of record time seen. */
  public long span() {
    return span;
  }

  /** Takes in a record of a span; time never goes back. Returns true when it moved. */
  public boolean advance(long timestampMillis, long ofSpan) {
    if (ofSpan > span) {
      before = millis;
      span = ofSpan;
    }
    if (timestampMillis <= millis) {
      return false;
    }
    millis = timestampMillis;
    return true;
  }

  /** The largest event time seen, for the other input while it is at a span. */
  public long asOf(long otherSpan) {
    return otherSpan > span ? millis : before;
  }
}
