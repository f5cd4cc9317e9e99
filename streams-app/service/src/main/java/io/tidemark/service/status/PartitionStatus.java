// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.status;

/**
 * How far one owned partition of the input topics has come.
 *
 * @param partition the partition's number
 * @param watermarkMillis event time since the epoch before which nothing more is expected; {@link
 *     #NO_WATERMARK} when nothing has been read yet
 * @param idle whether the partition is caught up and has been silent, so that it holds nothing back
 */
public record PartitionStatus(int partition, long watermarkMillis, boolean idle) {

  /** The watermark of a partition from which nothing has been read yet. */
  public static final long NO_WATERMARK = Long.MIN_VALUE;

  /**
   * Whether the watermark is known.
   *
   * @return false before the first record
   */
  public boolean hasWatermark() {
    return watermarkMillis != NO_WATERMARK;
  }
}
