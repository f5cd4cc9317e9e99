// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import io.tidemark.core.evaluate.DriftReport;
import io.tidemark.core.evaluate.FeatureComparison;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Turns what was measured about one window into verdicts, by the rules of {@link DriftPolicy}.
 *
 * <p>Deterministic, without state, safe for use by many threads. O(c log c) for c columns.
 */
public final class WindowJudge {

  private final DriftPolicy policy;
  private final ColumnTests columnTests;

  /**
   * Makes a judge.
   *
   * @param policy its rules
   */
  public WindowJudge(DriftPolicy policy) {
    this.policy = policy;
    this.columnTests = new ColumnTests(policy);
  }

  /**
   * Judges every column and the model version as a whole.
   *
   * @param report what was measured
   * @return the verdicts; never null, whatever the report lacks
   */
  public WindowVerdict judge(DriftReport report) {
    List<FeatureVerdict> columns = judgeColumns(report.features());
    ModelVerdict model = ModelVerdict.of(policy, report.hasReference(), columns);
    return new WindowVerdict(
        StableIds.result(report.population(), report.window()),
        report,
        model.verdict(),
        model.driftedShare(),
        columns,
        model.reason());
  }

  private List<FeatureVerdict> judgeColumns(List<FeatureComparison> columns) {
    List<ColumnTest> family = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      family.addAll(columnTests.of(i, columns.get(i)));
    }
    double[] adjusted =
        policy.correction().adjust(family.stream().mapToDouble(ColumnTest::pValue).toArray());
    List<FeatureVerdict> verdicts = new ArrayList<>(columns.size());
    int next = 0;
    for (int i = 0; i < columns.size(); i++) {
      Outcome worst = null;
      boolean distributionTested = false;
      // The family lists the tests of one column after those of another.
      for (; next < family.size() && family.get(next).column() == i; next++) {
        Outcome outcome = outcome(family.get(next), adjusted[next]);
        distributionTested |= !outcome.test.isMissingShare();
        if (worst == null || Outcome.BY_GRAVITY.compare(outcome, worst) > 0) {
          worst = outcome;
        }
      }
      verdicts.add(judgeColumn(columns.get(i), worst, distributionTested, family.size()));
    }
    return verdicts;
  }

  private Outcome outcome(ColumnTest test, double adjustedPValue) {
    return new Outcome(test, adjustedPValue, test.verdict(adjustedPValue, policy.alpha()));
  }

  private FeatureVerdict judgeColumn(
      FeatureComparison column, Outcome worst, boolean distributionTested, int familySize) {
    if (worst == null || (!distributionTested && !worst.verdict.raised())) {
      return unjudged(column);
    }
    var significance =
        new Reasons.Significance(
            worst.adjustedPValue, policy.correction(), familySize, policy.alpha());
    return new FeatureVerdict(
        column,
        worst.verdict,
        worst.test.effectKey(),
        worst.adjustedPValue,
        worst.test.threshold(),
        Reasons.of(worst.test, column, significance));
  }

  private FeatureVerdict unjudged(FeatureComparison column) {
    boolean ignored = policy.column(column.feature()).ignored();
    boolean none = column.referenceCount() == 0 && !ignored;
    return new FeatureVerdict(
        column,
        none ? DriftVerdict.NO_REFERENCE : DriftVerdict.INSUFFICIENT_DATA,
        "",
        Double.NaN,
        Double.NaN,
        whyUnjudged(column));
  }

  private String whyUnjudged(FeatureComparison column) {
    ColumnPolicy own = policy.column(column.feature());
    if (own.ignored()) {
      return "ignored, as the policy says";
    }
    if (column.referenceCount() == 0) {
      return "the reference has no value to compare with";
    }
    if (!columnTests.comparable(column)) {
      return Reasons.insufficient(column, policy.minSamples());
    }
    if (own.statistic() != null && !own.statistic().appliesTo(column.kind())) {
      return own.statistic().key()
          + " is not defined for "
          + column.kind().name().toLowerCase(Locale.ROOT)
          + " columns; choose another statistic";
    }
    return "the report has no statistic to decide by";
  }

  private record Outcome(ColumnTest test, double adjustedPValue, DriftVerdict verdict) {

    static final Comparator<Outcome> BY_GRAVITY =
        Comparator.comparing(Outcome::verdict)
            .thenComparingDouble(outcome -> outcome.test.ratio())
            .thenComparing(outcome -> !outcome.test.isMissingShare());
  }
}
