// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.testing.chaos;

import io.tidemark.schemas.DriftResult;
import io.tidemark.service.testing.BrokerProcess;
import io.tidemark.service.testing.EventProducer;
import io.tidemark.service.testing.NaiveOracle;
import io.tidemark.service.testing.TidemarkCluster;
import io.tidemark.service.testing.TopicReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * One run: a broker and instances in JVMs of their own, traffic, a schedule of faults, and the
 * check of everything that came out. The same seed gives the same traffic and the same schedule;
 * where exactly a fault strikes depends on the machine.
 */
public final class ChaosRun {

  static final String AT_LEAST_ONCE = "at_least_once";

  /** Of windows, in a period that a rolling reference is made of. */
  private static final int WINDOWS_A_PERIOD = 3;

  private static final int LEAST_OBSERVATIONS = 50;
  private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration GIVEN_UP_AFTER = SESSION_TIMEOUT.plus(Duration.ofSeconds(5));

  /**
   * What to do.
   *
   * @param shape of the traffic
   * @param advanceMillis from the start of a window to the start of the next; no more than the
   *     windows' length, and a part of it
   * @param amounts of faults
   * @param partitions of each input; those beyond the filled ones stay empty
   * @param longestLife longest time between two faults
   * @param seed of traffic and schedule
   * @param standbys replicas of the state, which take over where there is more than one instance
   * @param guarantee {@code exactly_once_v2} or {@code at_least_once}
   * @param undisturbed whether to compare with a second run over the same topics without faults
   */
  public record Settings(
      Traffic.Shape shape,
      long advanceMillis,
      Fault.Amounts amounts,
      int partitions,
      Duration longestLife,
      long seed,
      int standbys,
      String guarantee,
      boolean undisturbed) {}

  private final Settings settings;
  private final Path directory;
  private final Consumer<String> log;
  private final long startNanos = System.nanoTime();
  private final Traffic traffic;
  private final ChaosReport report = new ChaosReport();

  private ChaosRun(Settings settings, Path directory, Consumer<String> log) {
    this.settings = settings;
    this.directory = directory;
    this.log = log;
    this.traffic = new Traffic(settings.shape(), settings.seed());
  }

  /** Runs it all; each event goes to the log as it happens. */
  public static ChaosReport run(Settings settings, Path directory, Consumer<String> log)
      throws IOException, InterruptedException {
    return new ChaosRun(settings, directory, log).run();
  }

  private ChaosReport run() throws IOException, InterruptedException {
    try (BrokerProcess broker = BrokerProcess.start(directory.resolve("broker"));
        TidemarkCluster cluster = TidemarkCluster.on(broker, settings.partitions())) {
      cluster.publishAll(traffic.references());
      Fleet fleet = new Fleet(cluster, directory, serviceSettings());
      try (fleet) {
        disturb(broker, cluster, fleet);
        awaitResults(cluster, fleet);
      }
      report.fleet(fleet);
      check(cluster);
    }
    say("%d differences", report.differences().size());
    return report;
  }

  private Map<String, String> serviceSettings() {
    Traffic.Shape shape = settings.shape();
    Map<String, String> changes = new HashMap<>();
    changes.put("kafka.application.id", Fleet.APPLICATION);
    changes.put("kafka.processing.guarantee", settings.guarantee());
    changes.put("kafka.commit.interval.ms", "500");
    changes.put("kafka.num.standby.replicas", Integer.toString(settings.standbys()));
    // Short timeouts let the group and the brokers notice a death soon.
    changes.put("kafka.session.timeout.ms", Long.toString(SESSION_TIMEOUT.toMillis()));
    changes.put("kafka.heartbeat.interval.ms", "1500");
    if (!settings.guarantee().equals(AT_LEAST_ONCE)) {
      changes.put(
          "kafka.producer.transaction.timeout.ms", Long.toString(TRANSACTION_TIMEOUT.toMillis()));
    }
    changes.put("windows.size", shape.windowMillis() + "ms");
    changes.put("windows.advance", settings.advanceMillis() + "ms");
    changes.put("windows.grace", shape.graceMillis() + "ms");
    changes.put("join.window", shape.joinMillis() + "ms");
    // The least there is, so that open windows and samples are both in memory and on disk.
    changes.put("windows.memory.bytes", "1MiB");
    changes.put("references.rolling", periodMillis() + "ms");
    changes.put("references.rolling.observations", Integer.toString(LEAST_OBSERVATIONS));
    // Its windows would be compared with them, from when on depends on the speed of the run.
    changes.put("model." + Traffic.unreferencedModel() + ".references.rolling", "off");
    // Shorter than most lives, so that windows close without the empty partitions between faults.
    changes.put("windows.idle.timeout", "5s");
    return changes;
  }

  private long periodMillis() {
    return WINDOWS_A_PERIOD * settings.shape().windowMillis();
  }

  /** From the end of a period to the first start of a window more than the grace later. */
  private long holdsAfterMillis() {
    long advance = settings.advanceMillis();
    return (settings.shape().graceMillis() / advance + 1) * advance;
  }

  private void disturb(BrokerProcess broker, TidemarkCluster cluster, Fleet fleet)
      throws IOException, InterruptedException {
    Random random = new Random(settings.seed());
    List<Fault> schedule = Fault.schedule(settings.amounts(), random);
    Faults faults = new Faults(broker, fleet, random, GIVEN_UP_AFTER, this::say);
    say("seed %d, schedule %s", settings.seed(), schedule);
    Pace pace = new Pace(settings.shape().pairs(), schedule.size(), fastest());
    Thread publisher =
        new Thread(
            () -> {
              try (EventProducer producer = cluster.producer()) {
                traffic.publish(producer, pace);
              }
            },
            "traffic");
    publisher.setDaemon(true);
    publisher.start();
    fleet.startAndRestore("a");
    say("a runs");
    for (Fault fault : schedule) {
      fleet.live(
          Duration.ofMillis(2_000 + random.nextInt((int) settings.longestLife().toMillis())));
      faults.strike(fault);
      report.struck(fault);
      pace.faultDone();
    }
    report.faults(faults);
    say("faults done with %.0f %% of the traffic published", 100 * pace.share());
    pace.release();
    publisher.join();
    say("all published");
    fleet.abortHangingTransactions();
    fleet.awaitReadAll();
    say("all read");
    try (EventProducer producer = cluster.producer()) {
      traffic.publishTail(producer);
    }
  }

  /** A quarter of a join window of events a second. */
  private double fastest() {
    Traffic.Shape shape = settings.shape();
    return shape.joinMillis() / 1e3 * shape.pairsPerSecond() / 4;
  }

  private void awaitResults(TidemarkCluster cluster, Fleet fleet)
      throws IOException, InterruptedException {
    TopicReader reader = cluster.reader();
    report.recompute(
        new NaiveOracle(
            settings.shape().windowMillis(),
            settings.advanceMillis(),
            settings.shape().graceMillis(),
            settings.shape().joinMillis()),
        new DirectEvaluation(
            traffic.references(),
            settings.shape().windowMillis(),
            settings.advanceMillis(),
            new DirectReferences(periodMillis(), holdsAfterMillis(), LEAST_OBSERVATIONS)),
        reader);
    say(
        "recomputed %d windows of %d pairs, %d of segments, and %d rolling references",
        report.windows().size(),
        report.counted().pairs,
        report.segmentWindowsCompared(),
        report.rollingReferences().size());
    int found = 0;
    boolean complete = false;
    // Gives up when nothing more comes for longer than any timeout.
    for (int idle = 0; !complete && idle < 18; idle++) {
      fleet.live(Duration.ofSeconds(5));
      int results = results(reader, "drift-results").size();
      int references = ReferenceCheck.published(reader);
      complete = results >= report.resultsExpected() && enough(references);
      idle = results + references > found ? 0 : idle;
      found = results + references;
      say("%d results, %d rolling references", results, references);
    }
    if (!complete) {
      fleet.dumpThreads();
      fleet.live(Duration.ofSeconds(2));
    }
  }

  /** At least once they are not checked. */
  private boolean enough(int references) {
    return settings.guarantee().equals(AT_LEAST_ONCE)
        || references >= report.rollingReferences().size();
  }

  private static List<DriftResult> results(TopicReader reader, String topic) {
    return reader.all(topic).stream()
        .map(record -> TopicReader.decode(record.value(), DriftResult.class))
        .toList();
  }

  private void check(TidemarkCluster cluster) throws InterruptedException {
    TopicReader reader = cluster.reader();
    List<DriftResult> results = results(reader, "drift-results");
    int deadLetters = reader.all("drift-dead-letters").size();
    if (settings.guarantee().equals(AT_LEAST_ONCE)) {
      report.atLeastOnce(new ResultCheck(traffic, report.direct()), results, deadLetters);
      return;
    }
    report.exactlyOnce(new ResultCheck(traffic, report.direct()), results, deadLetters);
    ReferenceCheck.differences(reader, report.rollingReferences()).forEach(report::differs);
    if (settings.undisturbed()) {
      say("running once more, undisturbed");
      new Undisturbed(cluster, directory.resolve("undisturbed"), serviceSettings())
          .compare(report, traffic);
    }
  }

  private void say(String message, Object... values) {
    log.accept(
        String.format(Locale.ROOT, "%7.1f s  ", (System.nanoTime() - startNanos) / 1e9)
            + String.format(Locale.ROOT, message, values));
  }

  private void say(String message) {
    say("%s", message);
  }
}
