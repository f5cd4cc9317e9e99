// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import java.util.Arrays;
import java.util.List;

/**
 * Hands the rows of a table on to several sinks, to each those that are meant for it; a row may be
 * meant for one, several or none.
 */
public final class RowSplitter implements RowSink {

  private final List<? extends RowSink> sinks;
  private final List<Choice> choices;
  private final RowBatch chosen;
  private int[] targets = {};

  /** Says for which sink a row is meant. */
  @FunctionalInterface
  public interface Choice {

    /**
     * Chooses a sink for a row.
     *
     * @param batch some rows
     * @param row 0 to {@code batch.rows() - 1}
     * @return the index of a sink, or -1 for none
     */
    int of(RowBatch batch, int row);
  }

  /**
   * Makes a splitter.
   *
   * @param wanted what was wanted of each column of the table
   * @param sinks where rows go
   * @param choices each may send a row to one sink
   */
  public RowSplitter(
      List<Reading> wanted, List<? extends RowSink> sinks, List<? extends Choice> choices) {
    this.sinks = List.copyOf(sinks);
    this.choices = List.copyOf(choices);
    this.chosen = new RowBatch(wanted);
  }

  @Override
  public void accept(RowBatch batch) throws TableException {
    if (targets.length < batch.rows()) {
      targets = new int[2 * batch.rows()];
    }
    boolean[] meant = new boolean[sinks.size()];
    for (Choice choice : choices) {
      Arrays.fill(meant, false);
      for (int row = 0; row < batch.rows(); row++) {
        targets[row] = choice.of(batch, row);
        if (targets[row] >= 0) {
          meant[targets[row]] = true;
        }
      }
      for (int sink = 0; sink < meant.length; sink++) {
        if (meant[sink]) {
          handOn(batch, sink);
        }
      }
    }
  }

  private void handOn(RowBatch batch, int sink) throws TableException {
    chosen.clear();
    for (int row = 0; row < batch.rows(); row++) {
      if (targets[row] == sink) {
        chosen.add(batch, row);
      }
    }
    sinks.get(sink).accept(chosen);
  }
}
