// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.shell;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells in columns of equal width, for people. */
public final class TextTable {

  private static final String GAP = "  ";

  private final List<String[]> rows = new ArrayList<>();

  /**
   * Starts with a header.
   *
   * @param header one name per column
   */
  public TextTable(String... header) {
    rows.add(header.clone());
  }

  /**
   * Adds a row.
   *
   * @param cells one per column; numbers are set to the right
   */
  public void add(Object... cells) {
    String[] row = new String[cells.length];
    for (int i = 0; i < cells.length; i++) {
      row[i] = String.valueOf(cells[i]);
    }
    rows.add(row);
  }

  /**
   * The finished table.
   *
   * @return one text per row, without line ends
   */
  public List<String> lines() {
    int columns = rows.get(0).length;
    int[] widths = new int[columns];
    for (String[] row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String padding = " ".repeat(widths[i] - row[i].length());
        boolean number = !row[i].isEmpty() && Character.isDigit(row[i].charAt(0));
        line.append(number ? padding + row[i] : row[i] + padding).append(GAP);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
