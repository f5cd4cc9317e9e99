// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.scale;

import io.tidemark.benchmarks.engine.ProcessOptions;
import io.tidemark.benchmarks.load.Cluster;
import io.tidemark.benchmarks.load.Shape;
import io.tidemark.benchmarks.load.Workload;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Measures how cost grows: CPU for each pair with more instances on the same input, then CPU and
 * memory with more models.
 *
 * <p>All pairs of a model fall into one window. Memory is taken while it is open, and after it has
 * closed; the difference is the window, the rest is the reference and the program.
 */
@Command(
    name = "scale",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measure CPU per pair with 1, 2 and 4 instances, and CPU and memory with 10 to 10,000"
          + " models.",
      "The figures per pair are of the second half of the pairs, without start and compilation."
    })
public final class Scale implements Callable<Integer> {

  private static final Duration WINDOW = Duration.ofHours(1);
  private static final int FEATURES = 20;
  private static final int PARTITIONS = 4;

  @Option(names = "--pairs", description = "Default: ${DEFAULT-VALUE}.")
  private int pairs = 1_000_000;

  @Option(
      names = "--instances",
      split = ",",
      description = "Numbers of instances; 0 leaves them out. Default: 1,2,4.")
  private List<Integer> instances = List.of(1, 2, 4);

  @Option(
      names = "--models",
      split = ",",
      description = "Numbers of models; 0 leaves them out. Default: 10,100,1000,10000.")
  private List<Integer> models = List.of(10, 100, 1_000, 10_000);

  @Mixin private ProcessOptions processOptions;

  @Spec private CommandSpec spec;

  private PrintWriter out;

  private Scale() {}

  /** Runs the benchmark. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Scale()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    out = spec.commandLine().getOut();
    Path directory = Files.createTempDirectory("tidemark-scale-");
    if (!instances.contains(0)) {
      measureInstances(directory);
    }
    if (!models.contains(0)) {
      measureModels(directory);
    }
    return 0;
  }

  private void measureInstances(Path directory) throws IOException {
    Shape shape = shape(10);
    print("| instances | pairs/CPU-s | CPU-s in all | pairs/s |");
    print("| ---: | ---: | ---: | ---: |");
    try (Cluster cluster = Cluster.start(PARTITIONS)) {
      Workload workload = new Workload(shape, cluster.registryClient());
      workload.publishReferences(cluster.bootstrapServers());
      workload.publishPairs(cluster.bootstrapServers());
      for (int number : instances) {
        String name = "instances-" + number;
        try (Fleet fleet = Fleet.start(cluster, shape, number, name, directory, processOptions)) {
          Course course = new Course(fleet, pairs).run();
          print(
              "| %d | %.0f | %.2f | %.0f |",
              number, course.pairsPerCpuSecond(), course.cpuSeconds(), course.pairsPerSecond());
        }
        cluster.deleteTopics(name + '-');
      }
    }
    print("");
  }

  private void measureModels(Path directory) throws IOException {
    print(
        "| models | pairs/CPU-s | CPU-s in all | CPU-ms to close a window | heap MiB, windows open"
            + " | heap MiB, closed | KiB per column: window | reference |");
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    List<ModelCost> costs = new ArrayList<>();
    for (int number : models) {
      Shape shape = shape(number);
      try (Cluster cluster = Cluster.start(PARTITIONS)) {
        costs.add(ModelCost.measure(cluster, shape, directory, processOptions));
      }
      print("%s", costs.get(costs.size() - 1).row(costs.get(0)));
    }
  }

  private Shape shape(int number) {
    int rate = Math.max(1, pairs / (int) (WINDOW.toSeconds() / 2));
    return new Shape(pairs, number, FEATURES, PARTITIONS, WINDOW, Duration.ofMinutes(5), rate);
  }

  private void print(String format, Object... figures) {
    out.printf(Locale.ROOT, format + "%n", figures);
    out.flush();
  }
}
