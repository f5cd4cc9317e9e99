// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.service.cli.reference.topic.TimeConverter;
import io.tidemark.service.cli.reference.topic.TimeRange;
import io.tidemark.service.cli.reference.topic.TopicRows;
import io.tidemark.service.cli.shell.ClusterOptions;
import io.tidemark.service.cli.shell.CommandFailure;
import io.tidemark.service.cli.table.ReadingWatch;
import io.tidemark.service.cli.table.RowSpool;
import io.tidemark.service.cli.table.Table;
import io.tidemark.service.cli.table.TableException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say how to make a reference of what the input topics hold. */
final class TopicOptions {

  @Option(
      names = "--from-topic",
      description =
          "Make it of the observations in the input topics of the configuration, not of a file.")
  private boolean fromTopic;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description =
          "With --from-topic: only predictions of this event time or later, such as"
              + " 2026-05-01T00:00:00Z or -7d. Default: all.")
  private Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = TimeConverter.class,
      description = "With --from-topic: only predictions of an earlier event time. Default: all.")
  private Instant to;

  @Option(
      names = "--sample",
      paramLabel = "N",
      description =
          "With --from-topic: at most N observations, drawn uniformly by their ids. Default: all.")
  private Long sample;

  @Option(
      names = "--most-waiting",
      paramLabel = "N",
      defaultValue = "200000",
      description =
          "With --from-topic: features and predictions that wait in memory for each other at most."
              + " Default: ${DEFAULT-VALUE}.")
  private int mostWaiting;

  @Mixin private ClusterOptions cluster;

  boolean fromTopic() {
    return fromTopic;
  }

  /** Refuses options that mean nothing for a file. */
  void requireNone() {
    if (from != null || to != null || sample != null) {
      throw CommandFailure.usage(
          "--from, --to and --sample choose among the records of a topic; give --from-topic, or"
              + " leave them out");
    }
  }

  /** Makes a reference of the topics. */
  MadeReference read(
      String name, SampleOptions options, SegmentOptions segments, ReadingWatch watch) {
    requireUsable(options);
    ModelVersion modelVersion = new ModelVersion(options.model(), options.version());
    try (RowSpool spool = new RowSpool(sample == null ? Long.MAX_VALUE : sample)) {
      TopicRows rows = new TopicRows(cluster.load(), modelVersion, range(), mostWaiting, spool);
      rows.read(watch);
      Table table = spool.table(rows.origin());
      ReferenceSample.checkNames(table, "--exclude", options.excluded());
      ReferenceSample.checkNames(table, "--categorical", options.categorical());
      ColumnOptions columns = new TopicColumns(options, spool.predictions());
      ReferenceSample sample =
          ReferenceSample.read(table, modelVersion, name, columns, options.precision(), Set.of())
              .with(segments, table);
      List<String> lines = new ArrayList<>(rows.describe());
      lines.addAll(sample.describe());
      return new MadeReference(sample.profile(), sample.rows(), lines);
    } catch (TableException | UncheckedIOException e) {
      throw CommandFailure.running(
          e.getMessage() + "; observations are kept in " + System.getProperty("java.io.tmpdir"), e);
    }
  }

  private TimeRange range() {
    return new TimeRange(from == null ? Instant.MIN : from, to == null ? Instant.MAX : to);
  }

  private void requireUsable(SampleOptions options) {
    boolean ofFiles =
        options.id() != null
            || options.timestamp() != null
            || !options.predictions().isEmpty()
            || !options.missing().isEmpty();
    if (ofFiles) {
      throw CommandFailure.usage(
          "--id, --timestamp, --predictions and --missing are about files; with --from-topic the"
              + " configuration says what records hold, so leave them out");
    }
    if (from != null && to != null && !from.isBefore(to)) {
      throw CommandFailure.usage(
          "--from " + from + " is not before --to " + to + "; exchange them");
    }
    if (mostWaiting < 1 || (sample != null && sample < 1)) {
      throw CommandFailure.usage("--most-waiting and --sample must be 1 or more");
    }
  }

  /** The columns of a topic, whose records say themselves what is an output. */
  private static final class TopicColumns extends ColumnOptions {
    private final SampleOptions given;
    private final Set<String> outputs;

    TopicColumns(SampleOptions given, Set<String> outputs) {
      this.given = given;
      this.outputs = outputs;
    }

    @Override
    public Set<String> predictions() {
      return outputs;
    }

    @Override
    public Set<String> excluded() {
      return given.excluded();
    }

    @Override
    public Set<String> categorical() {
      return given.categorical();
    }
  }
}
