// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.throughput;

import io.tidemark.benchmarks.engine.Variant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The table of all runs, and the ratios of medians. */
final class Report {

  private final List<Run> runs;
  private final int pairs;

  Report(List<Run> runs, int pairs) {
    this.runs = runs;
    this.pairs = pairs;
  }

  String table() {
    StringBuilder table = new StringBuilder();
    table.append(
        """
        | variant | runs | CPU-s (min–max) | pairs/CPU-s | 2nd half: pairs/CPU-s | pairs/s | internal B/pair | peak RSS MiB |
        | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
        """);
    for (Variant variant : Variant.values()) {
      List<Run> its = of(variant);
      if (!its.isEmpty()) {
        table.append(row(variant, its));
      }
    }
    return table.toString();
  }

  private String row(Variant variant, List<Run> its) {
    double cpu = median(its, Run::cpuSeconds);
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.2f (%.2f–%.2f) | %.0f | %.0f | %.0f | %.1f | %.0f |%n",
        variant.label(),
        its.size(),
        cpu,
        its.stream().mapToDouble(Run::cpuSeconds).min().orElseThrow(),
        its.stream().mapToDouble(Run::cpuSeconds).max().orElseThrow(),
        pairs / cpu,
        median(its, Run::laterPairsPerCpuSecond),
        pairs / median(its, Run::wallSeconds),
        median(its, run -> (double) run.internalBytes() / pairs),
        median(its, run -> run.peakResidentBytes() / 1048576.0));
  }

  /** The same ratios as {@link #ratios}, of the second half of the pairs alone. */
  String laterRatios() {
    ToDoubleFunction<Run> secondsPerPair = run -> 1 / run.laterPairsPerCpuSecond();
    return "second half alone: " + ratios(secondsPerPair);
  }

  String ratios() {
    return ratios(Run::cpuSeconds);
  }

  private String ratios(ToDoubleFunction<Run> cost) {
    return "dsl_over_tidemark="
        + ratio(Variant.DSL, Variant.TIDEMARK_EOS, cost)
        + " tidemark_over_decode="
        + ratio(Variant.TIDEMARK_EOS, Variant.DECODE, cost);
  }

  private String ratio(Variant one, Variant other, ToDoubleFunction<Run> cost) {
    if (of(one).isEmpty() || of(other).isEmpty()) {
      return "unknown";
    }
    return String.format(Locale.ROOT, "%.2f", median(of(one), cost) / median(of(other), cost));
  }

  private List<Run> of(Variant variant) {
    return runs.stream().filter(run -> run.variant().equals(variant.label())).toList();
  }

  private static double median(List<Run> runs, ToDoubleFunction<Run> figure) {
    double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[middle]
        : Arrays.stream(sorted, middle - 1, middle + 1).sum() / 2;
  }
}
