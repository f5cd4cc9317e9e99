// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.core.reference.ColumnScan;
import io.tidemark.core.reference.NumericReference;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.summary.NumericSummary;
import io.tidemark.core.summary.WindowSummary;
import io.tidemark.service.cli.table.Reading;
import io.tidemark.service.cli.table.RowBatch;
import io.tidemark.service.cli.table.RowSink;
import io.tidemark.service.cli.table.Table;
import io.tidemark.service.cli.table.TableCounter;
import java.util.List;

/**
 * A second pass over a sample, or over some of its rows, for the columns of which the first could
 * not keep enough: numbers are counted against points chosen by the first, and columns that turned
 * out to mix numbers with texts are read as texts.
 */
final class SampleRecount implements RowSink {

  private final WindowSummary numbers;
  private final TableCounter counter;
  private final SampleScan texts;

  /**
   * Starts one.
   *
   * @param table the sample
   * @param candidates points to count against; null when no column needs it
   * @param asTexts what is wanted of each column that is read as texts, skip of all others
   * @param limits how many texts to keep
   */
  SampleRecount(
      Table table, ReferenceProfile candidates, List<Reading> asTexts, ColumnScan.Limits limits) {
    numbers = candidates == null ? null : WindowSummary.of(candidates);
    counter = candidates == null ? null : new TableCounter(table, numbers);
    texts = new SampleScan(asTexts, limits);
  }

  @Override
  public void accept(RowBatch batch) {
    if (counter != null) {
      counter.accept(batch);
    }
    texts.accept(batch);
  }

  void combine(SampleRecount other) {
    if (numbers != null) {
      numbers.combine(other.numbers);
    }
    texts.combine(other.texts);
  }

  ColumnScan texts(int column) {
    return texts.column(column);
  }

  /** The reference of a column that was counted against candidates. */
  NumericReference numeric(ColumnScan scan, int candidate, int resolution) {
    NumericReference points = (NumericReference) numbers.profile().feature(candidate);
    NumericSummary counted = (NumericSummary) numbers.feature(candidate);
    double deviation = Math.sqrt(counted.variance());
    return points.recounted(
        counted.cellCounts(),
        resolution,
        counted.missing(),
        counted.invalid(),
        scan.moments(counted.mean(), deviation));
  }
}
