// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state;

import java.util.Arrays;

/**
 * The watermarks of all Observe tasks, as one Judge task knows them.
 *
 * <p>Windows close by the minimum over the tasks that are not idle, so a lagging partition holds
 * every window open and a silent one none. Before each task has been heard of there is no minimum.
 * Mutable, used by one stream thread.
 */
public final class UpstreamWatermarks {

  private static final byte UNHEARD = 0;
  private static final byte ACTIVE = 1;
  private static final byte IDLE = 2;

  private byte[] states;
  private long[] watermarks;

  /** Knows of no task. */
  public UpstreamWatermarks() {
    this(new byte[0], new long[0]);
  }

  private UpstreamWatermarks(byte[] states, long[] watermarks) {
    this.states = states;
    this.watermarks = watermarks;
  }

  /** Watermarks as they were made durable; see {@link #states()} and {@link #watermarks()}. */
  public static UpstreamWatermarks of(byte[] states, long[] watermarks) {
    return new UpstreamWatermarks(states.clone(), watermarks.clone());
  }

  /**
   * Takes in what a task said.
   *
   * @param partition its input partition
   * @param partitions how many input partitions there are, by its knowledge
   * @param watermarkMillis its watermark; {@code Long.MIN_VALUE} before its first record
   * @param idle whether it has nothing to read
   */
  public void update(int partition, int partitions, long watermarkMillis, boolean idle) {
    int size = Math.max(Math.max(partitions, partition + 1), states.length);
    if (size > states.length) {
      states = Arrays.copyOf(states, size);
      int known = watermarks.length;
      watermarks = Arrays.copyOf(watermarks, size);
      Arrays.fill(watermarks, known, size, TaskProgress.NONE);
    }
    states[partition] = idle ? IDLE : ACTIVE;
    watermarks[partition] = Math.max(watermarks[partition], watermarkMillis);
  }

  /**
   * Event time up to which every task that is not idle has sent everything.
   *
   * @return the minimum; {@code Long.MIN_VALUE} while a task is unheard of or has read nothing, and
   *     when all are idle
   */
  public long minimumMillis() {
    long minimum = Long.MAX_VALUE;
    for (int i = 0; i < states.length; i++) {
      if (states[i] == UNHEARD) {
        return TaskProgress.NONE;
      }
      if (states[i] == ACTIVE) {
        minimum = Math.min(minimum, watermarks[i]);
      }
    }
    return minimum == Long.MAX_VALUE ? TaskProgress.NONE : minimum;
  }

  /** Whether every task has been heard of and is idle. */
  public boolean allIdle() {
    for (byte state : states) {
      if (state != IDLE) {
        return false;
      }
    }
    return states.length > 0;
  }

  /** One state a task, by partition. */
  public byte[] states() {
    return states.clone();
  }

  /** One watermark a task, by partition. */
  public long[] watermarks() {
    return watermarks.clone();
  }
}
