// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.summary;

import java.util.Arrays;

/**
 * Counts of values by cell. Three forms, each left for the next when it is too small: a log of the
 * cells hit, in order of arrival (a window of a few values costs a few words, not an array over all
 * cells); an int for each cell; a long for each cell.
 */
final class CellCounts {

  private static final int FIRST_LOG = 16;
  private static final int LARGEST_LOG = 4096;
  private static final int[] NO_CELLS = {};

  private final int size;
  private final int logLimit;
  private int[] log;
  private int logged;
  private int[] narrow;
  private long[] wide;
  private long total;

  /** Receives the cells that have counts, in increasing order. */
  interface Sink {
    void accept(int cell, long count);
  }

  CellCounts(int size) {
    this.size = size;
    this.logLimit = Math.min(LARGEST_LOG, size / 8);
    if (logLimit < FIRST_LOG) {
      narrow = new int[size];
    } else {
      log = NO_CELLS;
    }
  }

  int size() {
    return size;
  }

  long total() {
    return total;
  }

  void increment(int cell) {
    int[] counts = narrow;
    if (counts != null) {
      counts[cell]++;
      if (++total == Integer.MAX_VALUE) {
        widen();
      }
    } else if (logged < (log == null ? 0 : log.length)) {
      log[logged++] = cell;
      total++;
    } else {
      add(cell, 1);
    }
  }

  /** Counts the first so many cells of an array. */
  void increment(int[] hit, int count) {
    int[] counts = narrow;
    if (counts == null || total >= Integer.MAX_VALUE - count) {
      for (int i = 0; i < count; i++) {
        increment(hit[i]);
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      counts[hit[i]]++;
    }
    total += count;
  }

  void add(int cell, long count) {
    total += count;
    while (log != null && logged + count > log.length) {
      growLog(count);
    }
    if (narrow != null && total >= Integer.MAX_VALUE) {
      widen();
    }
    if (log != null) {
      int end = logged + (int) count;
      Arrays.fill(log, logged, end, cell);
      logged = end;
    } else if (narrow != null) {
      narrow[cell] += (int) count;
    } else {
      wide[cell] += count;
    }
  }

  void add(CellCounts other) {
    if (other.log != null) {
      for (int i = 0; i < other.logged; i++) {
        add(other.log[i], 1);
      }
    } else {
      other.forEach(this::add);
    }
  }

  private void growLog(long count) {
    if (logged + count <= logLimit) {
      log = Arrays.copyOf(log, Math.min(logLimit, Math.max(FIRST_LOG, 2 * log.length)));
      return;
    }
    narrow = new int[size];
    for (int i = 0; i < logged; i++) {
      narrow[log[i]]++;
    }
    log = null;
    logged = 0;
  }

  private void widen() {
    wide = new long[size];
    for (int cell = 0; cell < size; cell++) {
      wide[cell] = narrow[cell];
    }
    narrow = null;
  }

  void forEach(Sink sink) {
    if (log != null) {
      Arrays.sort(log, 0, logged);
      int start = 0;
      for (int i = 1; i <= logged; i++) {
        if (i == logged || log[i] != log[start]) {
          sink.accept(log[start], i - start);
          start = i;
        }
      }
      return;
    }
    for (int cell = 0; cell < size; cell++) {
      long count = at(cell);
      if (count != 0) {
        sink.accept(cell, count);
      }
    }
  }

  /** Makes {@link #at} cheap, at the cost of an array over all cells. */
  void spread() {
    if (log != null) {
      growLog(size);
    }
  }

  /** The count of one cell, where there is an array. */
  long at(int cell) {
    return narrow != null ? narrow[cell] : wide[cell];
  }

  /** How many cells with an even or an odd number have counts. */
  record Filled(int even, int odd) {}

  /** Counts the cells that have counts. */
  Filled filled() {
    int even = 0;
    int odd = 0;
    if (log != null) {
      Arrays.sort(log, 0, logged);
      for (int i = 0; i < logged; i++) {
        int first = i == 0 || log[i] != log[i - 1] ? 1 : 0;
        odd += first & log[i];
        even += first & ~log[i];
      }
      return new Filled(even, odd);
    }
    for (int cell = 0; cell < size; cell++) {
      int has = at(cell) != 0 ? 1 : 0;
      odd += has & cell;
      even += has & ~cell;
    }
    return new Filled(even, odd);
  }

  long[] toArray() {
    if (wide != null) {
      return wide.clone();
    }
    long[] counts = new long[size];
    for (int i = 0; i < logged; i++) {
      counts[log[i]]++;
    }
    for (int cell = 0; narrow != null && cell < size; cell++) {
      counts[cell] = narrow[cell];
    }
    return counts;
  }

  void clear() {
    total = 0;
    logged = 0;
    if (narrow != null) {
      Arrays.fill(narrow, 0);
    } else if (wide != null) {
      Arrays.fill(wide, 0);
    }
  }
}
