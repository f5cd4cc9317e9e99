// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.evaluate;

/**
 * One two-sample statistic between a reference and a window.
 *
 * @param key the name used in every output, such as {@code ks} or {@code psi}
 * @param value the statistic; NaN when it is not defined for these samples
 * @param pValue probability of a value at least this large without drift, in [0, 1]; NaN when the
 *     statistic has none
 * @param method how the p-value (or, without one, the value) was obtained, such as {@code exact}
 * @param errorBound largest possible distance of {@code value} from the one the raw samples would
 *     give; 0 when exact
 */
public record Statistic(
    String key, double value, double pValue, String method, double errorBound) {}
