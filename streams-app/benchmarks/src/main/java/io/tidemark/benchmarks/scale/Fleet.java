// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.scale;

import io.tidemark.benchmarks.engine.EngineProcess;
import io.tidemark.benchmarks.engine.EngineSettings;
import io.tidemark.benchmarks.engine.Figures;
import io.tidemark.benchmarks.engine.ProcessOptions;
import io.tidemark.benchmarks.engine.Variant;
import io.tidemark.benchmarks.load.Cluster;
import io.tidemark.benchmarks.load.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Instances of Tidemark that share one input, each in a process of its own. */
final class Fleet implements AutoCloseable {

  private static final int COLUMNS_A_GIB = 50_000;

  private final List<EngineProcess> processes = new ArrayList<>();

  /** Starts instances, whose internal topics and results topic begin with a name. */
  static Fleet start(
      Cluster cluster, Shape shape, int instances, String name, Path directory, ProcessOptions how)
      throws IOException {
    cluster.createTopic(results(name), shape.partitions());
    Fleet fleet = new Fleet();
    List<String> javaOptions = new ArrayList<>(List.of(heap(shape)));
    javaOptions.addAll(how.javaOptions());
    for (int i = 0; i < instances; i++) {
      fleet.processes.add(
          EngineProcess.start(
              new EngineSettings(
                  Variant.TIDEMARK_EOS,
                  shape,
                  cluster.bootstrapServers(),
                  cluster.registryUrl(),
                  name,
                  results(name),
                  directory.resolve(name + '-' + i),
                  how.profileDirectory()),
              javaOptions));
    }
    return fleet;
  }

  /** Every instance keeps the references of all models: some 20 KB for each column. */
  private static String heap(Shape shape) {
    int columns = shape.models() * (shape.features() + 1);
    return "-Xmx" + (2 + columns / COLUMNS_A_GIB) + "g";
  }

  static String results(String name) {
    return name + "-results";
  }

  /** Pairs that they have counted so far. */
  long observed() {
    return processes.stream().mapToLong(EngineProcess::observed).sum();
  }

  /** Their figures of this moment, added up. */
  Figures figures() {
    return sum(EngineProcess::figures);
  }

  /** Their figures of this moment, from which on new profiles are taken where there are any. */
  Figures nextPhase() {
    return sum(EngineProcess::nextPhase);
  }

  /** Their figures after a full garbage collection of each, added up. */
  Figures figuresAfterCollection() {
    return sum(EngineProcess::figuresAfterCollection);
  }

  private Figures sum(Function<EngineProcess, Figures> asked) {
    Figures sum = new Figures(0, 0, 0, 0);
    for (EngineProcess process : processes) {
      Figures its = asked.apply(process);
      sum =
          new Figures(
              sum.observed() + its.observed(),
              sum.cpuSeconds() + its.cpuSeconds(),
              sum.peakResidentBytes() + its.peakResidentBytes(),
              sum.heapBytes() + its.heapBytes());
    }
    return sum;
  }

  @Override
  public void close() {
    processes.forEach(EngineProcess::close);
  }
}
