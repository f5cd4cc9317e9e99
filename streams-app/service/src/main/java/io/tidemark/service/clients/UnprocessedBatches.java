// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.clients;

import io.tidemark.service.clients.FreshLag.Moment;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The batches of a partition that wait in front of its task, by when they were fetched. A partition
 * of which all was fetched is read only when none waits: the runtime may keep them back for long,
 * while the other input of the task has a backlog or is away. Used by one thread.
 */
final class UnprocessedBatches {

  private final Deque<Moment> fetched = new ArrayDeque<>();
  private Moment latest = Moment.UNKNOWN;

  /** When the batches that are added from now on were fetched. */
  void fetchedAt(Moment moment) {
    latest = moment;
  }

  void add() {
    fetched.add(latest);
  }

  void take() {
    fetched.removeFirst();
  }

  boolean none() {
    return fetched.isEmpty();
  }

  /** When the batch that is processed next was fetched. */
  Moment oldest() {
    return fetched.getFirst();
  }

  /** Corrects when the batch that is processed next was fetched. */
  void oldest(Moment moment) {
    fetched.removeFirst();
    fetched.addFirst(moment);
  }
}
