// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.compare;

import io.tidemark.core.decide.DriftPolicy;
import io.tidemark.core.decide.WindowVerdict;
import io.tidemark.core.evaluate.CompatibilityMode;
import io.tidemark.core.evaluate.CompatibilityOutcome;
import io.tidemark.core.evaluate.FeatureComparison;
import io.tidemark.core.evaluate.StatisticKind;
import io.tidemark.core.summary.WindowSummary;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Two files compared.
 *
 * @param reference the file compared with
 * @param current the file judged
 * @param policy the rules of the verdict
 * @param summary the counts of the file judged, against the reference
 * @param verdict the answers, one for each column in the order of the reference
 * @param mode another system whose statistics are wanted too; null when none
 */
record FileComparison(
    Path reference,
    Path current,
    DriftPolicy policy,
    WindowSummary summary,
    WindowVerdict verdict,
    CompatibilityMode mode) {

  /** What other systems have a number for. */
  static final List<StatisticKind> SHARED =
      List.of(
          StatisticKind.PSI,
          StatisticKind.JENSEN_SHANNON,
          StatisticKind.WASSERSTEIN,
          StatisticKind.KS);

  /** What the other system would print of a column, or why that cannot be told. */
  Map<StatisticKind, CompatibilityOutcome> compatibility(FeatureComparison column) {
    int index = summary.profile().indexOf(column.role(), column.feature());
    Map<StatisticKind, CompatibilityOutcome> outcomes = new LinkedHashMap<>();
    for (StatisticKind kind : SHARED) {
      outcomes.put(
          kind, mode.compare(kind, summary.profile().feature(index), summary.feature(index)));
    }
    return outcomes;
  }
}
