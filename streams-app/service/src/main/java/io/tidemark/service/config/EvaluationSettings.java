// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

/**
 * How windows are compared with references.
 *
 * @param bins bins of a numeric column
 * @param psiFloor what a share of 0 is raised to in PSI
 */
public record EvaluationSettings(int bins, double psiFloor) {}
