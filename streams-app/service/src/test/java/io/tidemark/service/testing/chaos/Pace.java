// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.testing.chaos;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/**
 * Spreads the traffic over the faults, so that each strikes while events flow: the speed follows
 * from what is left of both. It never comes to a stand, for a silent partition would fall idle.
 */
final class Pace implements LongConsumer {

  private static final int CHUNK = 200;
  private static final double SECONDS_A_FAULT = 15;

  private final long pairs;
  private final int faults;
  private final long startNanos = System.nanoTime();
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile long published;
  private final AtomicInteger faultsDone = new AtomicInteger();

  Pace(long pairs, int faults) {
    this.pairs = pairs;
    this.faults = faults;
  }

  @Override
  public void accept(long pair) {
    published = Math.max(published, pair);
    if (pair % CHUNK == 0 && released.getCount() > 0) {
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

  /** From now on as fast as it goes. */
  void release() {
    released.countDown();
  }

  /** Share of the pairs that was published. */
  double share() {
    return (double) published / pairs;
  }
}
