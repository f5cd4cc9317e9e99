// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.service.cli.table.Reading;
import io.tidemark.service.cli.table.RowBatch;
import io.tidemark.service.cli.table.RowSink;
import io.tidemark.service.cli.table.RowSplitter;
import io.tidemark.service.cli.table.Table;
import io.tidemark.service.cli.table.TableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One pass over a sample, or over some of its rows, that hands each segment its rows. */
final class SegmentScan implements RowSink {

  private final List<SampleScan> scans;
  private final List<SampleRecount> recounts;
  private final RowSplitter splitter;

  /**
   * The segments by one set of columns.
   *
   * @param way tells the values of a row
   * @param indexes the segment of each values that are watched
   */
  record Choice(SegmentWay way, Map<List<String>, Integer> indexes) implements RowSplitter.Choice {

    @Override
    public int of(RowBatch batch, int row) {
      List<String> values = way.values(batch, row);
      return values == null ? -1 : indexes.getOrDefault(values, -1);
    }
  }

  private SegmentScan(List<SampleScan> scans, List<SampleRecount> recounts, RowSplitter splitter) {
    this.scans = scans;
    this.recounts = recounts;
    this.splitter = splitter;
  }

  /** A pass that finds what the columns of each segment hold. */
  static SegmentScan first(
      List<Reading> wanted, List<Choice> choices, int segments, SegmentPrecision precision) {
    List<SampleScan> scans = new ArrayList<>();
    for (int i = 0; i < segments; i++) {
      scans.add(new SampleScan(wanted, precision.limits()));
    }
    return new SegmentScan(scans, List.of(), new RowSplitter(wanted, scans, choices));
  }

  /** A pass that counts the columns of which the first could not keep enough. */
  static SegmentScan second(
      Table table, List<Reading> wanted, List<Choice> choices, List<SegmentColumns> columns) {
    List<SampleRecount> recounts = columns.stream().map(c -> c.recount(table)).toList();
    return new SegmentScan(List.of(), recounts, new RowSplitter(wanted, recounts, choices));
  }

  @Override
  public void accept(RowBatch batch) throws TableException {
    splitter.accept(batch);
  }

  void combine(SegmentScan other) {
    for (int i = 0; i < scans.size(); i++) {
      scans.get(i).combine(other.scans.get(i));
    }
    for (int i = 0; i < recounts.size(); i++) {
      recounts.get(i).combine(other.recounts.get(i));
    }
  }

  SampleScan scan(int segment) {
    return scans.get(segment);
  }

  SampleRecount recount(int segment) {
    return recounts.get(segment);
  }
}
