// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.load;

import java.time.Duration;

/**
 * The measures of a workload.
 *
 * @param pairs pairs of features and prediction
 * @param models models over which they are spread evenly
 * @param features features of each pair, one in five of them categorical
 * @param partitions partitions of the inputs
 * @param window length of the windows
 * @param grace how long a window waits for late data
 * @param pairsPerSecond pairs in a second of event time
 */
public record Shape(
    int pairs,
    int models,
    int features,
    int partitions,
    Duration window,
    Duration grace,
    int pairsPerSecond) {

  private static final Duration LONGEST_JOIN_WINDOW = Duration.ofMinutes(1);

  /** How far apart the halves of a pair may be: a minute, or the window where that is shorter. */
  public Duration joinWindow() {
    return window.compareTo(LONGEST_JOIN_WINDOW) < 0 ? window : LONGEST_JOIN_WINDOW;
  }

  /** Features that are categories; the rest are numbers. */
  public int categorical() {
    return features / 5;
  }

  /** Features that are numbers. */
  public int numeric() {
    return features - categorical();
  }

  /** The measures on one line, equal for equal shapes. */
  public String describe() {
    return pairs
        + " pairs, "
        + models
        + " models, "
        + features
        + " features, "
        + partitions
        + " partitions, window "
        + window
        + ", grace "
        + grace
        + ", "
        + pairsPerSecond
        + " pairs/s of event time";
  }
}
