// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import io.tidemark.core.observation.FeatureKind;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the kinds of a table's columns in one pass: a column is numeric when every present cell is
 * a number by {@link NumberText}, unless it is declared categorical. A column without any present
 * cell is numeric.
 */
public final class ColumnTypes {

  /** Different texts counted per column; memory stays bounded. */
  public static final int DISTINCT_LIMIT = 100_000;

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private ColumnTypes() {}

  /**
   * Reads a table once.
   *
   * @param table the table
   * @param excluded columns to leave out
   * @param categorical columns that are categorical whatever they look like
   * @return the columns not left out, by name, in file order
   * @throws TableException if the file is broken
   */
  public static Map<String, Column> infer(
      CsvTable table, Set<String> excluded, Set<String> categorical) throws TableException {
    List<Tally> tallies = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      if (!excluded.contains(table.columns().get(i))) {
        tallies.add(new Tally(table.columns().get(i), i));
      }
    }
    try (CsvTable.Rows rows = table.rows()) {
      while (rows.next()) {
        for (Tally tally : tallies) {
          tally.accept(rows.cell(tally.index), rows);
        }
      }
    }
    Map<String, Column> columns = new LinkedHashMap<>();
    for (Tally tally : tallies) {
      columns.put(tally.name, tally.finish(categorical.contains(tally.name)));
    }
    return columns;
  }

  /** What is known of one column so far. */
  private static final class Tally {
    private final String name;
    private final int index;
    private final LongOpenHashSet hashes = new LongOpenHashSet();
    private long count;
    private long missing;
    private long numbers;
    private boolean whole = true;
    private boolean capped;
    private boolean unique = true;
    private String firstText;
    private long firstTextLine;

    Tally(String name, int index) {
      this.name = name;
      this.index = index;
    }

    void accept(String cell, CsvTable.Rows rows) {
      if (cell == null) {
        missing++;
        return;
      }
      count++;
      if (NumberText.isNumber(cell)) {
        numbers++;
        whole = whole && isWhole(cell);
      } else if (firstText == null) {
        firstText = cell;
        firstTextLine = rows.line();
      }
      if (!capped) {
        unique = hashes.add(hash(cell)) && unique;
        capped = hashes.size() > DISTINCT_LIMIT;
      }
    }

    Column finish(boolean declaredCategorical) {
      boolean numeric = numbers == count && !declaredCategorical;
      return new Column(
          name,
          index,
          numeric ? FeatureKind.NUMERIC : FeatureKind.CATEGORICAL,
          count,
          missing,
          numbers,
          whole && numbers > 0,
          Math.min(hashes.size(), DISTINCT_LIMIT),
          capped,
          unique,
          firstText,
          firstTextLine);
    }

    private static boolean isWhole(String number) {
      for (int i = 0; i < number.length(); i++) {
        char c = number.charAt(i);
        if ((c < '0' || c > '9') && c != '-') {
          return false;
        }
      }
      return true;
    }

    private static long hash(String text) {
      long hash = FNV_OFFSET;
      for (int i = 0; i < text.length(); i++) {
        hash = (hash ^ text.charAt(i)) * FNV_PRIME;
      }
      return hash;
    }
  }
}
