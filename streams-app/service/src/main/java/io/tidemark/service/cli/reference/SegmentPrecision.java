// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.core.reference.ColumnScan;

/**
 * How finely the columns of a segment are kept. A reference may have hundreds of segments, so less
 * is held of each while reading than of the whole.
 *
 * @param points the most points of a numeric column
 */
record SegmentPrecision(int points) {

  private static final int COUNTED = 1_000;
  private static final int SAMPLED_PER_POINT = 8;
  private static final int MOST_SAMPLED = 1 << 20;
  private static final int DISTINCT_TEXTS = 20_000;
  private static final int CANDIDATES_PER_POINT = 4;

  /** What one pass over a column keeps. */
  ColumnScan.Limits limits() {
    int sampled = SAMPLED_PER_POINT * Math.min(points, MOST_SAMPLED / SAMPLED_PER_POINT);
    return new ColumnScan.Limits(Math.max(points, COUNTED), sampled, DISTINCT_TEXTS);
  }

  /** Points to count against in a further pass: finer than wanted, where that costs little. */
  int candidates() {
    return CANDIDATES_PER_POINT * Math.min(points, MOST_SAMPLED);
  }
}
