// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

/** Takes the rows of a table, some at a time; called by one thread only. */
@FunctionalInterface
public interface RowSink {

  /**
   * Takes some rows.
   *
   * @param batch the rows; to be used before returning
   * @throws TableException if they cannot be used
   */
  void accept(RowBatch batch) throws TableException;
}
