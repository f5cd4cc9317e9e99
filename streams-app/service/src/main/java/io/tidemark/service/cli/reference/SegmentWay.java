// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.core.observation.Segment;
import io.tidemark.core.reference.CategoricalReference;
import io.tidemark.core.reference.CategoryText;
import io.tidemark.service.cli.shell.CommandFailure;
import io.tidemark.service.cli.table.Cells;
import io.tidemark.service.cli.table.RowBatch;
import io.tidemark.service.cli.table.RowSink;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The values of the columns of one {@code --segment-by}, with their rows: a pass over the sample
 * that counts them, and the choice of the heaviest. Not thread-safe.
 */
final class SegmentWay implements RowSink {

  private static final int MOST_COMBINATIONS = 200_000;

  private static final Comparator<Map.Entry<List<String>, Long>> HEAVIEST_FIRST =
      Map.Entry.<List<String>, Long>comparingByValue(Comparator.reverseOrder())
          .thenComparing(entry -> String.join("\0", entry.getKey()));

  private final List<CategoricalReference> columns;
  private final int[] indexes;
  private final Map<List<String>, Long> rows = new HashMap<>();
  private long allRows;
  private long chosenRows;
  private int left;

  /**
   * Starts one.
   *
   * @param columns the columns, as the whole has them
   * @param indexes where they are in the table
   */
  SegmentWay(List<CategoricalReference> columns, int[] indexes) {
    this.columns = columns;
    this.indexes = indexes.clone();
  }

  /** One that counts other rows of the same. */
  SegmentWay another() {
    return new SegmentWay(columns, indexes);
  }

  @Override
  public void accept(RowBatch batch) {
    allRows += batch.rows();
    for (int row = 0; row < batch.rows(); row++) {
      List<String> values = values(batch, row);
      if (values != null) {
        count(values, 1);
      }
    }
  }

  private void count(List<String> values, long times) {
    rows.merge(values, times, Long::sum);
    if (rows.size() > MOST_COMBINATIONS) {
      throw CommandFailure.running(
          String.format(
              Locale.ROOT,
              "--segment-by %s has more than %d different combinations; name fewer columns",
              name(),
              MOST_COMBINATIONS));
    }
  }

  void combine(SegmentWay other) {
    allRows += other.allRows;
    other.rows.forEach(this::count);
  }

  /** The values of a row; null when one is missing or none that the whole keeps apart. */
  List<String> values(RowBatch batch, int row) {
    List<String> values = new ArrayList<>(indexes.length);
    for (int i = 0; i < indexes.length; i++) {
      Cells cells = batch.column(indexes[i]);
      String text = cells.text(row);
      if (text == null) {
        return null;
      }
      String category = CategoryText.of(text);
      if (columns.get(i).indexOf(category) < 0) {
        return null;
      }
      values.add(category);
    }
    return values;
  }

  /** The heaviest segments, by their values. */
  Map<List<String>, Segment> choose(int most, long minRows) {
    Map<List<String>, Segment> chosen = new HashMap<>();
    rows.entrySet().stream()
        .filter(entry -> entry.getValue() >= minRows)
        .sorted(HEAVIEST_FIRST)
        .limit(most)
        .forEach(
            entry -> {
              chosen.put(entry.getKey(), new Segment(names(), entry.getKey()));
              chosenRows += entry.getValue();
            });
    if (chosen.isEmpty()) {
      throw CommandFailure.running(
          String.format(
              Locale.ROOT,
              "--segment-by %s: no value has %d rows; lower --segment-min-rows, or leave it out",
              name(),
              minRows));
    }
    left = rows.size() - chosen.size();
    return chosen;
  }

  /** What was taken and what not, for people. */
  String describe(int taken) {
    return String.format(
        Locale.ROOT,
        "Segments by %s: %d taken, with %d of %d rows; left out: %d rows of %d other values, %d"
            + " rows without a value",
        name(),
        taken,
        chosenRows,
        allRows,
        counted() - chosenRows,
        left,
        allRows - counted());
  }

  private long counted() {
    return rows.values().stream().mapToLong(n -> n).sum();
  }

  private List<String> names() {
    return columns.stream().map(CategoricalReference::name).toList();
  }

  private String name() {
    return String.join("+", names());
  }
}
