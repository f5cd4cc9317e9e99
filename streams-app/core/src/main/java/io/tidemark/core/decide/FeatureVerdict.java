// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import io.tidemark.core.evaluate.FeatureComparison;

/**
 * The answer for one feature in one window.
 *
 * @param comparison what was measured
 * @param verdict the answer
 * @param decidedBy key of the statistic that decided, such as {@code ks}; empty when none did
 * @param adjustedPValue its p-value after correction over the features of the window; NaN when none
 *     decided
 * @param threshold the effect size that counts as drift for the deciding statistic; NaN when none
 * @param reason one plain sentence for people
 */
public record FeatureVerdict(
    FeatureComparison comparison,
    DriftVerdict verdict,
    String decidedBy,
    double adjustedPValue,
    double threshold,
    String reason) {}
