// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.compare;

import io.tidemark.core.decide.DriftPolicy;
import io.tidemark.core.decide.WindowJudge;
import io.tidemark.core.decide.WindowVerdict;
import io.tidemark.core.evaluate.CloseReason;
import io.tidemark.core.evaluate.CompatibilityMode;
import io.tidemark.core.evaluate.DriftEvaluator;
import io.tidemark.core.evaluate.EvaluationOptions;
import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.reference.FeatureReference;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.summary.FeatureSummary;
import io.tidemark.core.summary.WindowSummary;
import io.tidemark.service.cli.reference.ColumnOptions;
import io.tidemark.service.cli.reference.Precision;
import io.tidemark.service.cli.reference.ReferenceFile;
import io.tidemark.service.cli.reference.ReferenceSample;
import io.tidemark.service.cli.shell.CommandFailure;
import io.tidemark.service.cli.table.Column;
import io.tidemark.service.cli.table.ReadingThreads;
import io.tidemark.service.cli.table.ReadingWatch;
import io.tidemark.service.cli.table.RowBatch;
import io.tidemark.service.cli.table.RowSink;
import io.tidemark.service.cli.table.Table;
import io.tidemark.service.cli.table.TableCounter;
import io.tidemark.service.cli.table.TableException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes a reference of one file and counts another against it, row by row: memory does not grow
 * with the rows of the second. Whatever is not compared is named.
 */
final class FileComparer {

  private static final ModelVersion NOBODYS = new ModelVersion("compare", "files");
  private static final Precision DEFAULT_PRECISION = new Precision(100_000, 16_384);
  private static final EvaluationWindow TIMELESS = new EvaluationWindow(0, 1);

  private final ColumnOptions options;
  private final Precision precision;
  private final boolean precisionGiven;
  private final EvaluationOptions evaluation;
  private final DriftPolicy policy;
  private final ReadingWatch watch;
  private final Consumer<String> notes;

  /**
   * Makes a comparer.
   *
   * @param options which columns are what
   * @param precision how finely numbers of the reference are kept; null when not asked for
   * @param evaluation what to compute
   * @param policy how to judge
   * @param watch is told how far reading has come
   * @param notes takes what a person should know about the files
   */
  FileComparer(
      ColumnOptions options,
      Precision precision,
      EvaluationOptions evaluation,
      DriftPolicy policy,
      ReadingWatch watch,
      Consumer<String> notes) {
    this.options = options;
    this.precision = precision == null ? DEFAULT_PRECISION : precision;
    this.precisionGiven = precision != null;
    this.evaluation = evaluation;
    this.policy = policy;
    this.watch = watch;
    this.notes = notes;
  }

  FileComparison compare(Path reference, Path current, CompatibilityMode mode)
      throws TableException {
    Table table = Table.open(current, options.missing()).watchedBy(watch);
    ReferenceProfile profile =
        ReferenceFile.isOne(reference) ? finished(reference, table) : sampled(reference, table);
    WindowSummary summary = count(table, profile);
    if (summary.isEmpty()) {
      throw CommandFailure.running(
          current + " has no rows after its header; there is nothing to judge");
    }
    noteInvalid(summary, current);
    WindowVerdict verdict =
        new WindowJudge(policy)
            .judge(
                new DriftEvaluator(evaluation)
                    .evaluate(TIMELESS, CloseReason.WATERMARK, summary, 0));
    return new FileComparison(reference, current, policy, summary, verdict, mode);
  }

  private ReferenceProfile sampled(Path reference, Table current) throws TableException {
    Table table = Table.open(reference, options.missing()).watchedBy(watch);
    ReferenceSample.checkNames(table, "--predictions", options.predictions());
    ReferenceSample.checkNames(table, "--categorical", options.categorical());
    Set<String> excludedInReference = new LinkedHashSet<>(options.notCompared());
    excludedInReference.removeAll(current.columns());
    ReferenceSample.checkNames(table, "--exclude", excludedInReference);
    Set<String> absent = onlyIn(table.columns(), current.columns());
    noteOnlyIn(reference, absent);
    noteOnlyIn(current.file(), onlyIn(current.columns(), table.columns()));
    requireCommon(table, current);
    ReferenceSample sample =
        ReferenceSample.read(table, NOBODYS, reference.toString(), options, precision, absent);
    sample.leftOut().forEach(reason -> notes.accept("left out: " + reason));
    sample.columns().values().forEach(this::noteOddity);
    return sample.profile();
  }

  private ReferenceProfile finished(Path reference, Table current) {
    boolean told =
        precisionGiven || !options.predictions().isEmpty() || !options.categorical().isEmpty();
    if (told) {
      throw CommandFailure.usage(
          reference
              + " is a finished reference, in which --predictions, --categorical and --resolution"
              + " are settled; leave them out, or name the file it was made from");
    }
    ReferenceProfile profile = ReferenceFile.read(reference);
    List<String> names = profile.features().stream().map(FeatureReference::name).toList();
    noteOnlyIn(reference, onlyIn(names, current.columns()));
    noteOnlyIn(current.file(), onlyIn(current.columns(), names));
    Set<String> unwanted = options.notCompared();
    List<FeatureReference> common =
        profile.features().stream()
            .filter(feature -> current.columns().contains(feature.name()))
            .filter(feature -> !unwanted.contains(feature.name()))
            .toList();
    if (common.isEmpty()) {
      throw nothingInCommon(names, current);
    }
    return ReferenceProfile.of(
        profile.modelVersion(), profile.name(), profile.createdMillis(), common);
  }

  private WindowSummary count(Table table, ReferenceProfile profile) throws TableException {
    return ReadingThreads.read(
            table,
            TableCounter.wanted(table, profile),
            () -> new Count(table, WindowSummary.of(profile, evaluation.summaryOptions())),
            (all, more) -> all.summary.combine(more.summary))
        .summary;
  }

  /** Counts rows, and gives what was counted. */
  private static final class Count implements RowSink {
    private final WindowSummary summary;
    private final TableCounter counter;

    Count(Table table, WindowSummary summary) {
      this.summary = summary;
      this.counter = new TableCounter(table, summary);
    }

    @Override
    public void accept(RowBatch batch) {
      counter.accept(batch);
    }
  }

  private Set<String> onlyIn(Collection<String> columns, Collection<String> others) {
    Set<String> only = new LinkedHashSet<>(columns);
    only.removeAll(others);
    only.removeAll(options.notCompared());
    return only;
  }

  private void noteOnlyIn(Path file, Set<String> columns) {
    if (!columns.isEmpty()) {
      notes.accept("only in " + file + ", so not compared: " + String.join(", ", columns));
    }
  }

  private void noteOddity(Column column) {
    String oddity = column.oddity();
    if (!oddity.isEmpty() && column.count() > 0) {
      notes.accept("column " + column.name() + " of the reference " + oddity);
    }
  }

  private void noteInvalid(WindowSummary summary, Path current) {
    for (int i = 0; i < summary.profile().size(); i++) {
      FeatureSummary feature = summary.feature(i);
      if (feature.mismatched() > 0) {
        notes.accept(
            String.format(
                Locale.ROOT,
                "column %s is numeric in the reference, but %d values in %s are no numbers; they"
                    + " count as invalid, like missing ones (or declare it --categorical)",
                summary.profile().feature(i).name(),
                feature.mismatched(),
                current));
      }
    }
  }

  private void requireCommon(Table reference, Table current) {
    Set<String> common = new LinkedHashSet<>(reference.columns());
    common.retainAll(current.columns());
    common.removeAll(options.notCompared());
    if (common.isEmpty()) {
      throw nothingInCommon(reference.columns(), current);
    }
  }

  private static CommandFailure nothingInCommon(List<String> reference, Table current) {
    return CommandFailure.usage(
        String.format(
            Locale.ROOT,
            "REF and CUR have no column in common that is not excluded; REF has %s, CUR has %s;"
                + " check that both have a header line",
            String.join(", ", reference),
            String.join(", ", current.columns())));
  }
}
