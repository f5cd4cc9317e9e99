// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.summary;

import io.tidemark.core.reference.CategoryText;
import java.util.Arrays;

/**
 * A bounded table of the categories that a reference does not have.
 *
 * <p>It keeps the {@value #CAPACITY} categories with the smallest hashes (ties by text); what
 * belongs to others is counted in {@code other}. Whether a category is kept depends only on which
 * categories occurred, not on when or where: one that is among the smallest of all is among the
 * smallest of every part, so it is never dropped and its count is exact, and one that is not drops
 * out at the latest when the parts are merged, and never returns. Keeping the heaviest instead
 * would need to know the counts of the whole while seeing a part.
 */
final class UnseenCategories {

  static final int CAPACITY = 64;

  private long[] hashes = {};
  private String[] texts = {};
  private long[] counts = {};
  private int size;
  private long other;
  private long total;

  int size() {
    return size;
  }

  String text(int i) {
    return texts[i];
  }

  long count(int i) {
    return counts[i];
  }

  long other() {
    return other;
  }

  /** All values counted, those in other included. */
  long total() {
    return total;
  }

  void add(String text, long count) {
    total += count;
    long hash = CategoryText.hash(text);
    int at = find(hash, text);
    if (at >= 0) {
      counts[at] += count;
    } else if (-at - 1 == CAPACITY) {
      other += count;
    } else {
      insert(-at - 1, hash, text, count);
    }
  }

  void addOther(long count) {
    total += count;
    other += count;
  }

  void add(UnseenCategories more) {
    for (int i = 0; i < more.size; i++) {
      add(more.texts[i], more.counts[i]);
    }
    addOther(more.other);
  }

  void clear() {
    Arrays.fill(texts, 0, size, null);
    size = 0;
    other = 0;
    total = 0;
  }

  /** The index of a category, or minus one minus the index where it belongs. */
  private int find(long hash, String text) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      int order = Long.compareUnsigned(hashes[middle], hash);
      order = order != 0 ? order : texts[middle].compareTo(text);
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

  private void insert(int at, long hash, String text, long count) {
    if (size == CAPACITY) {
      size--;
      other += counts[size];
    } else if (size == hashes.length) {
      int room = Math.min(CAPACITY, 2 * size + 4);
      hashes = Arrays.copyOf(hashes, room);
      texts = Arrays.copyOf(texts, room);
      counts = Arrays.copyOf(counts, room);
    }
    System.arraycopy(hashes, at, hashes, at + 1, size - at);
    System.arraycopy(texts, at, texts, at + 1, size - at);
    System.arraycopy(counts, at, counts, at + 1, size - at);
    hashes[at] = hash;
    texts[at] = text;
    counts[at] = count;
    size++;
  }
}
