// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import java.util.Arrays;
import java.util.List;

/**
 * Some rows that follow one another in a table, column by column. Used again for the next rows, so
 * nothing of it may be kept; not thread-safe.
 */
public final class RowBatch {

  private final Cells[] columns;
  private long[] places = new long[256];
  private int rows;

  RowBatch(List<Reading> wanted) {
    columns = new Cells[wanted.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = wanted.get(i) == Reading.SKIP ? null : new Cells();
    }
  }

  /**
   * How many rows there are.
   *
   * @return 0 or more
   */
  public int rows() {
    return rows;
  }

  /**
   * The cells of a column.
   *
   * @param column its index in the table
   * @return one for each row; null when the column was to be skipped
   */
  public Cells column(int column) {
    return columns[column];
  }

  /**
   * Where a row is in its file, for {@link Table#describe} and to tell rows apart.
   *
   * @param row 0 to {@code rows() - 1}
   * @return a number that grows with the rows of the file and is the same whenever it is read
   */
  public long place(int row) {
    return places[row];
  }

  void clear() {
    rows = 0;
    for (Cells column : columns) {
      if (column != null) {
        column.clear();
      }
    }
  }

  /** Adds a row of another batch that has cells of the same columns. */
  void add(RowBatch from, int row) {
    for (int i = 0; i < columns.length; i++) {
      if (columns[i] != null) {
        columns[i].add(from.columns[i], row);
      }
    }
    endRow(from.places[row]);
  }

  /** Ends a row whose cells were added. */
  void endRow(long place) {
    if (rows == places.length) {
      places = Arrays.copyOf(places, 2 * rows);
    }
    places[rows++] = place;
  }
}
