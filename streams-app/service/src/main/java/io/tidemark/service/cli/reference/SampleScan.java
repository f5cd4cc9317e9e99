// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.core.reference.ColumnScan;
import io.tidemark.service.cli.table.Cells;
import io.tidemark.service.cli.table.Reading;
import io.tidemark.service.cli.table.RowBatch;
import io.tidemark.service.cli.table.RowSink;
import java.util.List;

/** One pass over a sample, or over some of its rows: what each column holds. */
final class SampleScan implements RowSink {

  private final ColumnScan[] columns;
  private long[] hashes = {};
  private long rows;

  SampleScan(List<Reading> wanted, ColumnScan.Limits limits) {
    columns = new ColumnScan[wanted.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = wanted.get(i) == Reading.SKIP ? null : new ColumnScan(limits);
    }
  }

  @Override
  public void accept(RowBatch batch) {
    int size = batch.rows();
    if (hashes.length < size) {
      hashes = new long[2 * size];
    }
    for (int row = 0; row < size; row++) {
      hashes[row] = ColumnScan.rowHash(batch.place(row));
    }
    for (int i = 0; i < columns.length; i++) {
      if (columns[i] != null) {
        scan(batch, batch.column(i), columns[i]);
      }
    }
    rows += size;
  }

  private void scan(RowBatch batch, Cells cells, ColumnScan column) {
    for (int row = 0; row < batch.rows(); row++) {
      if (cells.isNumber(row)) {
        column.accept(cells.number(row), hashes[row]);
      } else if (cells.isMissing(row)) {
        column.acceptMissing();
      } else {
        column.accept(cells.text(row), batch.place(row));
      }
    }
  }

  void combine(SampleScan other) {
    rows += other.rows;
    for (int i = 0; i < columns.length; i++) {
      if (columns[i] != null) {
        columns[i].combine(other.columns[i]);
      }
    }
  }

  /** What a column holds; null when it was skipped. */
  ColumnScan column(int index) {
    return columns[index];
  }

  long rows() {
    return rows;
  }
}
