// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.testing.chaos;

import io.tidemark.service.testing.ServiceProcess;
import io.tidemark.service.testing.TidemarkCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The instances of the service that run, by name, and how long each start took. */
final class Fleet implements AutoCloseable {

  static final String APPLICATION = "chaos";
  private static final int PATIENCE_SECONDS = 600;
  private static final Duration UNUSUALLY_LONG = Duration.ofSeconds(60);

  /** Several times the timeout that the instances ask for. */
  private static final Duration UNUSUALLY_LONG_OPEN = Duration.ofSeconds(15);

  /** More than a fetch can ever have, so each of them waits, and then brings little. */
  private static final Map<String, String> SLOW_RESTORE =
      Map.of(
          "kafka.restore.consumer.fetch.min.bytes", "10000000",
          "kafka.restore.consumer.fetch.max.wait.ms", "100",
          "kafka.restore.consumer.fetch.max.bytes", "50000",
          "kafka.restore.consumer.max.partition.fetch.bytes", "10000");

  private final TidemarkCluster cluster;
  private final Path directory;
  private final Map<String, String> changes;
  private final TreeMap<String, ServiceProcess> running = new TreeMap<>();
  private final Set<String> overflowed = new TreeSet<>();
  private final List<Duration> restores = new ArrayList<>();
  private final List<Duration> stops = new ArrayList<>();
  private int endedByThemselves;
  private int hangingTransactions;

  Fleet(TidemarkCluster cluster, Path directory, Map<String, String> changes) {
    this.cluster = cluster;
    this.directory = directory;
    this.changes = changes;
  }

  int size() {
    return running.size();
  }

  /** Starts an instance; it is not waited for. */
  ServiceProcess start(String name) throws IOException {
    return start(name, changes);
  }

  /** The same, but one that restores slowly enough to be caught at it; to be killed soon. */
  ServiceProcess startSlow(String name) throws IOException {
    Map<String, String> slow = new HashMap<>(changes);
    slow.putAll(SLOW_RESTORE);
    return start(name, slow);
  }

  private ServiceProcess start(String name, Map<String, String> changes) throws IOException {
    noteOverflow(name);
    Path home = directory.resolve(name);
    ServiceProcess service =
        ServiceProcess.start(home, cluster.settings(home.resolve("state"), changes));
    running.put(name, service);
    return service;
  }

  /** Starts an instance and waits until it is restored. */
  void startAndRestore(String name) throws IOException, InterruptedException {
    ServiceProcess service = start(name);
    if (!service.runsWithin(UNUSUALLY_LONG)) {
      abortHangingTransactions();
    }
    restores.add(service.awaitRunning());
  }

  /**
   * What an operator does when a restore does not end and {@code kafka-transactions.sh} says why.
   */
  void abortHangingTransactions() throws IOException, InterruptedException {
    hangingTransactions +=
        HangingTransactions.abort(cluster.bootstrapServers(), UNUSUALLY_LONG_OPEN, this::live);
  }

  /** The next start deletes what a life has left on disk, the directory for that it leaves. */
  private void noteOverflow(String name) {
    if (Files.isDirectory(overflow(name))) {
      overflowed.add(name);
    }
  }

  /** How many instances had more open than they may hold in memory. */
  int overflowed() {
    running.keySet().forEach(this::noteOverflow);
    return overflowed.size();
  }

  /** Directories of windows on disk beyond that of the last life of each instance. */
  int abandoned() throws IOException {
    int beyond = 0;
    for (String name : overflowed) {
      try (Stream<Path> found = Files.list(overflow(name))) {
        beyond += Math.max(0, (int) found.filter(Files::isDirectory).count() - 1);
      }
    }
    return beyond;
  }

  private Path overflow(String name) {
    return directory.resolve(name).resolve("state").resolve("overflow");
  }

  int hangingTransactions() {
    return hangingTransactions;
  }

  String any(Random random) {
    return List.copyOf(running.keySet()).get(random.nextInt(running.size()));
  }

  ServiceProcess get(String name) {
    return running.get(name);
  }

  void kill(String name) throws InterruptedException {
    running.remove(name).kill();
  }

  void stop(String name) {
    long before = System.nanoTime();
    running.remove(name).close();
    stops.add(Duration.ofNanos(System.nanoTime() - before));
  }

  /** Waits; whatever ends in that time without being told is noted and started again. */
  void live(Duration time) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + time.toNanos();
    for (String name : List.copyOf(running.keySet())) {
      long left = Math.max(1_000_000, deadline - System.nanoTime());
      if (running.get(name).endsWithin(Duration.ofNanos(left))) {
        endedByThemselves++;
        startAndRestore(name);
      }
    }
  }

  /** Waits until the instances have read and committed all that is in the inputs now. */
  void awaitReadAll() throws IOException, InterruptedException {
    for (int pauses = 0; cluster.unread(APPLICATION) > 0; pauses++) {
      if (pauses == PATIENCE_SECONDS) {
        dumpThreads();
        throw new AssertionError("not read within " + PATIENCE_SECONDS + " s: see the logs");
      }
      live(Duration.ofSeconds(1));
    }
  }

  /** Lets every instance write to its log what it is at. */
  void dumpThreads() throws IOException, InterruptedException {
    for (ServiceProcess service : running.values()) {
      service.dumpThreads();
    }
  }

  List<Duration> restores() {
    return restores;
  }

  List<Duration> stops() {
    return stops;
  }

  int endedByThemselves() {
    return endedByThemselves;
  }

  @Override
  public void close() {
    List.copyOf(running.keySet()).forEach(this::stop);
  }
}
