// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.join;

import io.tidemark.core.observation.JoinHalf;

/**
 * A half whose partner has not come.
 *
 * @param half the half
 * @param deadlineMillis event time beyond which it no longer waits: a join window after its own
 *     time, or after the time the task had reached when it came, if that was later; so that a pair
 *     that comes out of order still meets
 * @param bytes the memory it takes; see {@link HeldBytes}
 */
record WaitingHalf(JoinHalf half, long deadlineMillis, long bytes) {

  WaitingHalf(JoinHalf half, long deadlineMillis) {
    this(half, deadlineMillis, HeldBytes.of(half));
  }
}
