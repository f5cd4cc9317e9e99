// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A table in a file: columns with names, and rows that are read from first to last as often as
 * wanted, in memory that does not grow with their number. The format is known by the first bytes of
 * the file, never by its name.
 */
public abstract sealed class Table permits CsvTable, AvroTable, ParquetTable, SpooledTable {

  private final Path file;
  private final List<String> columns;
  private final Set<String> timeColumns;
  private final List<String> unusable;
  private ReadingWatch watch = ReadingWatch.NONE;

  /** A table of a format without types. */
  Table(Path file, List<String> columns) throws TableException {
    this(file, columns, Set.of(), List.of());
  }

  /** A table of a format whose schema tells the columns. */
  Table(Path file, FoundColumns<?> found) throws TableException {
    this(file, found.names(), found.times(), found.unusable());
  }

  private Table(Path file, List<String> columns, Set<String> timeColumns, List<String> unusable)
      throws TableException {
    this.file = file;
    this.columns = List.copyOf(columns);
    this.timeColumns = Collections.unmodifiableSet(timeColumns);
    this.unusable = List.copyOf(unusable);
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (!seen.add(column)) {
        throw new TableException(
            file + ": the header names column '" + column + "' twice; rename one of them");
      }
    }
  }

  /**
   * Opens a file in which only empty and null cells are missing values.
   *
   * @param file the file
   * @return its table
   * @throws TableException if it cannot be read, or has no columns
   */
  public static Table open(Path file) throws TableException {
    return open(file, Set.of());
  }

  /**
   * Opens a file.
   *
   * @param file the file
   * @param missingTexts cells that mean a missing value, besides empty and null ones
   * @return its table
   * @throws TableException if it cannot be read, or has no columns
   */
  public static Table open(Path file, Set<String> missingTexts) throws TableException {
    if (Files.isDirectory(file)) {
      throw new TableException(file + " is a directory; name a file");
    }
    if (!Files.exists(file)) {
      throw new TableException("no file " + file + "; check the path");
    }
    if (!Files.isRegularFile(file)) {
      throw new TableException(
          file
              + " is not a regular file; tables are read from the start more than once, which a"
              + " pipe does not allow: write it to a file first");
    }
    return switch (TableFormat.of(file)) {
      case AVRO -> AvroTable.of(file, missingTexts);
      case PARQUET -> ParquetTable.of(file, missingTexts);
      case TEXT -> CsvTable.of(file, missingTexts);
    };
  }

  /**
   * Which file it is.
   *
   * @return the path as given
   */
  public final Path file() {
    return file;
  }

  /**
   * The names of the columns.
   *
   * @return distinct names in file order
   */
  public final List<String> columns() {
    return columns;
  }

  /**
   * Lets somebody be told from time to time how far a reading has come.
   *
   * @param reader whom to tell, on the thread that called {@link #read}
   * @return this
   */
  public final Table watchedBy(ReadingWatch reader) {
    watch = reader;
    return this;
  }

  final ReadingWatch watch() {
    return watch;
  }

  /**
   * Which columns hold points in time by their declared type.
   *
   * @return their names; none for formats without types
   */
  public final Set<String> timeColumns() {
    return timeColumns;
  }

  /**
   * What the file has beside its columns, such as lists and maps.
   *
   * @return names, each with the reason why it is no column
   */
  public final List<String> unusable() {
    return unusable;
  }

  /**
   * Reads all rows once. With one sink they come in order. With several, each takes some of them,
   * all on threads of their own at the same time.
   *
   * @param wanted what is wanted of each column, in the order of {@link #columns}
   * @param sinks where the rows go; 1 or more
   * @throws TableException if the file is broken or a sink says that rows cannot be used: the first
   *     such place in the file
   */
  public abstract void read(List<Reading> wanted, List<? extends RowSink> sinks)
      throws TableException;

  /**
   * Says where a row is, for people.
   *
   * @param place of {@link RowBatch#place}
   * @return such as {@code line 17} or {@code row 16}
   */
  public String describe(long place) {
    return String.format(Locale.ROOT, "row %d", place + 1);
  }
}
