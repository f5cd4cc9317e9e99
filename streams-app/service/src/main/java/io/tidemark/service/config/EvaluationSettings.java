// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

/**
 * How windows are compared with references.
 *
 * @param bins bins of a numeric column
 * @param psiFloor what a share of 0 is raised to in PSI
 * @param statistics which statistics are computed
 */
public record EvaluationSettings(int bins, double psiFloor, Statistics statistics) {

  /** Which statistics are computed. */
  public enum Statistics {
    /** Those that decide, and the usual ones. */
    DEFAULT,
    /** Every one that is defined for the column. */
    ALL
  }
}
