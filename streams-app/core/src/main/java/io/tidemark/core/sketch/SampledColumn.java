// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.sketch;

import io.tidemark.core.observation.FeatureKind;
import io.tidemark.core.observation.ObservedValues;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What the sampled values of one column look like, taken in the order of time. */
final class SampledColumn {

  /** Fewer values prove nothing. */
  private static final int ENOUGH = 50;

  private final String name;
  private final Set<Object> distinct = new HashSet<>();
  private long numbers;
  private long texts;
  private boolean grows = true;
  private double last = Double.NEGATIVE_INFINITY;
  private double largestBefore = Double.NEGATIVE_INFINITY;
  private long lastTime = Long.MIN_VALUE;

  SampledColumn(String name) {
    this.name = name;
  }

  void accept(ObservedValues values, int slot, long timeMillis) {
    switch (values.type(slot)) {
      case NUMBER -> accept(values.number(slot), timeMillis);
      case TEXT -> {
        texts++;
        distinct.add(values.text(slot));
      }
      case MISSING -> {}
    }
  }

  private void accept(double number, long timeMillis) {
    numbers++;
    distinct.add(number);
    if (timeMillis > lastTime) { // values of one moment have no order
      lastTime = timeMillis;
      largestBefore = last;
    }
    grows &= number >= largestBefore;
    last = Math.max(last, number);
  }

  FeatureKind kind() {
    return numbers >= texts ? FeatureKind.NUMERIC : FeatureKind.CATEGORICAL;
  }

  /** A sentence for people, when the column must not be watched. */
  Optional<String> reasonToLeaveOut() {
    long values = numbers + texts;
    if (values < ENOUGH || 2L * distinct.size() <= values) {
      return Optional.empty();
    }
    if (kind() == FeatureKind.CATEGORICAL) {
      return Optional.of(
          "column '%s': %,d of %,d sampled values are different, so it looks like an id"
              .formatted(name, distinct.size(), values));
    }
    return grows && texts == 0
        ? Optional.of(
            "column '%s' only grows with time, so it looks like a counter or a timestamp"
                .formatted(name))
        : Optional.empty();
  }
}
