// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads whole tables as texts, for tests. */
final class TableText {

  private TableText() {}

  /** The cells as they are given where texts are wanted; null where missing. */
  static List<List<String>> texts(Table table) throws TableException {
    return rows(table, Reading.TEXT);
  }

  /** The cells as they are given where numbers are wanted: numbers by {@link Double#toString}. */
  static List<List<String>> numbers(Table table) throws TableException {
    return rows(table, Reading.NUMBER);
  }

  private static List<List<String>> rows(Table table, Reading reading) throws TableException {
    List<List<String>> rows = new ArrayList<>();
    int columns = table.columns().size();
    RowSink sink =
        batch -> {
          for (int row = 0; row < batch.rows(); row++) {
            List<String> cells = new ArrayList<>();
            for (int column = 0; column < columns; column++) {
              Cells of = batch.column(column);
              cells.add(of.isNumber(row) ? Double.toString(of.number(row)) : of.text(row));
            }
            rows.add(cells);
          }
        };
    table.read(Collections.nCopies(columns, reading), List.of(sink));
    return rows;
  }
}
