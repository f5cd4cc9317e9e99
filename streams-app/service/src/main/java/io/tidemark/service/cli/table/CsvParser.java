// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Turns blocks of CSV records into rows, straight from the bytes: numbers are read where they
 * stand, and texts that come often are made once. Not thread-safe.
 */
final class CsvParser {

  static final Charset ENCODING = StandardCharsets.UTF_8;

  /** Says what is wrong with a row, and where it begins. */
  static final class BadRowException extends Exception {
    private static final long serialVersionUID = 1L;
    private final long place;

    private BadRowException(long place, String message) {
      super(message);
      this.place = place;
    }

    long place() {
      return place;
    }
  }

  private static final int BOM_BYTES = 3;

  private final Reading[] wanted;
  private final List<byte[]> missingTexts;
  private final TextPool[] pools;
  private final RowBatch batch;
  private byte[] bytes;
  private int length;
  private int at;
  private long offset;

  CsvParser(List<Reading> wanted, List<byte[]> missingTexts) {
    this.wanted = wanted.toArray(Reading[]::new);
    this.missingTexts = missingTexts;
    this.batch = new RowBatch(wanted);
    this.pools = new TextPool[wanted.size()];
    Arrays.setAll(pools, i -> new TextPool());
  }

  /** The names in the header, which must be in the block. */
  static List<String> header(Path file, CsvBlocks.Block block) throws TableException {
    CsvParser parser = new CsvParser(List.of(), List.of());
    if (block != null) {
      parser.start(block);
    }
    if (block == null || !parser.skipBlankLines()) {
      throw new TableException(
          file + " is empty; its first line must name the columns, separated by commas");
    }
    try {
      List<String> columns = parser.names();
      for (int i = 0; i < columns.size(); i++) {
        if (columns.get(i).isEmpty()) {
          throw new TableException(
              String.format(
                  Locale.ROOT,
                  "%s: column %d has no name in the header; give it one",
                  file,
                  i + 1));
        }
      }
      return columns;
    } catch (BadRowException e) {
      throw new TableException(file + ", header: " + e.getMessage(), e);
    }
  }

  private List<String> names() throws BadRowException {
    List<String> names = new ArrayList<>();
    boolean more = true;
    while (more) {
      int from = at;
      int end = endOfField();
      names.add(text(from, end).strip());
      more = toNextField();
    }
    return names;
  }

  private void start(CsvBlocks.Block block) {
    bytes = block.bytes();
    length = block.length();
    offset = block.offset();
    at = 0;
    boolean mark =
        block.first()
            && length >= BOM_BYTES
            && bytes[0] == (byte) 0xEF
            && bytes[1] == (byte) 0xBB
            && bytes[2] == (byte) 0xBF;
    at = mark ? BOM_BYTES : 0;
  }

  /** The rows of a block; valid until the next. */
  RowBatch parse(CsvBlocks.Block block) throws BadRowException {
    start(block);
    batch.clear();
    if (block.first() && skipBlankLines()) {
      skipRecord();
    }
    while (skipBlankLines()) {
      int from = at;
      int column = 0;
      boolean more = true;
      while (more) {
        int fieldStart = at;
        int end = endOfField();
        if (column < wanted.length && wanted[column] != Reading.SKIP) {
          addCell(column, fieldStart, end);
        }
        column++;
        more = toNextField();
      }
      if (column != wanted.length) {
        throw wrongWidth(from, column);
      }
      batch.endRow(offset + from);
    }
    return batch;
  }

  private BadRowException wrongWidth(int from, int fields) {
    return new BadRowException(
        offset + from,
        String.format(
            Locale.ROOT,
            "expected %d fields as in the header, found %d; mend the row (a text with a comma in it"
                + " needs double quotes) or remove it",
            wanted.length,
            fields));
  }

  private void skipRecord() throws BadRowException {
    do {
      endOfField();
    } while (toNextField());
  }

  /** Goes to the next record; false when there is none. */
  private boolean skipBlankLines() {
    while (at < length && (bytes[at] == '\n' || bytes[at] == '\r')) {
      at++;
    }
    return at < length;
  }

  /** Goes to the end of a field, its quotes included, and returns where that is. */
  private int endOfField() throws BadRowException {
    byte[] text = bytes;
    int end = at;
    if (end < length && text[end] == '"') {
      end = afterQuotes();
    } else {
      while (end < length && text[end] != ',' && text[end] != '\n' && text[end] != '\r') {
        end++;
      }
    }
    at = end;
    return end;
  }

  private int afterQuotes() throws BadRowException {
    int end = at + 1;
    while (end < length && (bytes[end] != '"' || (end + 1 < length && bytes[end + 1] == '"'))) {
      end += bytes[end] == '"' ? 2 : 1;
    }
    if (end >= length) {
      throw new BadRowException(
          offset + at, "a double quote is never closed; close it, or double it within a text");
    }
    end++;
    if (end < length && bytes[end] != ',' && bytes[end] != '\n' && bytes[end] != '\r') {
      throw new BadRowException(
          offset + at,
          "a text goes on after its closing double quote; double the quotes within a text");
    }
    return end;
  }

  /** Passes what stands behind a field; true when it was a comma. */
  private boolean toNextField() {
    if (at >= length) {
      return false;
    }
    byte separator = bytes[at++];
    if (separator == '\r' && at < length && bytes[at] == '\n') {
      at++;
    }
    return separator == ',';
  }

  private void addCell(int column, int from, int end) {
    Cells cells = batch.column(column);
    boolean quoted = end > from && bytes[from] == '"';
    int start = quoted ? from + 1 : from;
    int stop = quoted ? end - 1 : end;
    if (start == stop || isMissingText(start, stop)) {
      cells.addMissing();
    } else if (wanted[column] == Reading.NUMBER && !quoted && startsNumber(bytes[start])) {
      double number = DecimalBytes.parse(bytes, start, stop);
      if (Double.isNaN(number)) {
        addPerhapsNumber(cells, column, from, end);
      } else {
        cells.addNumber(number);
      }
    } else if (wanted[column] == Reading.NUMBER) {
      addPerhapsNumber(cells, column, from, end);
    } else {
      cells.addText(pooled(column, from, end));
    }
  }

  private static boolean startsNumber(byte first) {
    return (first >= '0' && first <= '9') || first == '-' || first == '.' || first == '+';
  }

  /** The long way, for words, spaces and quotes. */
  private void addPerhapsNumber(Cells cells, int column, int from, int end) {
    String text = pooled(column, from, end);
    if (NumberText.isNumber(text)) {
      cells.addNumber(NumberText.parse(text));
    } else {
      cells.addText(text);
    }
  }

  private boolean isMissingText(int start, int stop) {
    for (byte[] missing : missingTexts) {
      if (missing.length == stop - start
          && Arrays.equals(missing, 0, missing.length, bytes, start, stop)) {
        return true;
      }
    }
    return false;
  }

  private String pooled(int column, int from, int end) {
    return bytes[from] == '"' ? text(from, end) : pools[column].text(bytes, from, end);
  }

  private String text(int from, int end) {
    if (end > from && bytes[from] == '"') {
      String inner = new String(bytes, from + 1, end - from - 2, ENCODING);
      return inner.replace("\"\"", "\"");
    }
    return new String(bytes, from, end - from, ENCODING);
  }
}
