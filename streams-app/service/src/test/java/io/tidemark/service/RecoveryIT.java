// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.service.testing.chaos.ChaosReport;
import io.tidemark.service.testing.chaos.ChaosRun;
import io.tidemark.service.testing.chaos.Fault;
import io.tidemark.service.testing.chaos.Traffic;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Instances are killed while they work and while they restore, stopped until everybody takes them
 * for dead, and joined and left alone; the broker is restarted; one partition lags and two are
 * empty; where there are several instances, a standby replica takes over. Under exactly-once every
 * observation is counted in its window once all the same, and every window has one result, right to
 * the last bit. Under at-least-once none has less.
 *
 * <p>The long run of the same is {@code streams-app/benchmarks/run chaos}.
 */
class RecoveryIT {

  private static final long SEED = 42;
  private static final int PARTITIONS = 4;
  private static final Traffic.Shape SHORT =
      new Traffic.Shape(20_000, 100, 3, 20_000, 20_000, 5_000, 240_000);

  @TempDir Path directory;

  @Test
  void results_throughEveryFault_equalTheRecomputation() throws Exception {
    ChaosReport report =
        run(
            new ChaosRun.Settings(
                new Traffic.Shape(60_000, 100, 3, 60_000, 20_000, 5_000, 240_000),
                20_000,
                new Fault.Amounts(3, 1, 1, 0),
                5,
                Duration.ofSeconds(3),
                SEED,
                1,
                "exactly_once_v2",
                false));

    assertThat(report.differences()).isEmpty();
    assertThat(report.windowsCompared()).isGreaterThan(100);
    assertThat(report.segmentWindowsCompared()).isGreaterThan(50);
    assertThat(report.rollingReferencesCompared()).isGreaterThan(50);
    assertThat(report.overflowed()).as("instances with windows on disk").isPositive();
    assertThat(report.killsWhileRestoring()).as("kills that struck a restore").isPositive();
    assertThat(report.endedByThemselves()).isZero();
  }

  @Test
  void resultsAtLeastOnce_throughAKill_haveNoLessThanTheRecomputation() throws Exception {
    ChaosReport report =
        run(
            new ChaosRun.Settings(
                SHORT,
                SHORT.windowMillis(),
                new Fault.Amounts(1, 0, 0, 0),
                PARTITIONS,
                Duration.ofSeconds(3),
                SEED,
                0,
                "at_least_once",
                false));

    assertThat(report.differences()).isEmpty();
    assertThat(report.windowsCompared()).isGreaterThan(50);
    assertThat(report.segmentWindowsCompared()).isGreaterThan(20);
    assertThat(report.endedByThemselves()).isZero();
  }

  @Test
  void resultsOfOverlappingWindows_throughAKill_equalTheRecomputationAndAnUndisturbedRun()
      throws Exception {
    ChaosReport report =
        run(
            new ChaosRun.Settings(
                SHORT,
                SHORT.windowMillis() / 2,
                new Fault.Amounts(1, 0, 0, 0),
                PARTITIONS,
                Duration.ofSeconds(3),
                SEED,
                0,
                "exactly_once_v2",
                true));

    assertThat(report.differences()).isEmpty();
    assertThat(report.windowsCompared()).isGreaterThan(100);
    assertThat(report.segmentWindowsCompared()).isGreaterThan(40);
    assertThat(report.rollingReferencesCompared()).isGreaterThan(20);
    assertThat(report.endedByThemselves()).isZero();
  }

  private ChaosReport run(ChaosRun.Settings settings) throws Exception {
    return ChaosRun.run(settings, directory, System.out::println);
  }
}
