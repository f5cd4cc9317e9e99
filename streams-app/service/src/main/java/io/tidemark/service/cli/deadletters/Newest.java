// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.deadletters;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;

/**
 * The newest letters of many, each as a view of it, so that no more is kept than is shown.
 *
 * @param <T> the view
 */
final class Newest<T> {

  private static final Comparator<Entry<?>> OLDEST_FIRST =
      Comparator.<Entry<?>>comparingLong(Entry::emittedMillis)
          .thenComparingInt(entry -> entry.position().partition())
          .thenComparingLong(entry -> entry.position().offset());

  private final int limit;
  private final Function<FoundLetter, T> view;
  private final PriorityQueue<Entry<T>> kept = new PriorityQueue<>(OLDEST_FIRST);
  private long seen;

  /** Keeps at most so many. */
  Newest(int limit, Function<FoundLetter, T> view) {
    this.limit = limit;
    this.view = view;
  }

  void add(FoundLetter found) {
    seen++;
    kept.add(new Entry<>(found.letter().emittedMillis(), found.position(), view.apply(found)));
    if (kept.size() > limit) {
      kept.poll();
    }
  }

  /** The views, the oldest first. */
  List<T> views() {
    List<Entry<T>> sorted = new ArrayList<>(kept);
    sorted.sort(OLDEST_FIRST);
    return sorted.stream().map(Entry::view).toList();
  }

  /** How many were added. */
  long seen() {
    return seen;
  }

  private record Entry<T>(long emittedMillis, LetterPosition position, T view) {}
}
