// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Reads a table by several threads whose findings can be added up. */
public final class ReadingThreads {

  private static final int MOST = 4;

  private ReadingThreads() {}

  /**
   * Reads all rows once, by as many threads as there are processors, but at most {@value #MOST}.
   *
   * @param table the table
   * @param wanted what is wanted of each column
   * @param sinks makes a sink for each thread
   * @param combine adds the second's findings to the first
   * @param <S> the sink
   * @return all findings
   * @throws TableException if the table cannot be read
   */
  public static <S extends RowSink> S read(
      Table table, List<Reading> wanted, Supplier<S> sinks, BiConsumer<S, S> combine)
      throws TableException {
    int threads = Math.max(1, Math.min(MOST, Runtime.getRuntime().availableProcessors()));
    List<S> all = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      all.add(sinks.get());
    }
    table.read(wanted, all);
    S whole = all.get(0);
    for (S part : all.subList(1, all.size())) {
      combine.accept(whole, part);
    }
    return whole;
  }
}
