// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.summary;

/**
 * A category of the live data that the reference does not have.
 *
 * @param category its text
 * @param count how many values were in it; an estimate, rounded, when {@code standardError} is not
 *     0
 * @param standardError of the count; 0 when it is exact
 */
public record UnseenCategory(String category, long count, double standardError) {}
