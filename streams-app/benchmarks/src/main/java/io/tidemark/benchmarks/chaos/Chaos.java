// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.chaos;

import io.tidemark.service.cli.shell.Logs;
import io.tidemark.service.testing.chaos.ChaosReport;
import io.tidemark.service.testing.chaos.ChaosRun;
import io.tidemark.service.testing.chaos.Fault;
import io.tidemark.service.testing.chaos.Traffic;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The long chaos run; see {@link ChaosRun}. */
@Command(
    name = "chaos",
    mixinStandardHelpOptions = true,
    description = {
      "Run the service through kills, stops and broker failures while events flow, and compare"
          + " every window with a recomputation from the input topics.",
      "Exits with 1 when anything differs, or no kill struck while state was restored.",
    })
public final class Chaos implements Callable<Integer> {

  private static final int PARTITIONS = 8;
  private static final int FILLED_PARTITIONS = 6;
  private static final int PAIRS_A_SECOND = 1_000;
  private static final Duration LAG = Duration.ofMinutes(10);
  private static final Duration WINDOW = Duration.ofMinutes(2);
  private static final Duration GRACE = Duration.ofSeconds(10);

  /** Events come many times faster than they happen: this is a minute, not twelve. */
  private static final Duration JOIN = Duration.ofMinutes(12);

  private static final Duration LONGEST_LIFE = Duration.ofSeconds(10);
  private static final int PAUSES = 3;
  private static final int BROKER_RESTARTS = 4;
  private static final int SHOWN_DIFFERENCES = 50;

  @Option(names = "--pairs", description = "Pairs of events. Default: ${DEFAULT-VALUE}.")
  private long pairs = 5_000_000;

  @Option(
      names = "--kills",
      description = "How often an instance is killed. Default: ${DEFAULT-VALUE}.")
  private int kills = 20;

  @Option(
      names = "--broker-kills",
      description = {
        "How often the broker is killed as well. Default: ${DEFAULT-VALUE}.",
        "A single broker that is killed may lose the end of a transaction, and then what was"
            + " rolled back is there all the same.",
      })
  private int brokerKills;

  @Option(names = "--seed", description = "Repeats the traffic and schedule of a run.")
  private long seed = System.nanoTime();

  @Option(
      names = "--standbys",
      description = "Standby replicas of the state. Default: ${DEFAULT-VALUE}.")
  private int standbys;

  @Option(
      names = "--guarantee",
      description = "exactly_once_v2 or at_least_once. Default: ${DEFAULT-VALUE}.")
  private String guarantee = "exactly_once_v2";

  @Option(
      names = "--advance",
      description = {
        "Seconds from the start of a window of two minutes to the start of the next.",
        "Default: ${DEFAULT-VALUE}; windows overlap when it is less.",
      })
  private int advanceSeconds = (int) WINDOW.toSeconds();

  @Spec private CommandSpec spec;

  private Chaos() {}

  /**
   * Runs it.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    // The fixtures read with Avro's generated classes, as a Java client would.
    System.setProperty("org.apache.avro.SERIALIZABLE_PACKAGES", "io.tidemark.schemas,java.lang");
    System.exit(new CommandLine(new Chaos()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Logs.onlyWarnings();
    Logs.withoutClients();
    PrintWriter out = spec.commandLine().getOut();
    Path directory = Files.createTempDirectory("tidemark-chaos-");
    say(out, "logs and data are in " + directory);
    ChaosReport report = ChaosRun.run(settings(), directory, line -> say(out, line));
    say(out, "");
    say(out, "| figure | value |");
    say(out, "| --- | ---: |");
    say(out, "| seed | " + seed + " |");
    report.figures().forEach((name, value) -> say(out, "| " + name + " | " + value + " |"));
    report.differences().stream()
        .limit(SHOWN_DIFFERENCES)
        .forEach(difference -> say(out, "DIFFERS " + difference));
    if (report.missedEveryRestore()) {
      say(out, "FAILED no SIGKILL struck while state was restored; see the lines of it above");
      return 1;
    }
    return report.differences().isEmpty() ? 0 : 1;
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }

  private ChaosRun.Settings settings() {
    return new ChaosRun.Settings(
        new Traffic.Shape(
            pairs,
            PAIRS_A_SECOND,
            FILLED_PARTITIONS,
            LAG.toMillis(),
            WINDOW.toMillis(),
            GRACE.toMillis(),
            JOIN.toMillis()),
        advanceSeconds * 1_000L,
        new Fault.Amounts(kills, PAUSES, BROKER_RESTARTS, brokerKills),
        PARTITIONS,
        LONGEST_LIFE,
        seed,
        standbys,
        guarantee,
        true);
  }
}
