// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.service.cli.Main;
import io.tidemark.service.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With the JVM options that the launcher gives the service, an instance whose heap is full ends,
 * with the status that operations.md names, and does not go on with some of its threads.
 */
class FullHeapIT {

  private static final Path OPTIONS =
      Path.of(
          System.getProperty("tidemark.root"), "streams-app/service/src/main/jvm/service.options");

  @TempDir private Path directory;

  @Test
  void heapTooSmall_endsWithThreeAndSaysWhy() throws Exception {
    Path log = directory.resolve("log");
    List<String> options = new ArrayList<>(serviceOptions());
    // To the log without a way over this process, which may be behind when the other has ended.
    options.addAll(List.of("-Xmx20m", "-XX:+DisplayVMOutputToStderr"));
    ChildJvm child = ChildJvm.start(Main.class, log, options, "demo", "--for", "1m");
    try {
      assertThat(child.endsWithin(Duration.ofMinutes(3))).as("ended").isTrue();
    } finally {
      child.kill();
    }

    assertThat(child.exitValue()).isEqualTo(3);
    assertThat(log).content().contains("Terminating due to java.lang.OutOfMemoryError");
  }

  private static List<String> serviceOptions() throws IOException {
    return Files.readAllLines(OPTIONS).stream().filter(line -> line.startsWith("-")).toList();
  }
}
