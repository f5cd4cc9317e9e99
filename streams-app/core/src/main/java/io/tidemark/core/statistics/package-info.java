// SPDX-License-Identifier: Apache-2.0
/**
 * Stateless formulas: two-sample statistics and their p-values, computed from aligned counts.
 *
 * <p>Numbers in, numbers out; nothing here decides whether a difference matters.
 */
package io.tidemark.core.statistics;
