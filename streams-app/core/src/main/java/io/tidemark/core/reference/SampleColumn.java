// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

import io.tidemark.core.observation.FeatureKind;
import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.ObservedValues;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The values of one column of a reference sample, as they come. */
final class SampleColumn {

  /** The most distinct texts held while reading; a column with more is an id, not a category. */
  static final int MAX_DISTINCT_TEXTS = 1_000_000;

  private final String name;
  private final FeatureRole role;
  private final FeatureKind declared;
  private final Map<String, Long> texts = new HashMap<>();
  private double[] numbers = new double[64];
  private int size;
  private long nan;
  private long mismatched;
  private long present;
  private String firstNumber;
  private String firstText;

  /** A column whose kind is declared, or inferred when {@code declared} is null. */
  SampleColumn(String name, FeatureRole role, FeatureKind declared) {
    this.name = name;
    this.role = role;
    this.declared = declared;
  }

  String name() {
    return name;
  }

  FeatureRole role() {
    return role;
  }

  void accept(ObservedValues values, int slot) {
    switch (values.type(slot)) {
      case NUMBER -> acceptNumber(values.number(slot));
      case TEXT -> acceptText(values.text(slot));
      case MISSING -> {}
    }
  }

  private void acceptNumber(double number) {
    present++;
    firstNumber = firstNumber == null ? CategoryText.of(number) : firstNumber;
    if (Double.isNaN(number)) {
      nan++;
    } else if (declared == FeatureKind.CATEGORICAL) {
      count(CategoryText.of(number));
    } else {
      if (size == numbers.length) {
        numbers = Arrays.copyOf(numbers, size + (size >> 1));
      }
      numbers[size++] = number;
    }
  }

  private void acceptText(String text) {
    present++;
    firstText = firstText == null ? text : firstText;
    if (declared == FeatureKind.NUMERIC) {
      mismatched++;
    } else {
      count(CategoryText.of(text));
    }
  }

  private void count(String text) {
    texts.merge(text, 1L, Long::sum);
    if (texts.size() > MAX_DISTINCT_TEXTS) {
      throw new UnusableSampleException(
          "column '%s' has more than %,d distinct texts, so it is no category; exclude it"
              .formatted(name, MAX_DISTINCT_TEXTS));
    }
  }

  /** Whether no value of the column counts. */
  boolean isEmpty() {
    return size == 0 && texts.isEmpty();
  }

  /** Why it is empty, for messages. */
  String emptiness(long rows) {
    return "column '%s' has no usable value in %,d rows (%,d missing, %,d NaN, %,d texts)"
        .formatted(name, rows, rows - present, nan, mismatched);
  }

  /** The reference; the column must not be used afterwards. */
  FeatureReference reference(long rows, int resolution, int maxCategories) {
    if (declared == null && firstNumber != null && firstText != null) {
      throw new UnusableSampleException(
          "column '%s' has both numbers and texts, such as %s and \"%s\"; declare it numeric or"
                  .formatted(name, firstNumber, firstText)
              + " categorical, or exclude it");
    }
    long missing = rows - present;
    if (texts.isEmpty()) {
      Lost lost = new Lost(missing, nan + mismatched);
      return SortedSample.ofGivenAway(numbers, size).reference(name, role, resolution, lost);
    }
    return CategoricalReference.of(name, role, texts, maxCategories, missing, nan + mismatched);
  }
}
