// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.core.reference.ColumnScan;
import io.tidemark.core.reference.NumericReference;

/**
 * How finely numbers are kept.
 *
 * @param exactUpTo different values up to which a column is kept exactly
 * @param points the most points of a column with more
 */
public record Precision(int exactUpTo, int points) {

  private static final int COUNTED = 10_000;
  private static final int MOST_COUNTED = 4_000_000;
  private static final int FINE_POINTS = 8_192;
  private static final int SAMPLED = 1 << 16;
  private static final int MOST_SAMPLED = 1 << 20;
  private static final int DISTINCT_TEXTS = 100_000;
  private static final int SAMPLED_PER_POINT = 8;

  /**
   * One number for both.
   *
   * @param resolution the most points, or {@link NumericReference#ALL}
   * @return the precision
   */
  public static Precision of(int resolution) {
    return new Precision(resolution, resolution);
  }

  /**
   * The same for a table of so many columns: with very many, fewer values are kept exactly, unless
   * all are wanted.
   */
  Precision forColumns(int columns) {
    int share = MOST_COUNTED / Math.max(1, columns);
    boolean bounded = exactUpTo > points && exactUpTo > share;
    return bounded ? new Precision(Math.max(points, share), points) : this;
  }

  /** What one pass over a column keeps. */
  ColumnScan.Limits limits() {
    int sampled = SAMPLED_PER_POINT * Math.min(points, MOST_SAMPLED / SAMPLED_PER_POINT);
    return new ColumnScan.Limits(
        Math.max(exactUpTo, COUNTED), Math.max(sampled, SAMPLED), DISTINCT_TEXTS);
  }

  /** Points to count against in a second pass: finer than wanted, where that costs little. */
  int candidates() {
    return Math.max(points, FINE_POINTS);
  }

  /** The most points of a column with so many different values. */
  int pointsFor(long distinct) {
    return distinct <= exactUpTo ? exactUpTo : points;
  }
}
