// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import io.tidemark.core.evaluate.FeatureComparison;
import io.tidemark.core.evaluate.Statistic;
import io.tidemark.core.evaluate.StatisticKind;
import io.tidemark.core.observation.FeatureKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.special.Erf;

/** Which hypotheses can be tested about a column. */
final class ColumnTests {

  static final String MISSING_SHARE = "missing_share";

  private final DriftPolicy policy;
  private final EffectThresholds thresholds;
  private final int minSamples;

  ColumnTests(DriftPolicy policy) {
    this.policy = policy;
    this.thresholds = policy.thresholds();
    this.minSamples = policy.minSamples();
  }

  /** Whether its values can be compared; its missing share may be testable all the same. */
  boolean comparable(FeatureComparison column) {
    return column.count() >= minSamples && column.referenceCount() >= minSamples;
  }

  /** The tests of one column: none, one or two. */
  List<ColumnTest> of(int index, FeatureComparison column) {
    List<ColumnTest> tests = new ArrayList<>(2);
    ColumnPolicy own = policy.column(column.feature());
    if (own.ignored()) {
      return tests;
    }
    if (comparable(column)) {
      boolean numeric = column.kind() == FeatureKind.NUMERIC;
      String test = numeric ? "ks" : "chi_square_pooled";
      addDistribution(tests, index, test, column, effects(column.kind(), own));
    }
    double missing =
        Double.isNaN(own.missingShare()) ? thresholds.missingShare() : own.missingShare();
    addMissingShare(tests, index, column, missing);
    return tests;
  }

  private List<Effect> effects(FeatureKind kind, ColumnPolicy own) {
    boolean numeric = kind == FeatureKind.NUMERIC;
    Effect psi = new Effect("psi", numeric ? thresholds.numericPsi() : thresholds.categoricalPsi());
    Effect ks = new Effect("ks", thresholds.numericKs());
    if (own.statistic() == null) {
      return numeric ? List.of(ks, psi) : List.of(psi);
    }
    if (!Double.isNaN(own.threshold())) {
      return List.of(new Effect(own.statistic().key(), own.threshold()));
    }
    return List.of(own.statistic() == StatisticKind.KS ? ks : psi);
  }

  private static void addDistribution(
      List<ColumnTest> tests,
      int index,
      String testKey,
      FeatureComparison column,
      List<Effect> effects) {
    Statistic test = column.statistic(testKey);
    if (test == null) {
      return;
    }
    ColumnTest largest = null;
    for (Effect effect : effects) {
      Statistic size = column.statistic(effect.key);
      if (size == null || Double.isNaN(size.value()) || Double.isInfinite(effect.threshold)) {
        continue;
      }
      double p = pValue(test, size.value());
      ColumnTest candidate =
          new ColumnTest(index, effect.key, size.value(), effect.threshold, testKey, p);
      if (!Double.isNaN(p) && (largest == null || candidate.ratio() > largest.ratio())) {
        largest = candidate;
      }
    }
    if (largest != null) {
      tests.add(largest);
    }
  }

  /** A test without a p-value, as for a column with one category, is no evidence of anything. */
  private static double pValue(Statistic test, double effect) {
    return Double.isNaN(test.pValue()) && effect == 0 ? 1 : test.pValue();
  }

  private void addMissingShare(
      List<ColumnTest> tests, int index, FeatureComparison column, double threshold) {
    long total = column.count() + column.missing() + column.invalid();
    boolean never = column.missing() + column.invalid() == 0 && column.referenceMissingShare() == 0;
    if (never || total < minSamples || Double.isInfinite(threshold)) {
      return;
    }
    double p = missingShareP(column, total);
    if (!Double.isNaN(p)) {
      double effect = missingShareChange(column);
      tests.add(new ColumnTest(index, MISSING_SHARE, effect, threshold, MISSING_SHARE, p));
    }
  }

  static double missingShareChange(FeatureComparison column) {
    return Math.abs(column.missingShare() - column.referenceMissingShare());
  }

  /**
   * The p-value in the report or, where a window without any value has none, that of the 2×2
   * chi-square test, its reference counts told from the reference's share.
   */
  private double missingShareP(FeatureComparison column, long total) {
    Statistic reported = column.statistic(MISSING_SHARE);
    if (reported != null && !Double.isNaN(reported.pValue())) {
      return reported.pValue();
    }
    double referenceTotal = column.referenceCount() / (1 - column.referenceMissingShare());
    if (!(referenceTotal >= minSamples) || Double.isInfinite(referenceTotal)) {
      return Double.NaN;
    }
    double missing = column.missing() + column.invalid();
    double referenceMissing = referenceTotal * column.referenceMissingShare();
    double pooled = (missing + referenceMissing) / (total + referenceTotal);
    double variance = pooled * (1 - pooled) * (1.0 / total + 1 / referenceTotal);
    return variance > 0 ? Erf.erfc(missingShareChange(column) / Math.sqrt(2 * variance)) : 1;
  }

  private record Effect(String key, double threshold) {}
}
