// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.join;

import io.tidemark.core.observation.JoinHalf;
import io.tidemark.service.state.CommitScopedStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The halves of a task that wait for their partner, by prediction id, and the memory they take.
 * Used by one stream thread.
 */
final class PendingHalves {

  /** The order in which halves of one moment are given up. */
  static final Comparator<JoinHalf> BY_TIME_THEN_ID =
      Comparator.comparingLong(JoinHalf::timestampMillis).thenComparing(JoinHalf::predictionId);

  private static final Comparator<WaitingHalf> FIRST_TO_EXPIRE =
      Comparator.comparingLong(WaitingHalf::deadlineMillis)
          .thenComparing(WaitingHalf::half, BY_TIME_THEN_ID);

  private final CommitScopedStore<String, WaitingHalf> store;
  private final JoinBounds bounds;
  private long bytes;

  /** Takes in what the store holds. */
  PendingHalves(CommitScopedStore<String, WaitingHalf> store, JoinBounds bounds) {
    this.store = store;
    this.bounds = bounds;
    store.forEach((id, half) -> bytes += half.bytes());
  }

  /** The half that waits under an id, or null. */
  WaitingHalf get(String id) {
    return store.get(id);
  }

  /** Lets a half wait; none may wait under its id. */
  void put(WaitingHalf waiting) {
    store.put(waiting.half().predictionId(), waiting);
    bytes += waiting.bytes();
  }

  /** Takes out the half that waits under an id, if one does. */
  void remove(String id) {
    WaitingHalf removed = store.remove(id);
    if (removed != null) {
      bytes -= removed.bytes();
    }
  }

  /** Calls an action with each half, in no particular order; it must not change them. */
  void forEach(Consumer<WaitingHalf> action) {
    store.forEach((id, waiting) -> action.accept(waiting));
  }

  /** How many halves wait. */
  int size() {
    return store.size();
  }

  /** What they take; see {@link HeldBytes}. */
  long bytes() {
    return bytes;
  }

  /** Whether more wait than may. */
  boolean exceedsBounds() {
    return store.size() > bounds.maxPending() || bytes > bounds.maxPendingBytes();
  }

  /**
   * The first to expire, as many as leave nine tenths of the bounds to the others: many at a time,
   * because it sorts all.
   */
  List<WaitingHalf> surplus() {
    List<WaitingHalf> all = new ArrayList<>(store.size());
    store.forEach((id, waiting) -> all.add(waiting));
    all.sort(FIRST_TO_EXPIRE);
    int most = bounds.maxPending() - bounds.maxPending() / 10;
    long mostBytes = bounds.maxPendingBytes() - bounds.maxPendingBytes() / 10;
    int taken = 0;
    long left = bytes;
    while (taken < all.size() && (all.size() - taken > most || left > mostBytes)) {
      left -= all.get(taken).bytes();
      taken++;
    }
    return all.subList(0, taken);
  }
}
