// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.compare;

import io.tidemark.core.decide.DriftPolicy;
import io.tidemark.core.decide.DriftVerdict;
import io.tidemark.core.evaluate.CompatibilityMode;
import io.tidemark.core.evaluate.EvaluationOptions;
import io.tidemark.core.reference.NumericReference;
import io.tidemark.service.cli.reference.ColumnOptions;
import io.tidemark.service.cli.reference.Precision;
import io.tidemark.service.cli.reference.ReferenceFile;
import io.tidemark.service.cli.reference.ResolutionConverter;
import io.tidemark.service.cli.shell.CommandFailure;
import io.tidemark.service.cli.shell.InputFiles;
import io.tidemark.service.cli.shell.ReadingProgress;
import io.tidemark.service.cli.table.TableException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares two files column by column. */
@Command(
    name = "compare",
    description = {
      "Compare the columns of a file with those of a reference file and say which drifted.",
      "Each is CSV with a header (plain or in gzip), Parquet or an Avro container, known by its"
          + " content. Empty and null cells are missing values. A column is numeric when all its"
          + " values in REF are numbers. Memory does not grow with the rows of CUR, nor with those"
          + " of REF unless --resolution is all (which --mode implies): then it grows with REF's"
          + " distinct numbers.",
      "Verdicts are those that the service gives for one window with the default policy.",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:no column drifted",
      "1:failed while running",
      "2:wrong command line",
      "3:a column drifted",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  tidemark compare train.csv today.csv",
      "  tidemark compare train.parquet today.csv.gz --exclude id --predictions score --format"
          + " json",
    })
public final class CompareCommand implements Callable<Integer> {

  /** Exit code when a column drifted. */
  static final int DRIFTED = 3;

  @Parameters(
      index = "0",
      paramLabel = "REF",
      description = "What to compare with: a table, or a file of 'reference build' (*.ref).")
  private Path reference;

  @Parameters(index = "1", paramLabel = "CUR", description = "The table to judge.")
  private Path current;

  @Option(
      names = "--format",
      paramLabel = "table|json",
      description =
          "A table for people, worst column first, or one JSON object per column in the order of"
              + " REF. Default: table.")
  private CompareFormat format = CompareFormat.TABLE;

  @Option(
      names = "--bins",
      paramLabel = "N",
      description =
          "Bins of the statistics that need them, at quantiles of REF; 2 or more. Default: 10.")
  private int bins = EvaluationOptions.withDefaults().bins();

  @Option(
      names = "--resolution",
      paramLabel = "N|all",
      converter = ResolutionConverter.class,
      description =
          "Points kept of a numeric column of REF, or all its distinct values. Statistics are exact"
              + " for columns with no more distinct values than that; for others they say by how"
              + " much they may be off. Default: all up to 100000 distinct values, 16384 points"
              + " beyond (with more than 40 columns the share of each in 4 million).")
  private Integer resolution;

  @Option(
      names = "--alpha",
      paramLabel = "P",
      description =
          "Highest p-value, corrected over all columns, that counts as beyond chance; in (0, 1]."
              + " Default: 0.01.")
  private double alpha = DriftPolicy.withDefaults().alpha();

  @Option(
      names = "--mode",
      paramLabel = "evidently|nannyml|whylogs|deequ",
      description =
          "Add psi, jensen_shannon, wasserstein and ks as that system computes them, or why that"
              + " cannot be told. It needs exact references, so --resolution is all unless given.")
  private CompatibilityMode mode;

  @Mixin private ColumnOptions columnOptions;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    InputFiles.require("REF", reference);
    InputFiles.require("CUR", current);
    PrintWriter err = spec.commandLine().getErr();
    boolean colour = Ansi.AUTO.enabled();
    try (ReadingProgress progress = new ReadingProgress(err, colour, System::nanoTime)) {
      FileComparer comparer =
          new FileComparer(
              columnOptions,
              precision(),
              evaluationOptions(),
              policy(),
              progress,
              message -> progress.say("tidemark: " + message));
      FileComparison comparison = comparer.compare(reference, current, mode);
      progress.wipe();
      PrintWriter out = spec.commandLine().getOut();
      format.lines(comparison, colour).forEach(out::println);
      out.flush();
      return exitCode(comparison);
    } catch (TableException e) {
      throw CommandFailure.running(e.getMessage(), e);
    } catch (OutOfMemoryError e) {
      throw CommandFailure.running(
          "what is kept of REF does not fit into the memory of this process; ask for less by"
              + " --resolution, leave out columns by --exclude, or allow more memory:"
              + " TIDEMARK_JAVA_OPTS=-Xmx8g",
          e);
    }
  }

  /** What was asked for; a mode of another system asks for everything. */
  private Precision precision() {
    if (resolution == null) {
      boolean all = mode != null && !ReferenceFile.isOne(reference);
      return all ? Precision.of(NumericReference.ALL) : null;
    }
    return Precision.of(resolution);
  }

  private EvaluationOptions evaluationOptions() {
    try {
      return EvaluationOptions.withDefaults().withAllStatistics().withBins(bins);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("--bins: " + e.getMessage(), e);
    }
  }

  private DriftPolicy policy() {
    try {
      return DriftPolicy.withDefaults().withAlpha(alpha);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("--alpha: " + e.getMessage(), e);
    }
  }

  private static int exitCode(FileComparison comparison) {
    boolean drifted =
        comparison.verdict().features().stream().anyMatch(f -> f.verdict() == DriftVerdict.DRIFT);
    return drifted ? DRIFTED : 0;
  }
}
