// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

import io.tidemark.core.observation.FeatureKind;
import io.tidemark.core.observation.FeatureRole;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The frozen distribution of a categorical feature: the count of each category, the heaviest first
 * (ties by text), up to a bound; the rest together as {@link #otherCount}. Immutable and safe for
 * use by several threads.
 */
public final class CategoricalReference implements FeatureReference {

  /** The most categories kept unless another bound is asked for. */
  public static final int DEFAULT_CATEGORIES = 1_000;

  private final String name;
  private final FeatureRole role;
  private final String[] categories;
  private final long[] counts;
  private final long otherCount;
  private final Lost lost;
  private final long count;
  private final TextIndex index;
  private final NumberIndex numbers;

  /** Made of counts that belong together; the arrays are given away. */
  CategoricalReference(
      String name, FeatureRole role, String[] categories, long[] counts, long other, Lost lost) {
    this.name = Objects.requireNonNull(name, "name");
    this.role = Objects.requireNonNull(role, "role");
    this.categories = categories;
    this.counts = counts;
    this.otherCount = other;
    this.lost = lost;
    this.index = new TextIndex(categories.length);
    long total = otherCount;
    for (int i = 0; i < categories.length; i++) {
      // Decoders intern the texts that keep coming, and the index knows its own instance by its
      // address.
      categories[i] = categories[i].intern();
      total = Math.addExact(total, counts[i]);
      if (!index.add(categories[i], i)) {
        throw new IllegalArgumentException(
            "the reference of '" + name + "' has the category '" + categories[i] + "' twice");
      }
    }
    if (total == 0) {
      throw new IllegalArgumentException("the reference of '" + name + "' has no values");
    }
    this.count = total;
    this.numbers = NumberIndex.of(categories);
  }

  /**
   * Makes a reference from counts.
   *
   * @param name the feature's name
   * @param role its role
   * @param counts how often each text occurred; each 1 or more
   * @param maxCategories the most to keep, 1 or more; the rest are {@link #otherCount}
   * @param missing values that were missing
   * @param invalid values that were NaN
   * @return the reference
   * @throws IllegalArgumentException if there are no values
   */
  public static CategoricalReference of(
      String name,
      FeatureRole role,
      Map<String, Long> counts,
      int maxCategories,
      long missing,
      long invalid) {
    if (maxCategories < 1) {
      throw new IllegalArgumentException(
          "the most categories to keep must be at least 1, got " + maxCategories);
    }
    Map<String, Long> canonical = new HashMap<>();
    counts.forEach((text, n) -> canonical.merge(CategoryText.of(text), n, Math::addExact));
    List<Map.Entry<String, Long>> entries = new ArrayList<>(canonical.entrySet());
    entries.sort(
        Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
            .thenComparing(Map.Entry.comparingByKey()));
    int kept = Math.min(maxCategories, entries.size());
    String[] texts = new String[kept];
    long[] numbers = new long[kept];
    long other = 0;
    for (int i = 0; i < entries.size(); i++) {
      if (i < kept) {
        texts[i] = entries.get(i).getKey();
        numbers[i] = entries.get(i).getValue();
      } else {
        other = Math.addExact(other, entries.get(i).getValue());
      }
    }
    return new CategoricalReference(name, role, texts, numbers, other, new Lost(missing, invalid));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public FeatureRole role() {
    return role;
  }

  @Override
  public FeatureKind kind() {
    return FeatureKind.CATEGORICAL;
  }

  @Override
  public long count() {
    return count;
  }

  @Override
  public long missing() {
    return lost.missing();
  }

  @Override
  public long invalid() {
    return lost.invalid();
  }

  /**
   * The number of categories kept.
   *
   * @return 0 or more
   */
  public int categories() {
    return categories.length;
  }

  /**
   * A category.
   *
   * @param i 0 to {@code categories() - 1}
   * @return its text
   */
  public String category(int i) {
    return categories[i];
  }

  /**
   * How often a category occurred.
   *
   * @param i 0 to {@code categories() - 1}
   * @return 1 or more
   */
  public long categoryCount(int i) {
    return counts[i];
  }

  /**
   * How many values were in categories that were not kept.
   *
   * @return 0 or more
   */
  public long otherCount() {
    return otherCount;
  }

  /**
   * Finds a category. O(1) unless categories were chosen to share a hash code, without allocation;
   * fastest for an {@link String#intern interned} text.
   *
   * @param category a text as {@link CategoryText} writes it
   * @return its index, or -1
   */
  public int indexOf(String category) {
    return index.find(category);
  }

  /**
   * Finds the category of a number. O(1) as that of a text, without allocation.
   *
   * @param number any double but NaN
   * @return the index of the category {@link CategoryText#of(double)}, or -1
   */
  public int indexOf(double number) {
    return numbers.find(number);
  }

  @Override
  public String toString() {
    return "CategoricalReference["
        + name
        + ", n="
        + count
        + ", categories="
        + categories.length
        + "]";
  }
}
