// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.engine;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** Options of every benchmark that starts processes. */
public final class ProcessOptions {

  @Option(
      names = "--java-options",
      split = " ",
      description = "More options for the JVMs that are measured, such as \"-XX:+UseParallelGC\".")
  private List<String> javaOptions = List.of();

  @Option(
      names = "--profile",
      paramLabel = "DIR",
      description = {
        "Write CPU profiles of the processes there: flame graphs and collapsed stacks.",
        "Profiling costs some per cent. For Java Flight Recorder use --java-options."
      })
  private Path profileDirectory;

  /** More options for a JVM. */
  public List<String> javaOptions() {
    return javaOptions;
  }

  /** Where profiles go; null for none. */
  public Path profileDirectory() {
    return profileDirectory;
  }
}
