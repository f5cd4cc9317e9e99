// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state;

import java.util.Arrays;

/**
 * The watermarks of all Observe tasks, as one Judge task knows them.
 *
 * <p>Windows close by the minimum over the tasks that are not idle, so a lagging partition holds
 * every window open and a silent one none. Before each task has been heard of there is no minimum.
 *
 * <p>That a task is idle holds for the moment it said so. It says so again and again; when it has
 * not for a while (its instance died, or this one was away) data may be waiting that nobody has
 * read, so it is taken for a task that lags until it is heard again. Mutable, used by one stream
 * thread.
 */
public final class UpstreamWatermarks {

  private static final byte UNHEARD = 0;
  private static final byte ACTIVE = 1;
  private static final byte IDLE = 2;

  private byte[] states;
  private long[] watermarks;

  /** When each idle task said so, wall clock. Not durable: after a restart it must say so again. */
  private long[] idleSince;

  /** Knows of no task. */
  public UpstreamWatermarks() {
    this(new byte[0], new long[0]);
  }

  private UpstreamWatermarks(byte[] states, long[] watermarks) {
    this.states = states;
    this.watermarks = watermarks;
    this.idleSince = new long[states.length];
    Arrays.fill(idleSince, TaskProgress.NONE);
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
   * @param saidMillis when it said so, wall clock
   */
  public void update(
      int partition, int partitions, long watermarkMillis, boolean idle, long saidMillis) {
    int size = Math.max(Math.max(partitions, partition + 1), states.length);
    if (size > states.length) {
      states = Arrays.copyOf(states, size);
      int known = watermarks.length;
      watermarks = Arrays.copyOf(watermarks, size);
      Arrays.fill(watermarks, known, size, TaskProgress.NONE);
      idleSince = Arrays.copyOf(idleSince, size);
      Arrays.fill(idleSince, known, size, TaskProgress.NONE);
    }
    states[partition] = idle ? IDLE : ACTIVE;
    idleSince[partition] = idle ? saidMillis : TaskProgress.NONE;
    watermarks[partition] = Math.max(watermarks[partition], watermarkMillis);
  }

  /**
   * Event time up to which every task that is not idle has sent everything.
   *
   * @param sinceMillis wall clock; who said before that it is idle is not believed any more
   * @return the minimum; {@code Long.MIN_VALUE} while a task is unheard of or has read nothing, and
   *     when all are idle
   */
  public long minimumMillis(long sinceMillis) {
    long minimum = Long.MAX_VALUE;
    for (int i = 0; i < states.length; i++) {
      if (states[i] == UNHEARD) {
        return TaskProgress.NONE;
      }
      if (states[i] == ACTIVE || idleSince[i] < sinceMillis) {
        minimum = Math.min(minimum, watermarks[i]);
      }
    }
    return minimum == Long.MAX_VALUE ? TaskProgress.NONE : minimum;
  }

  /**
   * The last moment, wall clock, at which every task is known to have been idle.
   *
   * @return {@code Long.MIN_VALUE} while a task is not, or has not said so since a restart
   */
  public long allIdleMillis() {
    long all = Long.MAX_VALUE;
    for (int i = 0; i < states.length; i++) {
      all = Math.min(all, states[i] == IDLE ? idleSince[i] : TaskProgress.NONE);
    }
    return states.length == 0 ? TaskProgress.NONE : all;
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
