// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.engine;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process says of itself at one moment.
 *
 * @param observed pairs counted so far
 * @param cpuSeconds CPU time of the whole process since it began: start-up, compiler and collector
 *     included
 * @param peakResidentBytes largest resident set so far; 0 where the system does not tell
 * @param heapBytes heap in use
 */
public record Figures(long observed, double cpuSeconds, long peakResidentBytes, long heapBytes) {

  private static final Path STATUS = Path.of("/proc/self/status");

  static Figures now(Engine engine) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Figures(
        engine.observed(),
        system.getProcessCpuTime() / 1e9,
        readPeakResidentBytes(),
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
  }

  private static long readPeakResidentBytes() {
    if (!Files.isReadable(STATUS)) {
      return 0;
    }
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> 1_024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String toLine() {
    return observed + " " + cpuSeconds + " " + peakResidentBytes + " " + heapBytes;
  }

  static Figures of(String line) {
    String[] words = line.split(" ", -1);
    return new Figures(
        Long.parseLong(words[0]),
        Double.parseDouble(words[1]),
        Long.parseLong(words[2]),
        Long.parseLong(words[3]));
  }
}
