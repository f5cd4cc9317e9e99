// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.summary.CategoricalSummary;
import io.tidemark.core.summary.FeatureSummary;
import io.tidemark.core.summary.NumericSummary;
import io.tidemark.core.summary.WindowSummary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Counts the rows of a table against a reference, column by column, which keeps the points of one
 * column in the processor's cache while its values are counted.
 */
public final class TableCounter implements RowSink {

  private final WindowSummary summary;
  private final int[] columns;

  /**
   * Chooses the columns that the reference has too.
   *
   * @param table where the rows come from
   * @param summary where they are counted
   */
  public TableCounter(Table table, WindowSummary summary) {
    this.summary = summary;
    this.columns =
        summary.profile().features().stream()
            .mapToInt(feature -> table.columns().indexOf(feature.name()))
            .toArray();
  }

  /**
   * What is wanted of a table whose rows will be counted against a reference.
   *
   * @param table the table
   * @param profile the reference
   * @return one for each column of the table
   */
  public static List<Reading> wanted(Table table, ReferenceProfile profile) {
    List<Reading> wanted =
        new ArrayList<>(Collections.nCopies(table.columns().size(), Reading.SKIP));
    profile
        .features()
        .forEach(
            feature -> {
              int column = table.columns().indexOf(feature.name());
              if (column >= 0) {
                wanted.set(column, Reading.of(feature.kind()));
              }
            });
    return wanted;
  }

  @Override
  public void accept(RowBatch batch) {
    int rows = batch.rows();
    for (int i = 0; i < columns.length; i++) {
      FeatureSummary feature = summary.feature(i);
      Cells cells = columns[i] < 0 ? null : batch.column(columns[i]);
      if (cells == null) {
        for (int row = 0; row < rows; row++) {
          feature.acceptMissing();
        }
      } else if (feature instanceof NumericSummary numbers) {
        count(numbers, cells, rows);
      } else {
        count((CategoricalSummary) feature, cells, batch);
      }
    }
    summary.acceptObservations(rows);
  }

  private static void count(NumericSummary numbers, Cells cells, int rows) {
    for (int row = 0; row < rows; row++) {
      if (cells.isNumber(row)) {
        numbers.accept(cells.number(row));
      } else if (cells.isMissing(row)) {
        numbers.acceptMissing();
      } else {
        numbers.acceptInvalid();
      }
    }
  }

  private static void count(CategoricalSummary categories, Cells cells, RowBatch batch) {
    for (int row = 0; row < batch.rows(); row++) {
      if (cells.isNumber(row)) {
        categories.accept(cells.number(row), batch.place(row));
      } else if (cells.isMissing(row)) {
        categories.acceptMissing();
      } else {
        categories.accept(cells.text(row), batch.place(row));
      }
    }
  }
}
