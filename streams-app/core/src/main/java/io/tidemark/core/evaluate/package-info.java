// SPDX-License-Identifier: Apache-2.0
/** Compares the summary of one closed window with its reference and reports every statistic. */
package io.tidemark.core.evaluate;
