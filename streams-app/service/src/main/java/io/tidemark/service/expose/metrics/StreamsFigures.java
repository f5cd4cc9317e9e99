// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.metrics;

import java.util.List;

/**
 * How the stream runtime of this instance fares. Immutable.
 *
 * @param state the runtime's state, such as {@code RUNNING}; empty when unknown
 * @param aliveThreads stream threads that are running; NaN when unknown
 * @param failedThreads stream threads that have died since the start; NaN when unknown
 * @param lags how far reading is behind, for each partition that is read
 */
public record StreamsFigures(
    String state, double aliveThreads, double failedThreads, List<InputLag> lags) {

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
    return new StreamsFigures("", Double.NaN, Double.NaN, List.of());
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
