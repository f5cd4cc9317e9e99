// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.scale;

import io.tidemark.benchmarks.engine.ClosedWindow;
import io.tidemark.benchmarks.engine.Figures;
import io.tidemark.benchmarks.engine.ProcessOptions;
import io.tidemark.benchmarks.engine.ResultsFollower;
import io.tidemark.benchmarks.load.Cluster;
import io.tidemark.benchmarks.load.Shape;
import io.tidemark.benchmarks.load.WindowId;
import io.tidemark.benchmarks.load.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * What one number of models costs.
 *
 * @param shape the workload
 * @param pairsPerCpuSecond of the second half of the pairs
 * @param cpuSeconds until all pairs were counted
 * @param closingSeconds CPU time to close one window of each model
 * @param openBytes heap with these windows open
 * @param closedBytes heap when they have closed
 */
record ModelCost(
    Shape shape,
    double pairsPerCpuSecond,
    double cpuSeconds,
    double closingSeconds,
    long openBytes,
    long closedBytes) {

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration LOOK = Duration.ofMillis(50);

  static ModelCost measure(Cluster cluster, Shape shape, Path directory, ProcessOptions how)
      throws IOException {
    String name = "models-" + shape.models();
    Workload workload = new Workload(shape, cluster.registryClient());
    workload.publishReferences(cluster.bootstrapServers());
    workload.publishPairs(cluster.bootstrapServers());
    try (Fleet fleet = Fleet.start(cluster, shape, 1, name, directory, how)) {
      Course course = new Course(fleet, shape.pairs()).run();
      Figures open = fleet.figuresAfterCollection();
      workload.publishClosing(cluster.bootstrapServers());
      awaitClosed(cluster, shape, Fleet.results(name));
      Figures closed = fleet.figures();
      return new ModelCost(
          shape,
          course.pairsPerCpuSecond(),
          course.cpuSeconds(),
          closed.cpuSeconds() - open.cpuSeconds(),
          open.heapBytes(),
          fleet.figuresAfterCollection().heapBytes());
    }
  }

  private static void awaitClosed(Cluster cluster, Shape shape, String topic) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Set<WindowId> closed = new HashSet<>();
    try (ResultsFollower follower =
        new ResultsFollower(
            cluster.bootstrapServers(), cluster.registryClient(), topic, shape.partitions())) {
      while (closed.size() < shape.models()) {
        follower.poll(LOOK).stream().map(ClosedWindow::window).forEach(closed::add);
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(
              "only " + closed.size() + " of " + shape.models() + " windows closed");
        }
      }
    }
  }

  /**
   * A row of the table; what a reference takes is what came with the models after the first row.
   */
  String row(ModelCost first) {
    double mebi = 1 << 20;
    double columns = (double) shape.models() * (shape.features() + 1);
    double moreColumns = columns - (double) first.shape.models() * (shape.features() + 1);
    String reference =
        moreColumns == 0
            ? "–"
            : String.format(
                Locale.ROOT, "%.1f", (closedBytes - first.closedBytes) / moreColumns / 1_024);
    return String.format(
        Locale.ROOT,
        "| %d | %.0f | %.2f | %.1f | %.0f | %.0f | %.1f | %s |",
        shape.models(),
        pairsPerCpuSecond,
        cpuSeconds,
        1_000 * closingSeconds / shape.models(),
        openBytes / mebi,
        closedBytes / mebi,
        (openBytes - closedBytes) / columns / 1_024,
        reference);
  }
}
