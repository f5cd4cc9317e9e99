// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.testing.chaos;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * Spreads the traffic over the faults, so that each strikes while events flow: the speed follows
 * from what is left of both. It never comes to a stand, for a silent partition would fall idle.
 *
 * <p>What is left after the faults comes faster, but not as fast as it goes: a producer sends the
 * two inputs in requests of their own. Where a join window of events lies between the two, halves
 * are given up whose partners are on the way, and rightly so.
 */
final class Pace implements LongConsumer {

  private static final int CHUNK = 200;
  private static final double SECONDS_A_FAULT = 15;

  private final long pairs;
  private final int faults;
  private final double fastest;
  private final long startNanos = System.nanoTime();
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile long published;
  private final AtomicInteger faultsDone = new AtomicInteger();

  /**
   * The pace of so many pairs through so many faults.
   *
   * @param fastest pairs a second once the faults are over
   */
  Pace(long pairs, int faults, double fastest) {
    this.pairs = pairs;
    this.faults = faults;
    this.fastest = fastest;
  }

  @Override
  public void accept(long pair) {
    published = Math.max(published, pair);
    if (pair % CHUNK != 0) {
      return;
    }
    if (released.getCount() == 0) {
      LockSupport.parkNanos((long) (CHUNK / fastest * 1e9));
    } else {
      int done = faultsDone.get();
      double elapsed = (System.nanoTime() - startNanos) / 1e9;
      double secondsAFault = done == 0 ? SECONDS_A_FAULT : elapsed / done;
      double secondsLeft = Math.max(5, secondsAFault * (faults - done + 0.5));
      double seconds = CHUNK * secondsLeft / Math.max(CHUNK, pairs - published);
      try {
        boolean unused = released.await((long) (Math.min(1, seconds) * 1e9), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** One fault less to come. */
  void faultDone() {
    faultsDone.incrementAndGet();
  }

  /** From now on as fast as it may. */
  void release() {
    released.countDown();
  }

  /** Share of the pairs that was published. */
  double share() {
    return (double) published / pairs;
  }
}
