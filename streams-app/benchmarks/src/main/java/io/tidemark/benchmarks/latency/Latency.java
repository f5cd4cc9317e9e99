// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.latency;

import io.tidemark.benchmarks.engine.ClosedWindow;
import io.tidemark.benchmarks.engine.EngineProcess;
import io.tidemark.benchmarks.engine.EngineSettings;
import io.tidemark.benchmarks.engine.Figures;
import io.tidemark.benchmarks.engine.ProcessOptions;
import io.tidemark.benchmarks.engine.ResultsFollower;
import io.tidemark.benchmarks.engine.Variant;
import io.tidemark.benchmarks.load.Cluster;
import io.tidemark.benchmarks.load.Shape;
import io.tidemark.benchmarks.load.SteadyLoad;
import io.tidemark.benchmarks.load.WindowId;
import io.tidemark.benchmarks.load.Workload;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Measures how long results take at a steady load: one instance in a process of its own; the
 * broker, the load and the reader of committed results here.
 *
 * <p>Two clocks stop when a result arrives. The first starts when the pair is sent that lets the
 * window close, which is what the service can answer for; the second when the last pair of the
 * window is sent, and so holds the grace period too.
 */
@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Measure the time from the last event of a window to its result, p50 and p99.")
public final class Latency implements Callable<Integer> {

  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Option(names = "--rate", description = "Pairs a second. Default: ${DEFAULT-VALUE}.")
  private int rate = 20_000;

  @Option(names = "--models", description = "Default: ${DEFAULT-VALUE}.")
  private int models = 10;

  @Option(names = "--window", description = "Seconds. Default: ${DEFAULT-VALUE}.")
  private int windowSeconds = 5;

  @Option(names = "--grace", description = "Seconds. Default: ${DEFAULT-VALUE}.")
  private int graceSeconds = 1;

  @Option(names = "--warm-up", description = "Seconds before. Default: ${DEFAULT-VALUE}.")
  private int warmUpSeconds = 30;

  @Option(names = "--duration", description = "Seconds measured. Default: ${DEFAULT-VALUE}.")
  private int durationSeconds = 120;

  @Mixin private ProcessOptions processOptions;

  @Spec private CommandSpec spec;

  private Latency() {}

  /** Runs the benchmark. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Latency()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Shape shape =
        new Shape(
            rate * (warmUpSeconds + durationSeconds),
            models,
            20,
            4,
            Duration.ofSeconds(windowSeconds),
            Duration.ofSeconds(graceSeconds),
            rate);
    try (Cluster cluster = Cluster.start(shape.partitions())) {
      Workload workload = new Workload(shape, cluster.registryClient());
      workload.publishReferences(cluster.bootstrapServers());
      cluster.createTopic("latency-results", shape.partitions());
      EngineSettings settings =
          new EngineSettings(
              Variant.TIDEMARK_EOS,
              shape,
              cluster.bootstrapServers(),
              cluster.registryUrl(),
              "latency",
              "latency-results",
              Files.createTempDirectory("tidemark-latency-").resolve("latency"),
              processOptions.profileDirectory());
      try (EngineProcess process = EngineProcess.start(settings, processOptions.javaOptions())) {
        measure(cluster, shape, workload, process);
      }
    }
    return 0;
  }

  private void measure(Cluster cluster, Shape shape, Workload workload, EngineProcess process) {
    SteadyLoad load = new SteadyLoad(shape, workload, cluster.registryClient());
    long from = System.currentTimeMillis() + warmUpSeconds * 1_000L;
    long to = from + durationSeconds * 1_000L;
    Duration running =
        Duration.ofSeconds(warmUpSeconds + durationSeconds + graceSeconds + windowSeconds);
    CompletableFuture<Void> sending =
        CompletableFuture.runAsync(() -> load.run(cluster.bootstrapServers(), running));
    Map<WindowId, Arrival> arrivals = new HashMap<>();
    Figures begin = null;
    Figures end = null;
    try (ResultsFollower follower =
        new ResultsFollower(
            cluster.bootstrapServers(),
            cluster.registryClient(),
            "latency-results",
            shape.partitions())) {
      while (!sending.isDone()) {
        follow(follower, arrivals);
        long now = System.currentTimeMillis();
        begin = begin == null && now >= from ? process.nextPhase() : begin;
        end = end == null && now >= to ? process.figures() : end;
      }
      sending.join();
      Map<WindowId, Long> expected = new HashMap<>(load.sent());
      expected
          .keySet()
          .removeIf(w -> w.startMillis() < from || w.startMillis() + windowSeconds * 1_000L > to);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!arrivals.keySet().containsAll(expected.keySet()) && System.nanoTime() < deadline) {
        follow(follower, arrivals);
      }
      arrivals.keySet().retainAll(expected.keySet());
      requireComplete(load, expected, arrivals);
    }
    report(load, arrivals, (end.cpuSeconds() - begin.cpuSeconds()) / durationSeconds);
  }

  private static void follow(ResultsFollower follower, Map<WindowId, Arrival> arrivals) {
    for (ClosedWindow closed : follower.poll(LOOK)) {
      arrivals.put(closed.window(), new Arrival(closed.observations(), System.nanoTime()));
    }
  }

  /** When a result came and how many pairs it says it holds. */
  private record Arrival(long observations, long nanos) {}

  private void report(SteadyLoad load, Map<WindowId, Arrival> arrivals, double cores) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%.0f pairs/s, %d models, windows of %d s, grace %d s: %d results, %.2f cores in use%n",
        load.pace(),
        models,
        windowSeconds,
        graceSeconds,
        arrivals.size(),
        cores);
    double[] last =
        seconds(arrivals, e -> e.getValue().nanos() - load.lastPairNanos(e.getKey().startMillis()));
    double[] closable =
        seconds(arrivals, e -> e.getValue().nanos() - load.closableNanos(e.getKey().startMillis()));
    out.printf(
        Locale.ROOT,
        "from the last pair of the window (holds the grace): p50 %.2f s, p99 %.2f s, max %.2f s%n",
        quantile(last, 0.5),
        quantile(last, 0.99),
        quantile(last, 1));
    out.printf(
        Locale.ROOT,
        "from the pair that lets the window close: p50 %.2f s, p99 %.2f s, max %.2f s%n",
        quantile(closable, 0.5),
        quantile(closable, 0.99),
        quantile(closable, 1));
    out.printf(
        Locale.ROOT,
        "p50_seconds=%.2f p99_seconds=%.2f%n",
        quantile(closable, 0.5),
        quantile(closable, 0.99));
    out.flush();
  }

  private void requireComplete(
      SteadyLoad load, Map<WindowId, Long> expected, Map<WindowId, Arrival> arrivals) {
    if (load.pace() < 0.97 * rate) {
      throw new IllegalStateException(
          "only " + Math.round(load.pace()) + " pairs/s could be sent; ask for a lower --rate");
    }
    if (arrivals.size() < expected.size()) {
      throw new IllegalStateException(
          "only "
              + arrivals.size()
              + " of "
              + expected.size()
              + " results came: the instance does not keep up; ask for a lower --rate");
    }
    arrivals.forEach(
        (window, arrival) -> {
          if (expected.get(window) != arrival.observations()) {
            throw new IllegalStateException(
                window
                    + " has "
                    + arrival.observations()
                    + " pairs, but "
                    + expected.get(window)
                    + " were sent");
          }
        });
  }

  private static double[] seconds(
      Map<WindowId, Arrival> arrivals, ToDoubleFunction<Map.Entry<WindowId, Arrival>> nanos) {
    return arrivals.entrySet().stream()
        .mapToDouble(entry -> nanos.applyAsDouble(entry) / 1e9)
        .sorted()
        .toArray();
  }

  private static double quantile(double[] sorted, double level) {
    int rank = (int) Math.ceil(level * sorted.length);
    return sorted[Math.max(0, rank - 1)];
  }
}
