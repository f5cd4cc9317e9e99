// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A CSV file with a header line, read as a stream as often as wanted; memory does not grow with its
 * rows. UTF-8, comma-separated, quoted by {@code "} where needed; a file compressed by gzip is
 * known by its first bytes. Blank lines are skipped. Every row must have as many fields as the
 * header.
 */
public final class CsvTable {

  private static final int ROWS_PER_TELLING = 4096;

  private final Path file;
  private final Set<String> missingTexts;
  private final List<String> columns;
  private final ReadingWatch watch;

  private CsvTable(Path file, Set<String> missingTexts, List<String> columns, ReadingWatch watch) {
    this.file = file;
    this.missingTexts = missingTexts;
    this.columns = columns;
    this.watch = watch;
  }

  /**
   * Reads the header of a file in which only the empty cell is a missing value.
   *
   * @param file the file
   * @return the table
   * @throws TableException if it cannot be read or its header cannot be used
   */
  public static CsvTable open(Path file) throws TableException {
    return open(file, Set.of());
  }

  /**
   * Reads the header of a file.
   *
   * @param file the file
   * @param missingTexts cells that mean a missing value, besides the empty one
   * @return the table
   * @throws TableException if it cannot be read or its header cannot be used
   */
  public static CsvTable open(Path file, Set<String> missingTexts) throws TableException {
    try (Rows rows = new Rows(new CsvTable(file, missingTexts, null, ReadingWatch.NONE))) {
      CsvRecord header = rows.nextRecord();
      if (header == null) {
        throw new TableException(
            file + " is empty; its first line must name the columns, separated by commas");
      }
      List<String> columns = header.getFields().stream().map(String::strip).toList();
      checkHeader(file, columns);
      return new CsvTable(file, Set.copyOf(missingTexts), columns, ReadingWatch.NONE);
    }
  }

  private static void checkHeader(Path file, List<String> columns) throws TableException {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < columns.size(); i++) {
      String column = columns.get(i);
      if (column.isEmpty()) {
        throw new TableException(
            String.format(
                Locale.ROOT, "%s: column %d has no name in the header; give it one", file, i + 1));
      }
      if (!seen.add(column)) {
        throw new TableException(
            file + ": the header names column '" + column + "' twice; rename one of them");
      }
    }
  }

  /**
   * Which file it is.
   *
   * @return the path as given
   */
  public Path file() {
    return file;
  }

  /**
   * The names in the header.
   *
   * @return distinct names in file order
   */
  public List<String> columns() {
    return columns;
  }

  /**
   * The same table, with somebody told from time to time how far a reading has come.
   *
   * @param reader whom to tell
   * @return a changed copy
   */
  public CsvTable watchedBy(ReadingWatch reader) {
    return new CsvTable(file, missingTexts, columns, reader);
  }

  /**
   * Starts reading after the header.
   *
   * @return the rows, to be closed
   * @throws TableException if the file cannot be read
   */
  public Rows rows() throws TableException {
    Rows rows = new Rows(this);
    rows.nextRecord();
    return rows;
  }

  /** A cursor over the rows of a table; {@link #next} first, then the cells. */
  public static final class Rows implements AutoCloseable {
    private final Path file;
    private final Set<String> missingTexts;
    private final List<String> columns;
    private final ReadingWatch watch;
    private final TableBytes bytes;
    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private CsvRecord record;
    private long read;

    private Rows(CsvTable table) throws TableException {
      this.file = table.file;
      this.missingTexts = table.missingTexts;
      this.columns = table.columns;
      this.watch = table.watch;
      this.bytes = TableBytes.open(file);
      this.reader =
          CsvReader.builder()
              .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
              .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
              .allowUnclosedQuote(false)
              .detectBomHeader(true)
              .ofCsvRecord(bytes.text());
      this.records = reader.iterator();
    }

    /**
     * Goes to the next row.
     *
     * @return false when there is none
     * @throws TableException if the row is broken or the file cannot be read on
     */
    public boolean next() throws TableException {
      CsvRecord next = nextRecord();
      if (next != null && next.getFieldCount() != columns.size()) {
        throw new TableException(
            String.format(
                Locale.ROOT,
                "%s, line %d: expected %d fields as in the header, found %d;"
                    + " mend the row (a text with a comma in it needs double quotes) or remove it",
                file,
                next.getStartingLineNumber(),
                columns.size(),
                next.getFieldCount()));
      }
      if (next != null && ++read % ROWS_PER_TELLING == 0) {
        watch.read(file, read, bytes.share());
      }
      return next != null;
    }

    /**
     * The cell of a column in this row.
     *
     * @param column 0 to the number of columns - 1
     * @return its text, or null when the value is missing
     */
    public String cell(int column) {
      String text = record.getField(column);
      return text.isEmpty() || missingTexts.contains(text) ? null : text;
    }

    /**
     * Where this row begins.
     *
     * @return the line's number, from 1
     */
    public long line() {
      return record.getStartingLineNumber();
    }

    private CsvRecord nextRecord() throws TableException {
      long lastLine = record == null ? 0 : record.getStartingLineNumber();
      try {
        record = records.hasNext() ? records.next() : null;
        return record;
      } catch (CsvParseException e) {
        throw new TableException(
            String.format(
                Locale.ROOT,
                "%s, after line %d: %s; check for a double quote that is never closed",
                file,
                lastLine,
                e.getMessage()),
            e);
      } catch (UncheckedIOException e) {
        throw TableBytes.unreadable(file, e.getCause());
      }
    }

    @Override
    public void close() {
      try {
        reader.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
