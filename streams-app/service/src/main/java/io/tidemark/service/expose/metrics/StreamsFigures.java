// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.metrics;

import java.util.List;
import java.util.Locale;

/**
 * How the stream runtime of this instance fares. Immutable.
 *
 * @param state the runtime's state, such as {@code RUNNING}; empty when unknown
 * @param aliveThreads stream threads that are running; NaN when unknown
 * @param failedThreads stream threads that have died since the start; NaN when unknown
 * @param slowestCommitSeconds the longest commit of a stream thread of late, divided by the tasks
 *     it committed at once, which is all the runtime tells; NaN without one
 * @param restoration what is still missing of the state
 * @param lags how far reading is behind, for each partition that is read
 */
public record StreamsFigures(
    String state,
    double aliveThreads,
    double failedThreads,
    double slowestCommitSeconds,
    Restoration restoration,
    List<InputLag> lags) {

  /** Copies the list. */
  public StreamsFigures {
    lags = List.copyOf(lags);
  }

  /**
   * The figures when nothing is known, as before the runtime has been started.
   *
   * @return figures that export nothing
   */
  public static StreamsFigures unknown() {
    return new StreamsFigures(
        "", Double.NaN, Double.NaN, Double.NaN, Restoration.UNKNOWN, List.of());
  }

  /**
   * What is still missing of the state of this instance's own tasks; standby replicas do not count.
   *
   * @param tasks tasks whose state is being restored; NaN when unknown
   * @param records records of changelogs still to be read for them; NaN when unknown
   */
  public record Restoration(double tasks, double records) {

    /** Before the runtime has been started. */
    public static final Restoration UNKNOWN = new Restoration(Double.NaN, Double.NaN);

    /**
     * Whether something is being restored.
     *
     * @return true if there is a task that waits for its state
     */
    public boolean isUnderWay() {
      return tasks > 0;
    }

    /**
     * Says it to people.
     *
     * @return a few words; empty when nothing is being restored
     */
    public String inWords() {
      return isUnderWay()
          ? String.format(
              Locale.ROOT, "%.0f tasks restore their state, %.0f records to go", tasks, records)
          : "";
    }
  }

  /**
   * How far reading one partition is behind.
   *
   * @param topic the topic
   * @param partition the partition's number
   * @param records records written but not read yet
   */
  public record InputLag(String topic, int partition, double records) {}
}
