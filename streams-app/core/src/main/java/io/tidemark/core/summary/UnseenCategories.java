// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.summary;

import io.tidemark.core.bytes.StableHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A bounded account of the categories that a reference does not have. Whatever the order of values
 * and of merging, it is the same.
 *
 * <p>A <em>table</em> has the {@value #CAPACITY} categories with the smallest hashes (ties by
 * text); what belongs to others is counted in {@code other}. One that is among the smallest of all
 * is among the smallest of every part, so it is never dropped and its count is exact, and one that
 * is not drops out at the latest when the parts are merged, and never returns. Up to {@value
 * #CAPACITY} categories all is exact. Beyond, the largest hash of the table tells how many there
 * are (a k-minimum-values sketch: Bar-Yossef et al. 2002, DOI 10.1007/3-540-45726-7_1; Beyer et al.
 * 2007, DOI 10.1145/1247480.1247504), and an {@link UnseenSample} which of them are heavy. A table
 * of the heaviest itself would have to know the counts of the whole while seeing a part.
 */
final class UnseenCategories {

  static final int CAPACITY = 256;

  private static final Comparator<UnseenCategory> HEAVIEST_FIRST =
      Comparator.comparingLong(UnseenCategory::count)
          .reversed()
          .thenComparing(UnseenCategory::category);

  private long[] hashes = {};
  private String[] texts = {};
  private long[] counts = {};
  private int size;
  private long other;
  private long total;
  private final UnseenSample sample = new UnseenSample();

  int size() {
    return size;
  }

  String text(int i) {
    return texts[i];
  }

  long count(int i) {
    return counts[i];
  }

  /** Whether a category comes before one of the table. */
  boolean isBefore(String text, int i) {
    int order = Long.compareUnsigned(StableHash.of(text), hashes[i]);
    return order < 0 || (order == 0 && text.compareTo(texts[i]) < 0);
  }

  long other() {
    return other;
  }

  /** All values counted, those in other included. */
  long total() {
    return total;
  }

  UnseenSample sample() {
    return sample;
  }

  /** Counts a value. */
  void accept(String text, long time) {
    long hash = StableHash.of(text);
    add(text, hash, 1);
    sample.add(text, hash, time, 1);
  }

  /** Counts values in the table alone. */
  void add(String text, long count) {
    add(text, StableHash.of(text), count);
  }

  private void add(String text, long hash, long count) {
    total += count;
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
      add(more.texts[i], more.hashes[i], more.counts[i]);
    }
    addOther(more.other);
    sample.add(more.sample);
  }

  void clear() {
    Arrays.fill(texts, 0, size, null);
    size = 0;
    other = 0;
    total = 0;
    sample.clear();
  }

  /** The overview with at most so many of the heaviest. */
  UnseenOverview overview(int heaviest) {
    if (total == 0) {
      return UnseenOverview.NONE;
    }
    boolean estimated = other > 0 && size == CAPACITY;
    double distinct = estimated ? (CAPACITY - 1) / StableHash.share(hashes[size - 1]) : size;
    double error = estimated ? distinct / Math.sqrt(CAPACITY - 2) : 0;
    List<UnseenCategory> all = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      all.add(new UnseenCategory(texts[i], counts[i], 0));
    }
    all.addAll(sampledOthers());
    all.sort(HEAVIEST_FIRST);
    return new UnseenOverview(
        total, Math.round(distinct), error, all.subList(0, Math.min(heaviest, all.size())));
  }

  /** What the sample says of the categories that are not in the table: shares of other. */
  private List<UnseenCategory> sampledOthers() {
    Map<String, Long> outside = new LinkedHashMap<>();
    double sum = 0;
    double squares = 0;
    for (UnseenSample.Cell cell : sample.byCategory()) {
      if (find(StableHash.of(cell.category()), cell.category()) < 0) {
        outside.merge(cell.category(), cell.count(), Long::sum);
        sum += cell.count();
        squares += (double) cell.count() * cell.count();
      }
    }
    List<UnseenCategory> estimates = new ArrayList<>();
    for (Map.Entry<String, Long> entry : outside.entrySet()) {
      double share = entry.getValue() / sum;
      double error = sample.isFull() ? Math.sqrt(share * (1 - share) * squares) / sum : 0;
      estimates.add(new UnseenCategory(entry.getKey(), Math.round(share * other), error * other));
    }
    return estimates;
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
