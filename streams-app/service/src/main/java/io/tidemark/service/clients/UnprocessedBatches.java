// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.clients;

import io.tidemark.service.clients.FreshLag.Moment;

/**
 * How many batches of a partition wait in front of its task, and when the newest was fetched. A
 * partition of which all was fetched is read only when none waits: the runtime may keep them back
 * for long, while the other input of the task has a backlog or is away. Used by one thread.
 */
final class UnprocessedBatches {

  private int count;
  private Moment newest = Moment.UNKNOWN;

  void add() {
    count++;
  }

  void take() {
    count--;
  }

  boolean none() {
    return count == 0;
  }

  /** When the batch that was added last was fetched. */
  Moment newest() {
    return newest;
  }

  /** Says, or corrects, when the newest batch was fetched. */
  void newest(Moment fetched) {
    newest = fetched;
  }
}
