// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.replay;

import io.tidemark.core.decide.WindowVerdict;
import io.tidemark.core.reference.FeatureReference;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.service.cli.reference.ReferenceFile;
import io.tidemark.service.cli.reference.ReferenceSample;
import io.tidemark.service.cli.reference.SampleOptions;
import io.tidemark.service.cli.shell.ClusterOptions;
import io.tidemark.service.cli.shell.CommandFailure;
import io.tidemark.service.cli.shell.DurationConverter;
import io.tidemark.service.cli.shell.InputFiles;
import io.tidemark.service.cli.shell.Logs;
import io.tidemark.service.cli.table.ReadingWatch;
import io.tidemark.service.cli.table.Table;
import io.tidemark.service.cli.table.TableException;
import io.tidemark.service.config.Durations;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the events of a file through a broker and the service and prints what comes of them. */
@Command(
    name = "replay",
    description = {
      "Publish the rows of a file as features and predictions, run the service until all windows"
          + " have closed, and print one line per window and feature. Files are CSV (plain or in"
          + " gzip), Parquet or Avro containers, known by their content.",
      "The broker is one inside this process unless --bootstrap-servers names another; there,"
          + " replay works on topics of its own, which it deletes when it is done.",
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  tidemark replay --model california --version 1 --reference train.csv --events live.csv \\",
      "      --id id --timestamp timestamp --predictions y_pred_proba,y_pred --window 30d",
    })
public final class ReplayCommand implements Callable<Integer> {

  @Option(
      names = "--reference",
      required = true,
      paramLabel = "FILE",
      description = "The reference: a file of 'reference build', or a sample.")
  private Path reference;

  @Option(
      names = "--events",
      required = true,
      paramLabel = "FILE",
      description = "The events, one a row.")
  private Path events;

  @Option(
      names = "--window",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Length of the windows. Default: windows.size of the configuration.")
  private Duration window;

  @Option(
      names = "--grace",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "How long after its end a window waits for late events. Default: 0s.")
  private Duration grace = Duration.ZERO;

  @Option(
      names = "--format",
      paramLabel = "json|text",
      description = "How to print results. Default: json.")
  private ResultLines format = ResultLines.JSON;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description =
          "Partitions of the input topics. Default: 1, with which even the reasons for which"
              + " windows close are the same in every run.")
  private int partitions = 1;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Longest wait for the next result before giving up. Default: 2m.")
  private Duration timeout = Duration.ofMinutes(2);

  @Mixin private SampleOptions sampleOptions;

  @Mixin private ClusterOptions clusterOptions;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (partitions < 1) {
      throw CommandFailure.usage("--partitions must be 1 or more, got " + partitions);
    }
    InputFiles.require("--reference", reference);
    InputFiles.require("--events", events);
    Logs.onlyWarnings();
    Logs.withEmbeddedBroker();
    try {
      Table table = Table.open(events, sampleOptions.missing());
      checkColumns(table);
      ReferenceProfile profile = profile(table);
      EventFile file = new EventFile(table, profile, sampleOptions.id(), sampleOptions.timestamp());
      file.check();
      print(run(profile, file));
      return 0;
    } catch (TableException e) {
      throw CommandFailure.running(e.getMessage(), e);
    }
  }

  private List<WindowVerdict> run(ReferenceProfile profile, EventFile file) throws TableException {
    ReplaySettings settings =
        new ReplaySettings(
            window == null ? null : Durations.format(window),
            Durations.format(grace),
            partitions,
            timeout);
    try (ReplayRun run = ReplayRun.open(clusterOptions, settings, spec.commandLine().getErr())) {
      return run.results(profile, file);
    }
  }

  private void print(List<WindowVerdict> results) {
    PrintWriter out = spec.commandLine().getOut();
    results.forEach(result -> format.lines(result).forEach(out::println));
    out.flush();
  }

  private void checkColumns(Table table) {
    EventFile.requireColumn(table, "--timestamp", sampleOptions.timestamp());
    ReferenceSample.checkName(table, "--timestamp", sampleOptions.timestamp());
    ReferenceSample.checkName(table, "--id", sampleOptions.id());
    ReferenceSample.checkNames(table, "--predictions", sampleOptions.predictions());
  }

  private ReferenceProfile profile(Table table) throws TableException {
    ReferenceProfile profile =
        ReferenceFile.isOne(reference)
            ? sampleOptions.requireSameModel("--reference", ReferenceFile.read(reference))
            : sample(table);
    Set<String> known = new LinkedHashSet<>();
    profile.features().stream().map(FeatureReference::name).forEach(known::add);
    Set<String> common = new LinkedHashSet<>(known);
    common.retainAll(table.columns());
    if (common.isEmpty()) {
      throw CommandFailure.usage(
          "--reference and --events have no column in common; the reference has "
              + String.join(", ", known));
    }
    Set<String> extra = new LinkedHashSet<>(table.columns());
    extra.removeAll(known);
    extra.remove(sampleOptions.id());
    extra.remove(sampleOptions.timestamp());
    extra.removeAll(sampleOptions.excluded());
    if (!extra.isEmpty()) {
      tell("not in the reference, so not compared: " + String.join(", ", extra));
    }
    return profile;
  }

  /** A sample is cut to the columns that events have; a finished reference stays as it is. */
  private ReferenceProfile sample(Table table) throws TableException {
    Table sample = Table.open(reference, sampleOptions.missing());
    Set<String> absent = new LinkedHashSet<>(sample.columns());
    absent.removeAll(table.columns());
    Set<String> mentioned = new LinkedHashSet<>(absent);
    mentioned.removeAll(sampleOptions.excluded());
    if (!mentioned.isEmpty()) {
      tell("not in the events, so not compared: " + String.join(", ", mentioned));
    }
    return ReferenceSample.read(reference, "replay", sampleOptions, absent, ReadingWatch.NONE)
        .profile();
  }

  private void tell(String message) {
    spec.commandLine().getErr().println("tidemark: " + message);
  }
}
