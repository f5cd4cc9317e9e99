// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.clients;

/**
 * How many batches of a partition wait in front of its task. A partition of which all was fetched
 * is read only when none does: the runtime may keep them back for long, while the other input of
 * the task has a backlog or is away. Used by one thread.
 */
final class UnprocessedBatches {

  private int count;

  void add() {
    count++;
  }

  void take() {
    count--;
  }

  boolean none() {
    return count == 0;
  }
}
