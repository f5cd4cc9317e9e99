// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.status;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** The last few things that happened, newest first. Thread-safe. */
final class Recent<T> {

  private final Deque<T> entries = new ArrayDeque<>();
  private final int limit;

  Recent(int limit) {
    this.limit = limit;
  }

  synchronized void add(T entry) {
    if (entries.size() == limit) {
      entries.removeLast();
    }
    entries.addFirst(entry);
  }

  synchronized List<T> newestFirst() {
    return Collections.unmodifiableList(new ArrayList<>(entries));
  }
}
