// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import java.util.Map;

/**
 * How windows are compared with references.
 *
 * @param bins bins of a numeric column
 * @param columnBins those of columns that have a number of their own, by name
 * @param psiFloor what a share of 0 is raised to in PSI
 * @param statistics which statistics are computed
 */
public record EvaluationSettings(
    int bins, Map<String, Integer> columnBins, double psiFloor, Statistics statistics) {

  /** Copies the map. */
  public EvaluationSettings {
    columnBins = Map.copyOf(columnBins);
  }

  /** Which statistics are computed. */
  public enum Statistics {
    /** Those that decide, and the usual ones. */
    DEFAULT,
    /** Every one that is defined for the column. */
    ALL
  }
}
