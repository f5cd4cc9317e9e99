// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.scale;

import io.tidemark.benchmarks.engine.Figures;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Lets a fleet count all pairs and looks at it when it begins, at half, and at the end. */
final class Course {

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration LOOK = Duration.ofMillis(50);

  private final Fleet fleet;
  private final int pairs;

  private Figures half;
  private Figures end;
  private long begin;
  private long finish;

  Course(Fleet fleet, int pairs) {
    this.fleet = fleet;
    this.pairs = pairs;
  }

  Course run() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long observed;
    do {
      LockSupport.parkNanos(LOOK.toNanos());
      observed = fleet.observed();
      if (begin == 0 && observed > 0) {
        begin = System.nanoTime();
      }
      if (half == null && observed >= pairs / 2) {
        half = fleet.nextPhase();
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "only " + observed + " of " + pairs + " pairs within " + PATIENCE);
      }
    } while (observed < pairs);
    finish = System.nanoTime();
    end = fleet.figures();
    return this;
  }

  /** Of the second half. */
  double pairsPerCpuSecond() {
    return (end.observed() - half.observed()) / (end.cpuSeconds() - half.cpuSeconds());
  }

  double cpuSeconds() {
    return end.cpuSeconds();
  }

  /** From the first committed pair to the last. */
  double pairsPerSecond() {
    return pairs * 1e9 / (finish - begin);
  }
}
