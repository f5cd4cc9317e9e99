// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.throughput;

import java.util.Locale;

/**
 * What one run of one variant took.
 *
 * @param variant who
 * @param cpuSeconds CPU time of the process until all results were committed, its start included
 * @param wallSeconds time from the start of the process until then
 * @param laterCpuSeconds CPU time after half of the pairs had been counted
 * @param laterPairs the pairs counted in that time
 * @param internalBytes bytes appended to repartition topics and changelogs
 * @param peakResidentBytes largest resident set of the process
 */
record Run(
    String variant,
    double cpuSeconds,
    double wallSeconds,
    double laterCpuSeconds,
    long laterPairs,
    long internalBytes,
    long peakResidentBytes) {

  /**
   * Pairs for each CPU second once compiled code runs; near enough, since the start is left out.
   */
  double laterPairsPerCpuSecond() {
    return laterPairs / laterCpuSeconds;
  }

  String toLine() {
    return String.format(
        Locale.ROOT,
        "%s %.3f %.3f %.3f %d %d %d",
        variant,
        cpuSeconds,
        wallSeconds,
        laterCpuSeconds,
        laterPairs,
        internalBytes,
        peakResidentBytes);
  }

  static Run of(String line) {
    String[] words = line.split(" ", -1);
    return new Run(
        words[0],
        Double.parseDouble(words[1]),
        Double.parseDouble(words[2]),
        Double.parseDouble(words[3]),
        Long.parseLong(words[4]),
        Long.parseLong(words[5]),
        Long.parseLong(words[6]));
  }
}
