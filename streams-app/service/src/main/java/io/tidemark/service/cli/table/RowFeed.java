// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Rows of a format that can only be decoded one after the other: decoded on the calling thread,
 * some thousand at a time, while the sinks work on those before.
 */
final class RowFeed {

  private static final int ROWS = 4096;

  /** Decodes rows. */
  interface Decoder {

    /** Adds at most so many rows to an empty batch, none at the end of the table. */
    void fill(RowBatch batch, int rows) throws TableException;
  }

  private RowFeed() {}

  static void run(List<Reading> wanted, List<? extends RowSink> sinks, Decoder decoder)
      throws TableException {
    Queue<RowBatch> free = new ConcurrentLinkedQueue<>();
    List<Conveyor.Worker<RowBatch>> workers = new ArrayList<>();
    for (RowSink sink : sinks) {
      workers.add(
          batch -> {
            sink.accept(batch);
            free.add(batch);
          });
    }
    Conveyor.run(
        () -> {
          RowBatch batch = free.poll();
          batch = batch == null ? new RowBatch(wanted) : batch;
          batch.clear();
          decoder.fill(batch, ROWS);
          return batch.rows() == 0 ? null : batch;
        },
        workers);
  }
}
