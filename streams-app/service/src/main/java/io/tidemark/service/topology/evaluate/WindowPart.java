// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Names one record of an open window.
 *
 * <p>Numbers are distinct within the window, whoever wrote the records: each life of a task counts
 * from a place of its own. Where no transaction fences it, an instance that was taken for dead and
 * goes on for a moment writes beside the one that has taken over, and must not write over what that
 * one wrote. Earlier releases counted from 0 in every life.
 *
 * @param window whose
 * @param number in the order of writing, within a life
 */
record WindowPart(WindowKey window, long number) {

  private static final int COUNTER_BITS = 24;

  /** Where a life that begins now counts from; never a number that an earlier release used. */
  static long firstNumber() {
    return (long) ThreadLocalRandom.current().nextInt(1 << 7, Integer.MAX_VALUE) << COUNTER_BITS;
  }

  // By hand, since it is a key of maps: what a record derives is slow until it has been optimised.
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof WindowPart that
            && number == that.number
            && window.equals(that.window));
  }

  @Override
  public int hashCode() {
    return 31 * window.hashCode() + Long.hashCode(number);
  }
}
