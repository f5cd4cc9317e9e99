// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.testing;

import io.tidemark.service.TidemarkService;
import io.tidemark.service.config.ConfigLoader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** An instance of the service in a JVM of its own, so that it can be killed. */
public final class ServiceProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration ANSWER = Duration.ofSeconds(2);
  private static final String RESTORING_TASKS = "tidemark_streams_restoring_tasks ";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final ChildJvm jvm;

  private ServiceProcess(ChildJvm jvm) {
    this.jvm = jvm;
  }

  /** Starts an instance with these settings; its log goes to a file in the directory. */
  public static ServiceProcess start(Path directory, Map<String, String> settings)
      throws IOException {
    return start(directory, settings, "-Xmx512m");
  }

  /** Starts an instance with these settings and this option for the heap. */
  public static ServiceProcess start(Path directory, Map<String, String> settings, String heap)
      throws IOException {
    Properties properties = new Properties();
    properties.putAll(settings);
    Path file = Files.createDirectories(directory).resolve("service.properties");
    try (var out = Files.newOutputStream(file)) {
      properties.store(out, null);
    }
    return new ServiceProcess(
        ChildJvm.start(
            ServiceProcess.class,
            directory.resolve("service.log"),
            // As the launcher does: out of memory an instance ends, and does not hang.
            List.of(heap, "-XX:+ExitOnOutOfMemoryError"),
            file.toString()));
  }

  /** Lets the instance live for a while; fails early if it dies. */
  public void live(Duration time) throws InterruptedException {
    if (jvm.endsWithin(time)) {
      throw new AssertionError("the service ended by itself with " + jvm.exitValue());
    }
  }

  /** Waits until all its tasks are restored and run; returns how long that took from the start. */
  public Duration awaitRunning() throws InterruptedException {
    jvm.awaitReady(PATIENCE);
    return jvm.timeToReady();
  }

  /** Waits; returns early, and true, when all its tasks are restored and run. */
  public boolean runsWithin(Duration time) throws InterruptedException {
    return jvm.readyWithin(time);
  }

  /**
   * How many tasks read their state back just now, by the instance's own metrics; negative when it
   * does not answer.
   */
  public int restoringTasks() throws InterruptedException {
    if (jvm.address().isEmpty()) {
      return -1;
    }
    try {
      return HTTP.send(
              HttpRequest.newBuilder(URI.create(jvm.address() + "/metrics"))
                  .timeout(ANSWER)
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> line.startsWith(RESTORING_TASKS))
          .mapToInt(line -> (int) Double.parseDouble(line.substring(RESTORING_TASKS.length())))
          .sum();
    } catch (IOException e) {
      return -1;
    }
  }

  /** Whether the instance runs. */
  public boolean isAlive() {
    return jvm.isAlive();
  }

  /** Waits; returns early, and true, when the instance ends. */
  public boolean endsWithin(Duration time) throws InterruptedException {
    return jvm.endsWithin(time);
  }

  /** SIGKILL: no hook runs, nothing is committed any more. */
  public void kill() throws InterruptedException {
    jvm.kill();
  }

  /** SIGTERM, and returns at once. */
  public void terminate() {
    jvm.terminate();
  }

  /** The status it ended with; defined once it has. */
  public int exitValue() {
    return jvm.exitValue();
  }

  /** SIGSTOP: to the group and the brokers it looks dead, and it does not know. */
  public void pause() throws IOException, InterruptedException {
    jvm.pause();
  }

  /** SIGCONT. */
  public void resume() throws IOException, InterruptedException {
    jvm.resume();
  }

  /** Writes what all threads do to the log. */
  public void dumpThreads() throws IOException, InterruptedException {
    jvm.dumpThreads();
  }

  /** SIGTERM, then waits. */
  @Override
  public void close() {
    jvm.stop();
  }

  /** The instance: runs until it is told to end. */
  public static void main(String[] args) throws InterruptedException {
    ChildJvm.endWithParent();
    TidemarkService service =
        new TidemarkService(ConfigLoader.load(Path.of(args[0]), Map.of(), Map.of()));
    Runtime.getRuntime().addShutdownHook(new Thread(service::close));
    service.start();
    ChildJvm.tellAddress(service.url());
    if (service.awaitRunning(PATIENCE)) {
      ChildJvm.tellReady(service.url());
    }
    service.awaitEnd();
  }
}
