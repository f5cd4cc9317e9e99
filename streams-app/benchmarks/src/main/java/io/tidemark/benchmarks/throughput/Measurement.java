// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.throughput;

import io.tidemark.benchmarks.engine.ClosedWindow;
import io.tidemark.benchmarks.engine.EngineProcess;
import io.tidemark.benchmarks.engine.EngineSettings;
import io.tidemark.benchmarks.engine.Figures;
import io.tidemark.benchmarks.engine.ProcessOptions;
import io.tidemark.benchmarks.engine.ResultsFollower;
import io.tidemark.benchmarks.engine.Variant;
import io.tidemark.benchmarks.load.Cluster;
import io.tidemark.benchmarks.load.Shape;
import io.tidemark.benchmarks.load.WindowId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Runs one variant over the published pairs, until the results of all their windows have been
 * committed and read; a variant without results until it has read all.
 */
final class Measurement {

  /** For each million pairs and at least; the slowest variant takes some two minutes for one. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final Duration LOOK = Duration.ofMillis(50);

  private final Cluster cluster;
  private final Shape shape;
  private final Map<WindowId, Long> expected;
  private final ProcessOptions options;
  private final Map<Variant, Path> archives = new EnumMap<>(Variant.class);

  private Figures half;

  Measurement(Cluster cluster, Shape shape, Map<WindowId, Long> expected, ProcessOptions options) {
    this.cluster = cluster;
    this.shape = shape;
    this.expected = expected;
    this.options = options;
  }

  /**
   * Keeps an archive of the classes of a variant, as the launcher does of the service's: those that
   * a process which is not measured has loaded at half of the pairs.
   */
  void recordClasses(Variant variant, Path directory) throws IOException {
    String name = variant.label() + "-classes";
    String results = name + "-results";
    Path classes = directory.resolve(name + ".list");
    cluster.createTopic(results, shape.partitions());
    half = null;
    long deadline = deadline();
    try (EngineProcess process =
        start(variant, name, directory, "-XX:DumpLoadedClassList=" + classes)) {
      while (half == null) {
        pause();
        look(process, deadline, "half of the pairs were not read");
      }
    } finally {
      cluster.deleteTopics(name + '-');
    }
    archives.put(variant, EngineProcess.archive(classes));
  }

  Run run(Variant variant, String name, Path directory) throws IOException {
    String results = name + "-results";
    cluster.createTopic(results, shape.partitions());
    half = null;
    Path archive = archives.get(variant);
    long begin = System.nanoTime();
    try (EngineProcess process =
        archive == null
            ? start(variant, name, directory)
            : start(variant, name, directory, "-XX:SharedArchiveFile=" + archive)) {
      Figures end = variant.publishes() ? awaitResults(process, results) : awaitAll(process);
      double seconds = (System.nanoTime() - begin) / 1e9;
      Map<String, Long> written = cluster.bytesIn(name + '-');
      written.remove(results);
      return new Run(
          variant.label(),
          end.cpuSeconds(),
          seconds,
          end.cpuSeconds() - half.cpuSeconds(),
          Math.min(shape.pairs(), end.observed()) - half.observed(),
          written.values().stream().mapToLong(Long::longValue).sum(),
          end.peakResidentBytes());
    } finally {
      cluster.deleteTopics(name + '-');
    }
  }

  private EngineProcess start(
      Variant variant, String name, Path directory, String... moreJavaOptions) throws IOException {
    List<String> javaOptions = new ArrayList<>(options.javaOptions());
    javaOptions.addAll(List.of(moreJavaOptions));
    return EngineProcess.start(
        new EngineSettings(
            variant,
            shape,
            cluster.bootstrapServers(),
            cluster.registryUrl(),
            name,
            name + "-results",
            directory.resolve(name),
            options.profileDirectory()),
        javaOptions);
  }

  private Figures awaitResults(EngineProcess process, String results) {
    Check check = new Check(expected);
    long deadline = deadline();
    try (ResultsFollower follower =
        new ResultsFollower(
            cluster.bootstrapServers(), cluster.registryClient(), results, shape.partitions())) {
      while (!check.complete()) {
        look(process, deadline, check.missing());
        for (ClosedWindow closed : follower.poll(LOOK)) {
          check.accept(closed);
        }
      }
    }
    return process.figures();
  }

  private Figures awaitAll(EngineProcess process) throws IOException {
    long deadline = deadline();
    while (look(process, deadline, "not all was read") < shape.pairs()) {
      pause();
    }
    return process.figures();
  }

  private long look(EngineProcess process, long deadline, String complaint) {
    if (System.nanoTime() > deadline) {
      throw new IllegalStateException(complaint + " within " + patience());
    }
    long observed = process.observed();
    if (half == null && observed >= shape.pairs() / 2) {
      half = options.profileDirectory() == null ? process.figures() : process.nextPhase();
    }
    return observed;
  }

  private long deadline() {
    return System.nanoTime() + patience().toNanos();
  }

  private Duration patience() {
    return PATIENCE.multipliedBy(Math.max(1, shape.pairs() / 1_000_000));
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(LOOK.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
