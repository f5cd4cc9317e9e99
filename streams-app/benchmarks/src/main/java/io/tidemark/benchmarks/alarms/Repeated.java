// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.alarms;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.reference.FeatureReference;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.summary.FeatureSummary;
import io.tidemark.core.summary.WindowSummary;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Counts a few values many times each, in steps that double: a summary added to itself is that of
 * twice as many values.
 */
final class Repeated {

  private static final ModelVersion MODEL = new ModelVersion("simulated", "1");

  private final ReferenceProfile profile;
  private final WindowSummary whole;

  Repeated(FeatureReference reference) {
    profile = ReferenceProfile.of(MODEL, "simulated", 0, List.of(reference));
    whole = WindowSummary.of(profile);
  }

  /** What is counted; to be given the values. */
  FeatureSummary summary() {
    return whole.feature(0);
  }

  /**
   * Counts.
   *
   * @param counts how many times to count each value
   * @param once counts the value of an index once, in {@link #summary}
   */
  void count(int[] counts, IntConsumer once) {
    int all = Arrays.stream(counts).reduce(0, (a, b) -> a | b);
    for (int bit = Integer.highestOneBit(all); bit > 0; bit >>= 1) {
      WindowSummary same = WindowSummary.of(profile);
      same.combine(whole);
      whole.combine(same);
      for (int i = 0; i < counts.length; i++) {
        if ((counts[i] & bit) != 0) {
          once.accept(i);
        }
      }
    }
  }
}
