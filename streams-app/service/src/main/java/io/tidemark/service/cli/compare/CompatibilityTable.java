// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.compare;

import io.tidemark.core.evaluate.CompatibilityOutcome;
import io.tidemark.core.evaluate.FeatureComparison;
import io.tidemark.core.evaluate.Statistic;
import io.tidemark.core.evaluate.StatisticKind;
import io.tidemark.service.cli.shell.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What another system would print of each column, as a table for people. */
final class CompatibilityTable {

  private final FileComparison comparison;

  CompatibilityTable(FileComparison comparison) {
    this.comparison = comparison;
  }

  List<String> lines() {
    TextTable table =
        new TextTable("COLUMN", "PSI", "JENSEN_SHANNON", "WASSERSTEIN", "KS", "P OF KS");
    Map<String, List<String>> refusals = new LinkedHashMap<>();
    comparison.verdict().features().stream()
        .map(feature -> feature.comparison())
        .forEach(column -> table.add(cells(column, refusals)));
    List<String> lines = new ArrayList<>();
    lines.add(
        "As " + comparison.mode().name().toLowerCase(Locale.ROOT) + " computes it (- where not):");
    lines.addAll(table.lines());
    refusals.forEach(
        (reason, refused) ->
            VerdictTable.wrap("- " + reason + ": " + String.join(", ", refused), lines));
    return lines;
  }

  private Object[] cells(FeatureComparison column, Map<String, List<String>> refusals) {
    Map<StatisticKind, CompatibilityOutcome> outcomes = comparison.compatibility(column);
    List<Object> cells = new ArrayList<>();
    cells.add(column.feature());
    outcomes.forEach(
        (kind, outcome) -> {
          cells.add(outcome.given() ? number(outcome.statistic()) : "-");
          if (!outcome.given() && kind.appliesTo(column.kind())) {
            String what = column.feature() + " (" + kind.key() + ')';
            refusals.computeIfAbsent(outcome.refusal(), r -> new ArrayList<>()).add(what);
          }
        });
    CompatibilityOutcome ks = outcomes.get(StatisticKind.KS);
    cells.add(ks.given() ? VerdictTable.number(ks.statistic().pValue()) : "-");
    return cells.toArray();
  }

  private static String number(Statistic statistic) {
    String value = VerdictTable.number(statistic.value());
    return statistic.errorBound() > 0
        ? value + " ± " + VerdictTable.number(statistic.errorBound())
        : value;
  }
}
