// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.testing;

import io.tidemark.service.TidemarkService;
import io.tidemark.service.config.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** An instance of the service in a JVM of its own, so that it can be killed. */
public final class ServiceProcess implements AutoCloseable {

  private final Process process;

  private ServiceProcess(Process process) {
    this.process = process;
  }

  /** Starts an instance with these settings; its log goes to a file in the directory. */
  public static ServiceProcess start(Path directory, Map<String, String> settings)
      throws IOException {
    Properties properties = new Properties();
    properties.putAll(settings);
    Path file = directory.resolve("service.properties");
    try (var out = Files.newOutputStream(file)) {
      properties.store(out, null);
    }
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path log = directory.resolve("service.log");
    return new ServiceProcess(
        new ProcessBuilder(
                List.of(
                    java.toString(),
                    "-Xmx512m",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ServiceProcess.class.getName(),
                    file.toString()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start());
  }

  /** Lets the instance live for a while; returns early if it dies. */
  public void live(Duration time) throws InterruptedException {
    if (process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("the service ended by itself with " + process.exitValue());
    }
  }

  /** Whether the instance runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL: no hook runs, nothing is committed any more. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** SIGTERM, then waits. */
  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }

  /** The instance: runs until it is told to end. */
  public static void main(String[] args) throws InterruptedException {
    TidemarkService service =
        new TidemarkService(ConfigLoader.load(Path.of(args[0]), Map.of(), Map.of()));
    Runtime.getRuntime().addShutdownHook(new Thread(service::close));
    service.start();
    service.awaitEnd();
  }
}
