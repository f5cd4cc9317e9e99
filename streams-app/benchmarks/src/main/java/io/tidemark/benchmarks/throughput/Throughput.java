// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.throughput;

import io.tidemark.service.demo.EmbeddedKafka;
import io.tidemark.service.registry.InProcessRegistry;
import io.tidemark.service.registry.RegistryConfig;
import io.tidemark.service.registry.SchemaRegistryClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures CPU seconds per joined pair: consuming and decoding alone, then Tidemark at least once
 * and exactly once. Each variant runs in a process of its own, several times, taking turns; the
 * broker and the registry run here and are not counted.
 *
 * <p>{@code streams-app/benchmarks/run throughput [PAIRS] [MODELS] [ROUNDS]}. The last line is the
 * ratio of medians.
 */
public final class Throughput {

  private static final List<String> VARIANTS = List.of("decode", "tidemark-alos", "tidemark-eos");

  private Throughput() {}

  /** Runs the benchmark. */
  public static void main(String[] args) throws Exception {
    int pairs = argument(args, 0, 1_000_000);
    int models = argument(args, 1, 10);
    int rounds = argument(args, 2, 5);
    Map<String, List<Double>> seconds = new LinkedHashMap<>();
    try (EmbeddedKafka kafka = new EmbeddedKafka().start();
        InProcessRegistry registry = InProcessRegistry.start(0)) {
      kafka.createTopic(Workload.FEATURES, 4);
      kafka.createTopic(Workload.PREDICTIONS, 4);
      kafka.createTopic(Workload.REFERENCES, 1, Map.of("cleanup.policy", "compact"));
      new Workload(pairs, models)
          .publish(
              kafka.bootstrapServers(),
              new SchemaRegistryClient(RegistryConfig.of(registry.url())));
      for (int round = 0; round < rounds; round++) {
        for (String variant : VARIANTS) {
          double cpu = run(variant, round, kafka.bootstrapServers(), registry.url(), pairs);
          System.out.printf(
              Locale.ROOT, "%-14s %.2f CPU-s, %.0f pairs/CPU-s%n", variant, cpu, pairs / cpu);
          seconds.computeIfAbsent(variant, v -> new ArrayList<>()).add(cpu);
        }
      }
    }
    double decode = median(seconds.get("decode"));
    System.out.printf(
        Locale.ROOT,
        "alos_over_decode=%.2f tidemark_over_decode=%.2f%n",
        median(seconds.get("tidemark-alos")) / decode,
        median(seconds.get("tidemark-eos")) / decode);
  }

  private static double run(
      String variant, int round, String bootstrapServers, String registryUrl, int pairs)
      throws IOException, InterruptedException {
    Path state = Files.createTempDirectory("tidemark-throughput");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-cp",
                System.getProperty("java.class.path"),
                Variant.class.getName(),
                variant,
                bootstrapServers,
                registryUrl,
                Integer.toString(pairs),
                state.resolve(variant + round).toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String line;
      while ((line = out.readLine()) != null) {
        if (line.startsWith("cpu_seconds=")) {
          return Double.parseDouble(line.substring("cpu_seconds=".length()));
        }
      }
    } finally {
      process.waitFor();
    }
    throw new IllegalStateException(variant + " ended without a figure");
  }

  private static int argument(String[] args, int index, int fallback) {
    return args.length > index ? Integer.parseInt(args[index]) : fallback;
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
