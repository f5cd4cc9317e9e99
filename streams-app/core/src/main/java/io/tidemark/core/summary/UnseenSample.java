// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.summary;

import io.tidemark.core.bytes.StableHash;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A uniform sample of the moments at which unseen categories came: a bottom-k sketch (Cohen and
 * Kaplan 2007, DOI 10.1145/1281100.1281133).
 *
 * <p>A <em>cell</em> is a category at a time, with the number of its values then. Kept are the
 * {@value #CAPACITY} cells with the smallest hashes. One that is among the smallest of all is among
 * the smallest of every part, so the sample, its counts included, depends on what came and not on
 * the order of values or of merging. A category that came often has many cells, and so can hardly
 * be missed.
 */
final class UnseenSample {

  static final int CAPACITY = 128;

  private static final Comparator<Cell> BY_CATEGORY =
      Comparator.<Cell>comparingLong(cell -> cell.categoryHash ^ Long.MIN_VALUE)
          .thenComparing(cell -> cell.category);

  private Cell[] cells = {};
  private int size;

  /** The values of one category at one time. */
  static final class Cell {
    private final long hash;
    private final long categoryHash;
    private final long time;
    private final String category;
    private long count;

    private Cell(long hash, long categoryHash, String category, long time, long count) {
      this.hash = hash;
      this.categoryHash = categoryHash;
      this.category = category;
      this.time = time;
      this.count = count;
    }

    long time() {
      return time;
    }

    String category() {
      return category;
    }

    long count() {
      return count;
    }

    private int compareTo(long otherHash, String otherCategory, long otherTime) {
      int order = Long.compareUnsigned(hash, otherHash);
      order = order != 0 ? order : category.compareTo(otherCategory);
      return order != 0 ? order : Long.compare(time, otherTime);
    }
  }

  /** Whether cells may have been left out. */
  boolean isFull() {
    return size == CAPACITY;
  }

  void add(String category, long categoryHash, long time, long count) {
    long hash = StableHash.and(categoryHash, time);
    if (size == CAPACITY && Long.compareUnsigned(hash, cells[size - 1].hash) > 0) {
      return;
    }
    int at = find(hash, category, time);
    if (at >= 0) {
      cells[at].count += count;
    } else if (-at - 1 < CAPACITY) {
      insert(-at - 1, new Cell(hash, categoryHash, category, time, count));
    }
  }

  void add(UnseenSample more) {
    for (int i = 0; i < more.size; i++) {
      Cell cell = more.cells[i];
      add(cell.category, cell.categoryHash, cell.time, cell.count);
    }
  }

  void clear() {
    Arrays.fill(cells, 0, size, null);
    size = 0;
  }

  /** All cells, those of a category together, the categories in the order of their hashes. */
  List<Cell> byCategory() {
    Cell[] sorted = Arrays.copyOf(cells, size);
    Arrays.sort(sorted, BY_CATEGORY); // stable, so cells stay in the order of their hashes
    return List.of(sorted);
  }

  /** The index of a cell, or minus one minus the index where it belongs. */
  private int find(long hash, String category, long time) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = cells[middle].compareTo(hash, category, time);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return -low - 1;
  }

  private void insert(int at, Cell cell) {
    if (size == CAPACITY) {
      size--;
    } else if (size == cells.length) {
      cells = Arrays.copyOf(cells, Math.min(CAPACITY, 2 * size + 4));
    }
    System.arraycopy(cells, at, cells, at + 1, size - at);
    cells[at] = cell;
    size++;
  }
}
