// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.compare;

import io.tidemark.core.decide.DriftPolicy;
import io.tidemark.core.decide.WindowVerdict;
import io.tidemark.core.summary.WindowSummary;
import java.nio.file.Path;

/**
 * Two files compared.
 *
 * @param reference the file compared with
 * @param current the file judged
 * @param policy the rules of the verdict
 * @param summary the counts of the file judged, against the reference
 * @param verdict the answers, one for each column in the order of the reference
 */
record FileComparison(
    Path reference,
    Path current,
    DriftPolicy policy,
    WindowSummary summary,
    WindowVerdict verdict) {}
