// SPDX-License-Identifier: Apache-2.0
/**
 * Laws of the statistics when nothing has drifted: survival functions that keep their relative
 * accuracy far out in the tail, where a window of a million values puts them.
 */
package io.tidemark.core.statistics.law;
