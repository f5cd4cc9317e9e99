// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.summary;

import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.reference.CategoricalReference;
import io.tidemark.core.reference.CategoryText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The live counts of a categorical feature: exact for the categories of the reference, exact for up
 * to {@value UnseenCategories#CAPACITY} others, the rest together. Not thread-safe.
 *
 * <p>Which unseen categories are kept does not depend on the order of values or of merging: those
 * with the smallest hashes. Numbers count as their texts ({@link CategoryText}). A bounded sample
 * of the unseen values tells which of the others are heavy ({@link #unseen}).
 */
public final class CategoricalSummary implements FeatureSummary {

  final CellCounts seen;
  final UnseenCategories unseen = new UnseenCategories();
  long missing;
  long nan;

  private final CategoricalReference reference;

  /**
   * Makes an empty summary.
   *
   * @param reference what to count against
   */
  public CategoricalSummary(CategoricalReference reference) {
    this.reference = reference;
    this.seen = new CellCounts(reference.categories());
  }

  @Override
  public CategoricalReference reference() {
    return reference;
  }

  /**
   * Takes a text that came at no particular time.
   *
   * @param text any text
   */
  public void accept(String text) {
    accept(text, 0);
  }

  /**
   * Takes a text. O(1), without allocation for the categories of the reference.
   *
   * @param text any text
   * @param time what tells this value from others of its category, as far as it can: its time, or
   *     its row
   */
  public void accept(String text, long time) {
    String category = CategoryText.of(text);
    int index = reference.indexOf(category);
    if (index >= 0) {
      seen.increment(index);
    } else {
      unseen.accept(category, time);
    }
  }

  /**
   * Takes a number as its text.
   *
   * @param number any double; NaN is counted apart
   * @param time as for texts
   */
  public void accept(double number, long time) {
    if (Double.isNaN(number)) {
      nan++;
      return;
    }
    int index = reference.indexOf(number);
    if (index >= 0) {
      seen.increment(index);
    } else {
      unseen.accept(CategoryText.of(number), time);
    }
  }

  @Override
  public void accept(ObservedValues values, int slot, long time) {
    switch (values.type(slot)) {
      case NUMBER -> accept(values.number(slot), time);
      case TEXT -> accept(values.text(slot), time);
      case MISSING -> missing++;
    }
  }

  @Override
  public void acceptMissing() {
    missing++;
  }

  void combine(CategoricalSummary other) {
    seen.add(other.seen);
    unseen.add(other.unseen);
    missing += other.missing;
    nan += other.nan;
  }

  void clear() {
    seen.clear();
    unseen.clear();
    missing = 0;
    nan = 0;
  }

  @Override
  public long count() {
    return seen.total() + unseen.total();
  }

  @Override
  public long missing() {
    return missing;
  }

  @Override
  public long nan() {
    return nan;
  }

  /**
   * Always 0: a number is as good a category as a text.
   *
   * @return 0
   */
  @Override
  public long mismatched() {
    return 0;
  }

  /**
   * How often each category of the reference occurred.
   *
   * @return a copy, in the reference's order
   */
  public long[] categoryCounts() {
    return seen.toArray();
  }

  /**
   * How often each category occurred that the reference does not have, as far as the table holds
   * them. They may be among those the reference counts as {@link CategoricalReference#otherCount}.
   *
   * @return an immutable map in a fixed order
   */
  public Map<String, Long> unseenCounts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (int i = 0; i < unseen.size(); i++) {
      counts.put(unseen.text(i), unseen.count(i));
    }
    return Collections.unmodifiableMap(counts);
  }

  /**
   * How many values were in categories that neither the reference nor the table has.
   *
   * @return 0 or more
   */
  public long otherCount() {
    return unseen.other();
  }

  /**
   * What the values were whose category the reference does not have.
   *
   * <p>Up to {@value UnseenCategories#CAPACITY} such categories, everything is exact. Beyond:
   *
   * <ul>
   *   <li>{@code distinct} is {@code (k - 1) / U}, with k the size of the table and U its largest
   *       hash as a share of all; standard error {@code 1 / sqrt(k - 2)}, 6.3 % of it.
   *   <li>The categories of the table keep exact counts. Of the others, a uniform sample of {@value
   *       UnseenSample#CAPACITY} (category, time) pairs tells the heavy ones: one that has a share
   *       of p of all such pairs is named except with probability {@code (1 - p)^128}: one in
   *       700,000 at 10 %, one in 700 at 5 %. Its count is {@link #otherCount} times its share of
   *       the sampled values that are not in the table.
   * </ul>
   *
   * @param heaviest the most categories to list
   * @return the overview; the same for any order of values and of merging
   */
  public UnseenOverview unseen(int heaviest) {
    return unseen.overview(heaviest);
  }
}
