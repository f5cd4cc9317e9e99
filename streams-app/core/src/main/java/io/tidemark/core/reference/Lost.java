// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

/**
 * The values of a sample that do not count.
 *
 * @param missing null or absent; 0 or more
 * @param invalid NaN or of the wrong type; 0 or more
 */
record Lost(long missing, long invalid) {}
