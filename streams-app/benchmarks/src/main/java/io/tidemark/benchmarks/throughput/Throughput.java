// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.throughput;

import io.tidemark.benchmarks.engine.ProcessOptions;
import io.tidemark.benchmarks.engine.Variant;
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
 * Measures CPU seconds for each joined pair: consuming and decoding alone, the same job in the DSL,
 * and Tidemark. Each run is a process of its own and the variants take turns; broker and registry
 * live here and are not counted. Fails when a variant's results are not exactly those expected.
 */
@Command(
    name = "throughput",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measure CPU seconds per pair of Tidemark, the Streams DSL and plain decoding.",
      "A round of 1 M pairs takes about three minutes on two cores, most of it the DSL.",
      "With --runs, rounds can be made in several calls: each adds its runs to the file,",
      "and the table is of all runs in it."
    })
public final class Throughput implements Callable<Integer> {

  @Mixin private ShapeOptions shapeOptions;

  @Option(names = "--rounds", description = "Runs of each variant. Default: ${DEFAULT-VALUE}.")
  private int rounds = 5;

  @Option(
      names = "--variants",
      split = ",",
      description =
          "Which, in turn. Default: all (decode,dsl,dsl-lean,tidemark-alos,tidemark-eos).")
  private List<String> variants = List.of();

  @Option(
      names = "--runs",
      paramLabel = "FILE",
      description = "Add the runs to this file; it must be of the same shape.")
  private Path runsFile;

  @Mixin private ProcessOptions processOptions;

  @Spec private CommandSpec spec;

  private Throughput() {}

  /** Runs the benchmark. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Throughput()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Shape shape = shapeOptions.shape();
    List<Variant> chosen =
        variants.isEmpty()
            ? List.of(Variant.values())
            : variants.stream().map(Variant::of).distinct().toList();
    RunsFile file = new RunsFile(runsFile, shape);
    List<Run> runs = new ArrayList<>(file.read());
    out.println(shape.describe());
    try (Cluster cluster = Cluster.start(shape.partitions())) {
      Workload workload = publish(cluster, shape, out);
      Measurement measurement =
          new Measurement(cluster, shape, workload.expected(), processOptions);
      Path directory = Files.createTempDirectory("tidemark-throughput-");
      if (!processOptions.plainJava()) {
        for (Variant variant : chosen) {
          measurement.recordClasses(variant, directory);
        }
      }
      for (int round = 1; round <= rounds; round++) {
        for (Variant variant : chosen) {
          Run run = measurement.run(variant, variant.label() + "-round" + round, directory);
          print(out, run, shape);
          file.append(run);
          runs.add(run);
        }
      }
    }
    Report report = new Report(runs, shape.pairs());
    out.println();
    out.print(report.table());
    out.println();
    out.println(report.laterRatios());
    out.println(report.ratios());
    out.flush();
    return 0;
  }

  private static Workload publish(Cluster cluster, Shape shape, PrintWriter out) {
    Workload workload = new Workload(shape, cluster.registryClient());
    long begin = System.nanoTime();
    workload.publishReferences(cluster.bootstrapServers());
    workload.publishPairs(cluster.bootstrapServers());
    workload.publishClosing(cluster.bootstrapServers());
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    out.printf(Locale.ROOT, "published in %d s%n", took.toSeconds());
    out.flush();
    return workload;
  }

  private static void print(PrintWriter out, Run run, Shape shape) {
    out.printf(
        Locale.ROOT,
        "%-14s %.2f CPU-s, %.1f s, %.0f pairs/CPU-s, in the second half %.0f, %.1f B/pair%n",
        run.variant(),
        run.cpuSeconds(),
        run.wallSeconds(),
        shape.pairs() / run.cpuSeconds(),
        run.laterPairsPerCpuSecond(),
        (double) run.internalBytes() / shape.pairs());
    out.flush();
  }
}
