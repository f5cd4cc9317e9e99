// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A Java process that can be sent every signal. It tells on its standard output when it is ready;
 * its log goes to a file. It ends when the process that started it does.
 */
public final class ChildJvm {

  private static final String READY = "ready ";
  private static final String ADDRESS = "address ";

  private final Process process;
  private final CompletableFuture<String> ready = new CompletableFuture<>();
  private final long startedNanos = System.nanoTime();
  private volatile long readyNanos;
  private volatile String address = "";

  private ChildJvm(Process process) {
    this.process = process;
  }

  /** Starts the main method of a class on this process's class path. */
  public static ChildJvm start(Class<?> main, Path log, List<String> options, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    ChildJvm child =
        new ChildJvm(
            new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
    Thread reader = new Thread(() -> child.read(log), "output of " + child.process.pid());
    reader.setDaemon(true);
    reader.start();
    return child;
  }

  private void read(Path log) {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith(READY)) {
          readyNanos = System.nanoTime();
          ready.complete(line.substring(READY.length()));
        } else if (line.startsWith(ADDRESS)) {
          address = line.substring(ADDRESS.length());
        } else {
          Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
      }
      ready.completeExceptionally(new IOException("the process ended before it was ready"));
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
  }

  /** For the child: says that it is ready, and something its parent wants to know. */
  static void tellReady(String what) {
    System.out.println(READY + what);
    System.out.flush();
  }

  /** For the child: says where it can be asked how far it is, before it is ready. */
  static void tellAddress(String address) {
    System.out.println(ADDRESS + address);
    System.out.flush();
  }

  /** For the child: ends it, without any hook, when its parent is gone. */
  static void endWithParent() {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // Nothing is ever sent; what counts is the end.
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              } finally {
                Runtime.getRuntime().halt(1);
              }
            },
            "parent watch");
    watch.setDaemon(true);
    watch.start();
  }

  /** Waits until the child is ready and returns what it said. */
  String awaitReady(Duration patience) throws InterruptedException {
    try {
      return ready.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("not ready within " + patience, e);
    }
  }

  /** Waits; returns early, and true, when the child is ready. */
  boolean readyWithin(Duration time) throws InterruptedException {
    try {
      ready.get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (TimeoutException e) {
      return false;
    }
  }

  /** Where the child can be asked; empty until it has said so. */
  String address() {
    return address;
  }

  /** Time from the start to being ready; defined once it is. */
  Duration timeToReady() {
    return Duration.ofNanos(readyNanos - startedNanos);
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Returns early, and true, when the child ends. */
  public boolean endsWithin(Duration time) throws InterruptedException {
    return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The status it ended with. */
  public int exitValue() {
    return process.exitValue();
  }

  /** SIGKILL: no hook runs. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** SIGTERM, and returns at once. */
  public void terminate() {
    // Process.destroy would close the pipe as well, and end the child as if its parent were gone.
    process.toHandle().destroy();
  }

  /** SIGTERM, then waits. */
  void stop() {
    terminate();
    process.onExit().join();
  }

  /** SIGSTOP: the child does nothing more, and its connections stay open. */
  void pause() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** SIGCONT. */
  void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  /** SIGQUIT: the child writes what its threads do to its log. */
  void dumpThreads() throws IOException, InterruptedException {
    signal("QUIT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }
}
