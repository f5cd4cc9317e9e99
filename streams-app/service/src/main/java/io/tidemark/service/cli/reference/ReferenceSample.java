// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.core.observation.FeatureKind;
import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.reference.ReferenceProfileBuilder;
import io.tidemark.core.reference.UnusableSampleException;
import io.tidemark.service.cli.shell.CommandFailure;
import io.tidemark.service.cli.shell.InputFiles;
import io.tidemark.service.cli.shell.TextTable;
import io.tidemark.service.cli.table.Column;
import io.tidemark.service.cli.table.ColumnTypes;
import io.tidemark.service.cli.table.CsvTable;
import io.tidemark.service.cli.table.RowValues;
import io.tidemark.service.cli.table.TableException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A reference profile made from a CSV file, with what a person wants to know about its making.
 *
 * @param profile the reference
 * @param columns what was found in the file, by name, in file order
 * @param rows rows read
 * @param leftOut columns not taken, each with the reason
 */
public record ReferenceSample(
    ReferenceProfile profile, Map<String, Column> columns, long rows, List<String> leftOut) {

  /**
   * Reads a file twice: for the kinds of its columns, and for their values. Options may name
   * columns that it does not have.
   *
   * @param file the CSV file
   * @param name what people will call the reference
   * @param options which columns are what
   * @param alsoExcluded more columns to leave out, in silence
   * @return the reference
   * @throws CommandFailure if the file or the options cannot be used
   */
  public static ReferenceSample read(
      Path file, String name, SampleOptions options, Set<String> alsoExcluded) {
    ReferenceProfileBuilder builder =
        new ReferenceProfileBuilder(
            new ModelVersion(options.model(), options.version()), name, System.currentTimeMillis());
    try {
      builder.resolution(options.resolution());
      return read(CsvTable.open(file, options.missing()), builder, options, alsoExcluded);
    } catch (TableException e) {
      throw CommandFailure.running(e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(e.getMessage(), e);
    }
  }

  /**
   * Reads a table twice: for the kinds of its columns, and for their values. Options may name
   * columns that it does not have.
   *
   * @param table the table
   * @param builder without any row yet; the kinds of columns are declared here
   * @param options which columns are what
   * @param alsoExcluded more columns to leave out, in silence
   * @return the reference
   * @throws TableException if the file is broken
   * @throws CommandFailure if nothing can be made of it
   */
  public static ReferenceSample read(
      CsvTable table,
      ReferenceProfileBuilder builder,
      ColumnOptions options,
      Set<String> alsoExcluded)
      throws TableException {
    Set<String> excluded = options.notCompared();
    excluded.addAll(alsoExcluded);
    Map<String, Column> columns = ColumnTypes.infer(table, excluded, options.categorical());
    builder.skipEmptyColumns();
    columns.values().forEach(column -> builder.kind(column.name(), column.kind()));
    fill(builder, table, columns, options.predictions());
    try {
      ReferenceProfile profile = builder.build();
      return new ReferenceSample(
          profile, columns, builder.rows(), leftOut(options, builder.skipped()));
    } catch (UnusableSampleException e) {
      throw CommandFailure.running(table.file() + ": " + e.getMessage(), e);
    }
  }

  private static void fill(
      ReferenceProfileBuilder builder,
      CsvTable table,
      Map<String, Column> columns,
      Set<String> predictions)
      throws TableException {
    List<Column> inputs = new ArrayList<>();
    List<Column> outputs = new ArrayList<>();
    for (Column column : columns.values()) {
      (predictions.contains(column.name()) ? outputs : inputs).add(column);
    }
    RowValues features = new RowValues(inputs);
    RowValues answers = new RowValues(outputs);
    try (CsvTable.Rows rows = table.rows()) {
      while (rows.next()) {
        builder.accept(features.read(rows), answers.read(rows));
      }
    }
  }

  private static List<String> leftOut(ColumnOptions options, List<String> skipped) {
    List<String> reasons = new ArrayList<>();
    if (options.id() != null) {
      reasons.add(options.id() + " (--id)");
    }
    if (options.timestamp() != null) {
      reasons.add(options.timestamp() + " (--timestamp)");
    }
    options.excluded().forEach(column -> reasons.add(column + " (--exclude)"));
    reasons.addAll(skipped);
    return List.copyOf(reasons);
  }

  /**
   * Refuses options that name columns which a file does not have.
   *
   * @param file the CSV file
   * @param options which columns are what
   * @return the file
   */
  static Path checked(Path file, SampleOptions options) {
    try {
      checkNames(CsvTable.open(InputFiles.require("FILE", file), options.missing()), options);
      return file;
    } catch (TableException e) {
      throw CommandFailure.running(e.getMessage(), e);
    }
  }

  private static void checkNames(CsvTable table, SampleOptions options) {
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
  public static void checkName(CsvTable table, String option, String column) {
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
  public static void checkNames(CsvTable table, String option, Set<String> columns) {
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
        new TextTable("COLUMN", "ROLE", "KIND", "VALUES", "MISSING", "DISTINCT", "NOTE");
    profile.features().stream()
        .map(feature -> columns.get(feature.name()))
        .forEach(column -> table.add(cells(column)));
    lines.addAll(table.lines());
    if (!leftOut.isEmpty()) {
      lines.add("Left out: " + String.join("; ", leftOut));
    }
    return lines;
  }

  private Object[] cells(Column column) {
    boolean prediction = profile.indexOf(FeatureRole.PREDICTION, column.name()) >= 0;
    return new Object[] {
      column.name(),
      prediction ? "prediction" : "feature",
      column.kind() == FeatureKind.NUMERIC ? "numeric" : "categorical",
      column.count(),
      column.missing(),
      column.distinct() + (column.distinctCapped() ? " or more" : ""),
      column.oddity()
    };
  }
}
