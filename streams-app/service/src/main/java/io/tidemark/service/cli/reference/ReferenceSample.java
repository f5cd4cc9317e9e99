// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.core.observation.FeatureKind;
import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.reference.CategoricalReference;
import io.tidemark.core.reference.FeatureReference;
import io.tidemark.core.reference.NumericReference;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.service.cli.shell.CommandFailure;
import io.tidemark.service.cli.shell.InputFiles;
import io.tidemark.service.cli.shell.TextTable;
import io.tidemark.service.cli.table.Column;
import io.tidemark.service.cli.table.ReadingWatch;
import io.tidemark.service.cli.table.Table;
import io.tidemark.service.cli.table.TableException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A reference profile made from a file, with what a person wants to know about its making.
 *
 * @param profile the reference
 * @param columns what was found in the file, by name, in file order
 * @param rows rows read
 * @param leftOut columns not taken, each with the reason
 * @param segments what was taken of segments, for people; nothing where none were asked for
 */
public record ReferenceSample(
    ReferenceProfile profile,
    Map<String, Column> columns,
    long rows,
    List<String> leftOut,
    List<String> segments) {

  /**
   * Makes a reference of a file.
   *
   * @param file the sample
   * @param name what people will call the reference
   * @param options which columns are what
   * @param alsoExcluded more columns to leave out, in silence
   * @param watch is told how far reading has come
   * @return the reference
   * @throws CommandFailure if the file or the options cannot be used
   */
  public static ReferenceSample read(
      Path file, String name, SampleOptions options, Set<String> alsoExcluded, ReadingWatch watch) {
    return read(file, name, options, new SegmentOptions(), alsoExcluded, watch);
  }

  /** The same, with segments. */
  static ReferenceSample read(
      Path file,
      String name,
      SampleOptions options,
      SegmentOptions segments,
      Set<String> alsoExcluded,
      ReadingWatch watch) {
    ModelVersion modelVersion = new ModelVersion(options.model(), options.version());
    try {
      Table table = Table.open(file, options.missing()).watchedBy(watch);
      return read(table, modelVersion, name, options, options.precision(), alsoExcluded)
          .with(segments, table);
    } catch (TableException e) {
      throw CommandFailure.running(e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(e.getMessage(), e);
    }
  }

  /**
   * Makes a reference of a table.
   *
   * @param table the sample
   * @param modelVersion whose reference it will be
   * @param name what people will call the reference
   * @param options which columns are what; may name columns that the table does not have
   * @param precision how finely numbers are kept
   * @param alsoExcluded more columns to leave out, in silence
   * @return the reference
   * @throws TableException if the file is broken
   * @throws CommandFailure if nothing can be made of it
   */
  public static ReferenceSample read(
      Table table,
      ModelVersion modelVersion,
      String name,
      ColumnOptions options,
      Precision precision,
      Set<String> alsoExcluded)
      throws TableException {
    return new SampleReader(table, options, precision, alsoExcluded).read(modelVersion, name);
  }

  /** This with the segments that are asked for. */
  ReferenceSample with(SegmentOptions options, Table table) throws TableException {
    return options.given() ? new SegmentReader(table, this, options).read() : this;
  }

  /**
   * Refuses options that name columns which a file does not have.
   *
   * @param file the sample
   * @param options which columns are what
   * @return the file
   */
  static Path checked(Path file, SampleOptions options) {
    try {
      checkNames(Table.open(InputFiles.require("FILE", file), options.missing()), options);
      return file;
    } catch (TableException e) {
      throw CommandFailure.running(e.getMessage(), e);
    }
  }

  private static void checkNames(Table table, SampleOptions options) {
    checkNames(table, "--predictions", options.predictions());
    checkNames(table, "--exclude", options.excluded());
    checkNames(table, "--categorical", options.categorical());
    checkName(table, "--id", options.id());
    checkName(table, "--timestamp", options.timestamp());
  }

  /**
   * Refuses a column name that a file does not have.
   *
   * @param table the file
   * @param option the option that names the column
   * @param column the name, or null when the option was not given
   */
  public static void checkName(Table table, String option, String column) {
    if (column != null) {
      checkNames(table, option, Set.of(column));
    }
  }

  /**
   * Refuses column names that a file does not have.
   *
   * @param table the file
   * @param option the option that names the columns
   * @param columns the names
   */
  public static void checkNames(Table table, String option, Set<String> columns) {
    Set<String> unknown = new LinkedHashSet<>(columns);
    unknown.removeAll(table.columns());
    if (!unknown.isEmpty()) {
      throw CommandFailure.usage(
          option
              + " names "
              + String.join(", ", unknown)
              + ", but "
              + table.file()
              + " has only the columns "
              + String.join(", ", table.columns()));
    }
  }

  /**
   * What was taken, for people.
   *
   * @return lines of text
   */
  List<String> describe() {
    List<String> lines = new ArrayList<>();
    TextTable table =
        new TextTable("COLUMN", "ROLE", "KIND", "VALUES", "MISSING", "DISTINCT", "KEPT", "NOTE");
    profile.features().stream().forEach(feature -> table.add(cells(feature)));
    lines.addAll(table.lines());
    if (!leftOut.isEmpty()) {
      lines.add("Left out: " + String.join("; ", leftOut));
    }
    lines.addAll(segments);
    return lines;
  }

  private Object[] cells(FeatureReference feature) {
    Column column = columns.get(feature.name());
    return new Object[] {
      column.name(),
      feature.role() == FeatureRole.PREDICTION ? "prediction" : "feature",
      column.kind() == FeatureKind.NUMERIC ? "numeric" : "categorical",
      column.count(),
      column.missing(),
      column.distinct() + (column.distinctCapped() ? " or more" : ""),
      kept(feature),
      column.oddity()
    };
  }

  private static String kept(FeatureReference feature) {
    if (feature instanceof NumericReference numeric) {
      return numeric.exact()
          ? "exact"
          : String.format(
              Locale.ROOT,
              "%d points, KS within %.2g",
              numeric.points(),
              numeric.largestIntervalShare());
    }
    CategoricalReference categorical = (CategoricalReference) feature;
    return categorical.otherCount() == 0 ? "exact" : categorical.categories() + " categories";
  }
}
