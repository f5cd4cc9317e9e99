// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.service.cli.table.RowBatch;
import io.tidemark.service.cli.table.RowSink;
import java.util.List;

/** One pass over a sample that counts the values of every {@code --segment-by}. */
record SegmentCounts(List<SegmentWay> ways) implements RowSink {

  @Override
  public void accept(RowBatch batch) {
    ways.forEach(way -> way.accept(batch));
  }

  void combine(SegmentCounts other) {
    for (int i = 0; i < ways.size(); i++) {
      ways.get(i).combine(other.ways.get(i));
    }
  }
}
