// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.chaos;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.reference.ReferenceProfileBuilder;
import io.tidemark.service.cli.shell.Logs;
import io.tidemark.service.testing.EventProducer;
import io.tidemark.service.testing.ServiceProcess;
import io.tidemark.service.testing.TidemarkCluster;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * How long a killed instance takes to be back, how long another takes to go on for it with and
 * without a standby replica, and how large the logs of the state are.
 */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = {
      "Fill the state of one instance, kill it, and time its way back.",
      "Then kill one of two instances, and time how soon the other goes on for it."
    })
public final class Restore implements Callable<Integer> {

  private static final int PARTITIONS = 4;
  private static final int MODELS = 10;
  private static final int PAIRS_A_WINDOW = 20;
  private static final int REFERENCE_ROWS = 5_000;
  private static final int NUMBERS = 20;
  private static final long START_MILLIS = 1_767_225_600_000L;
  private static final long WINDOW_MILLIS = 10_000;
  private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(6);

  /** Long enough for a standby replica to have read what the last commit wrote. */
  private static final Duration SETTLING = Duration.ofSeconds(8);

  @Option(names = "--halves", description = "Halves that wait. Default: ${DEFAULT-VALUE}.")
  private int halves = 1_000_000;

  @Option(names = "--windows", description = "Open windows. Default: ${DEFAULT-VALUE}.")
  private int windows = 1_000;

  @Option(names = "--rounds", description = "How often it is killed. Default: ${DEFAULT-VALUE}.")
  private int rounds = 5;

  @Spec private CommandSpec spec;

  private final Random random = new Random(1);

  private Restore() {}

  /**
   * Runs it.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    System.setProperty("org.apache.avro.SERIALIZABLE_PACKAGES", "io.tidemark.schemas,java.lang");
    System.exit(new CommandLine(new Restore()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Logs.onlyWarnings();
    Logs.withoutClients();
    Path directory = Files.createTempDirectory("tidemark-restore-");
    try (TidemarkCluster cluster = TidemarkCluster.start(PARTITIONS)) {
      cluster.publishAll(references());
      try (EventProducer producer = cluster.producer()) {
        publish(producer);
      }
      measure(cluster, directory);
      for (int standbys = 0; standbys <= 1; standbys++) {
        takeOver(cluster, directory, standbys);
      }
    }
    return 0;
  }

  private Map<String, String> settings(
      TidemarkCluster cluster, Path state, String application, int standbys) {
    return cluster.settings(state, changes(application, standbys));
  }

  static Map<String, String> changes(String application, int standbys) {
    return Map.ofEntries(
        Map.entry("kafka.application.id", application),
        Map.entry("kafka.num.standby.replicas", Integer.toString(standbys)),
        // Spreads the tasks at once, and not after ten minutes.
        Map.entry("kafka.acceptable.recovery.lag", Long.toString(Long.MAX_VALUE)),
        Map.entry("kafka.commit.interval.ms", "1000"),
        Map.entry("kafka.session.timeout.ms", Long.toString(SESSION_TIMEOUT.toMillis())),
        Map.entry("kafka.heartbeat.interval.ms", "1500"),
        Map.entry("windows.grace", "1000s"),
        Map.entry("windows.idle.timeout", "1h"),
        Map.entry("join.window", "1000s"),
        // The default gives up beyond some 170,000 halves of a task.
        Map.entry("join.max.pending.bytes", "1GiB"));
  }

  private void measure(TidemarkCluster cluster, Path directory) throws Exception {
    Map<String, String> settings = settings(cluster, directory.resolve("state"), "restore", 0);
    List<Duration> starts = new ArrayList<>();
    for (int round = 0; round <= rounds; round++) {
      ServiceProcess service = ServiceProcess.start(directory, settings, "-Xmx3g");
      starts.add(service.awaitRunning());
      awaitReadAll(cluster, "restore", service);
      service.live(Duration.ofSeconds(8));
      service.kill();
    }
    PrintWriter out = out();
    out.printf(Locale.ROOT, "first start, nothing to restore: %.1f s%n", seconds(starts.get(0)));
    out.printf(
        Locale.ROOT,
        "start to running with %,d halves and %,d windows, p50 / max: %s%n",
        halves,
        windows,
        medianAndLongest(starts.subList(1, starts.size())));
    cluster
        .bytesByTopic()
        .forEach(
            (topic, bytes) -> {
              if (topic.endsWith("-changelog")) {
                out.printf(Locale.ROOT, "%s: %.1f MB%n", topic, bytes / 1e6);
              }
            });
    out.flush();
  }

  /** Kills one of two instances, and waits until the other reads all partitions again. */
  private void takeOver(TidemarkCluster cluster, Path directory, int standbys) throws Exception {
    String application = "takeover-" + standbys;
    Path place = directory.resolve(application);
    Map<String, String> ofFirst =
        settings(cluster, place.resolve("state-a"), application, standbys);
    Map<String, String> ofSecond =
        settings(cluster, place.resolve("state-b"), application, standbys);
    List<Duration> gaps = new ArrayList<>();
    try (ServiceProcess second = ServiceProcess.start(place.resolve("b"), ofSecond, "-Xmx3g")) {
      for (int round = 0; round < rounds; round++) {
        ServiceProcess first = ServiceProcess.start(place.resolve("a"), ofFirst, "-Xmx3g");
        first.awaitRunning();
        second.awaitRunning();
        awaitReadAll(cluster, application, second);
        second.live(SETTLING);
        first.kill();
        long killed = System.nanoTime();
        publishToEveryPartition(cluster);
        while (cluster.unread(application) > 0) {
          second.live(Duration.ofMillis(50));
        }
        gaps.add(Duration.ofNanos(System.nanoTime() - killed));
      }
    }
    out()
        .printf(
            Locale.ROOT,
            "kill of one of two to all read by the other, %d standbys, p50 / max: %s"
                + " (session timeout %.0f s)%n",
            standbys,
            medianAndLongest(gaps),
            seconds(SESSION_TIMEOUT));
    out().flush();
  }

  private void publishToEveryPartition(TidemarkCluster cluster) {
    try (EventProducer producer = cluster.producer()) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        producer.inPartition(partition, START_MILLIS);
        producer.features("after-" + random.nextLong(), START_MILLIS, features());
      }
      producer.flush();
    }
  }

  private static void awaitReadAll(
      TidemarkCluster cluster, String application, ServiceProcess service)
      throws InterruptedException {
    while (cluster.unread(application) > 0) {
      service.live(Duration.ofSeconds(1));
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private static String medianAndLongest(List<Duration> durations) {
    List<Duration> sorted = durations.stream().sorted().toList();
    return String.format(
        Locale.ROOT,
        "%.1f / %.1f s",
        seconds(sorted.get(sorted.size() / 2)),
        seconds(sorted.get(sorted.size() - 1)));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }

  private void publish(EventProducer producer) {
    for (int i = 0; i < windows * PAIRS_A_WINDOW; i++) {
      int window = i / PAIRS_A_WINDOW;
      ModelVersion model = model(window % MODELS);
      long time = START_MILLIS + window / MODELS * WINDOW_MILLIS + i % PAIRS_A_WINDOW;
      producer.features("pair-" + i, time, features());
      producer.prediction(
          "pair-" + i, model.model(), model.version(), time, Map.of("score", random.nextDouble()));
    }
    for (int i = 0; i < halves; i++) {
      producer.features("half-" + i, START_MILLIS + i % 1_000, features());
    }
    producer.flush();
  }

  private Map<String, Object> features() {
    Map<String, Object> features = new HashMap<>();
    for (int i = 0; i < NUMBERS; i++) {
      features.put("x" + i, random.nextGaussian());
    }
    return features;
  }

  private static ModelVersion model(int number) {
    return new ModelVersion("model-" + number, "1");
  }

  private List<ReferenceProfile> references() {
    List<ReferenceProfile> profiles = new ArrayList<>();
    String[] names = new String[NUMBERS];
    for (int i = 0; i < NUMBERS; i++) {
      names[i] = "x" + i;
    }
    ValueLayout inputs = ValueLayout.of(names);
    ValueLayout outputs = ValueLayout.of("score");
    for (int model = 0; model < MODELS; model++) {
      ReferenceProfileBuilder builder =
          new ReferenceProfileBuilder(model(model), "training", START_MILLIS - 1);
      for (int row = 0; row < REFERENCE_ROWS; row++) {
        ObservedValues.Builder values = ObservedValues.builder(inputs);
        for (int i = 0; i < NUMBERS; i++) {
          values.number(i, random.nextGaussian());
        }
        builder.accept(
            values.build(), ObservedValues.builder(outputs).number(0, random.nextDouble()).build());
      }
      profiles.add(builder.build());
    }
    return profiles;
  }
}
