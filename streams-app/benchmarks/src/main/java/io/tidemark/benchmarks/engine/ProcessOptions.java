// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Options of every benchmark that starts processes. */
public final class ProcessOptions {

  private static final Predicate<String> COLLECTOR =
      Pattern.compile("-XX:\\+Use\\w+GC").asMatchPredicate();

  @Option(
      names = "--java-options",
      split = " ",
      description = {
        "More options for the JVMs that are measured, such as \"-XX:+UseSerialGC\".",
        "They come after those the service is started with, which all variants get."
      })
  private List<String> javaOptions = List.of();

  @Option(
      names = "--profile",
      paramLabel = "DIR",
      description = {
        "Write CPU profiles of the processes there: flame graphs and collapsed stacks.",
        "Profiling costs some per cent. For Java Flight Recorder use --java-options."
      })
  private Path profileDirectory;

  @Option(
      names = "--plain-java",
      description = "Leave out the options the service is started with: the JVM as it is.")
  private boolean plainJava;

  /**
   * Options for a JVM that is measured: those in which `tidemark run` starts the service, and those
   * asked for. Only one collector can be chosen, so one that is asked for takes the other's place.
   *
   * @throws IOException if the file of the service's options cannot be read
   */
  public List<String> javaOptions() throws IOException {
    if (plainJava) {
      return javaOptions;
    }
    boolean collectorChosen = javaOptions.stream().anyMatch(COLLECTOR);
    Path file =
        Path.of(System.getProperty("tidemark.benchmarks"))
            .resolveSibling("service/src/main/jvm/service.options");
    Stream<String> ofService =
        Files.readAllLines(file).stream()
            .filter(line -> line.startsWith("-"))
            .filter(line -> !(collectorChosen && COLLECTOR.test(line)));
    return Stream.concat(ofService, javaOptions.stream()).toList();
  }

  /** Whether the JVM is to be as it is, without what the launcher gives it. */
  public boolean plainJava() {
    return plainJava;
  }

  /** Where profiles go; null for none. */
  public Path profileDirectory() {
    return profileDirectory;
  }
}
