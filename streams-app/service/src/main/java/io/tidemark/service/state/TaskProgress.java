// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state;

/**
 * How far one Observe task has come in event time; shared by the stages of the task.
 *
 * <p>Mutable, used by one stream thread. The times of the inputs are durable; the rest follows from
 * state.
 */
public final class TaskProgress {

  /** Before any record. */
  public static final long NONE = Long.MIN_VALUE;

  private final InputTime predictions;
  private final InputTime features;
  private long watermarkMillis = NONE;
  private long oldestWaitingMillis = Long.MAX_VALUE;
  private boolean idle;
  private boolean settled;
  private boolean abandonWaiting;
  private Runnable onSettle = () -> {};
  private Runnable onSend = () -> {};
  private boolean preparing;

  /** Progress before any record. */
  public TaskProgress() {
    this(new InputTime(), new InputTime());
  }

  /** Progress as it was made durable. */
  public TaskProgress(InputTime predictions, InputTime features) {
    this.predictions = predictions;
    this.features = features;
  }

  /** How far the predictions have come. */
  public InputTime predictions() {
    return predictions;
  }

  /** How far the features have come. */
  public InputTime features() {
    return features;
  }

  /** The largest event time of a prediction seen; {@link #NONE} before the first. */
  public long streamTimeMillis() {
    return predictions.millis();
  }

  /** Event time up to which every observation of this task has been counted. */
  public long watermarkMillis() {
    return watermarkMillis;
  }

  /** Raises the watermark; a lower value is ignored, because watermarks never go back. */
  public void raiseWatermark(long millis) {
    watermarkMillis = Math.max(watermarkMillis, millis);
  }

  /** Event time of the oldest prediction that may still join; MAX_VALUE when none waits. */
  public long oldestWaitingMillis() {
    return oldestWaitingMillis;
  }

  /** Sets the event time of the oldest waiting prediction. */
  public void oldestWaitingMillis(long millis) {
    this.oldestWaitingMillis = millis;
  }

  /** Whether no prediction is left to read or waiting, and none has come for the idle timeout. */
  public boolean idle() {
    return idle;
  }

  /** Sets whether the task is idle. */
  public void idle(boolean now) {
    this.idle = now;
  }

  /** Asks that the next settling gives up every waiting half. */
  public void abandonWaiting() {
    this.abandonWaiting = true;
  }

  /** Whether waiting halves are to be given up; asked once. */
  public boolean takeAbandonWaiting() {
    boolean asked = abandonWaiting;
    abandonWaiting = false;
    return asked;
  }

  /** Sets what must be done before a commit writes or sends anything. */
  public void onSettle(Runnable action) {
    this.onSettle = action;
  }

  /** Sets what sends on what was counted; done again without need, it must do nothing. */
  public void onSend(Runnable action) {
    this.onSend = action;
  }

  /** Something changed: the next {@link #settle} has work to do. */
  public void unsettle() {
    settled = false;
  }

  /**
   * Settles, then sends. Every store of the task calls this before it writes, so the order in which
   * the runtime flushes them does not matter. After a failure every further call fails: the runtime
   * asks the other stores all the same, and they must not write that something was sent.
   */
  public void prepareCommit() {
    if (preparing) {
      throw new IllegalStateException("this commit has failed in another store");
    }
    preparing = true;
    settle();
    onSend.run();
    preparing = false;
  }

  /** Does what must precede sending, once after each change. */
  public void settle() {
    if (!settled) {
      settled = true;
      onSettle.run();
    }
  }
}
