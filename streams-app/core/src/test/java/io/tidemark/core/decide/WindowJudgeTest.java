// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import static io.tidemark.core.decide.Columns.categorical;
import static io.tidemark.core.decide.Columns.column;
import static io.tidemark.core.decide.Columns.numeric;
import static io.tidemark.core.decide.Columns.report;
import static io.tidemark.core.decide.DriftVerdict.DRIFT;
import static io.tidemark.core.decide.DriftVerdict.INSUFFICIENT_DATA;
import static io.tidemark.core.decide.DriftVerdict.NO_REFERENCE;
import static io.tidemark.core.decide.DriftVerdict.STABLE;
import static io.tidemark.core.decide.DriftVerdict.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.core.evaluate.FeatureComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowJudgeTest {

  private static final DriftPolicy POLICY = DriftPolicy.withDefaults();
  private static final WindowJudge JUDGE = new WindowJudge(POLICY);

  private static FeatureVerdict first(FeatureComparison... columns) {
    return JUDGE.judge(report(columns)).features().get(0);
  }

  @ParameterizedTest
  @CsvSource({
    // ks, p, verdict
    "0.1,    0.01,   DRIFT", // both exactly at their limits
    "0.31,   3e-12,  DRIFT",
    "0.0999, 0.01,   WARNING",
    "0.05,   1e-9,   WARNING",
    "0.0499, 1e-300, STABLE", // large n: beyond chance, too small to matter
    "0.4,    0.0101, STABLE", // small n: large, may be chance
    "0,      1,      STABLE",
    "1,      0,      DRIFT"
  })
  void judge_numericColumn_needsEffectAndSignificance(double ks, double p, DriftVerdict expected) {
    FeatureVerdict verdict = first(numeric("age", ks, p));
    assertThat(verdict.verdict()).isEqualTo(expected);
    assertThat(verdict.decidedBy()).isEqualTo("ks");
    assertThat(verdict.adjustedPValue()).isEqualTo(p);
    assertThat(verdict.threshold()).isEqualTo(0.1);
    assertThat(verdict.effect()).isEqualTo(ks);
  }

  @ParameterizedTest
  @CsvSource({
    "0.1,   0.01,  DRIFT",
    "0.05,  0.01,  WARNING",
    "0.049, 1e-9,  STABLE",
    "0.9,   0.011, STABLE"
  })
  void judge_categoricalColumn_takesPsiForSizeAndChiSquareForChance(
      double psi, double p, DriftVerdict expected) {
    FeatureVerdict verdict = first(categorical("city", psi, p));
    assertThat(verdict.verdict()).isEqualTo(expected);
    assertThat(verdict.decidedBy()).isEqualTo("psi");
    assertThat(verdict.adjustedPValue()).isEqualTo(p);
  }

  @Test
  void judge_numericColumnWithMassMovedIntoATail_driftsByPsiWithTheChanceOfKs() {
    FeatureVerdict verdict =
        first(column("age").with("ks", 0.08, 1e-6).with("psi", 0.25, 0.9).numeric());
    assertThat(verdict.verdict()).isEqualTo(DRIFT);
    assertThat(verdict.decidedBy()).isEqualTo("psi");
    assertThat(verdict.threshold()).isEqualTo(0.2);
    assertThat(verdict.reason())
        .isEqualTo("psi 0.25 is over 0.2, ks p 1e-6 after correction over 1 test, n 480");
  }

  @Test
  void judge_psiOfAFewValuesFarOverItsThreshold_staysStableWhenKsSaysChance() {
    FeatureVerdict verdict =
        first(
            column("age").counts(1_000, 50).with("ks", 0.09, 0.8).with("psi", 0.7, 7e-5).numeric());
    assertThat(verdict.verdict()).isEqualTo(STABLE);
  }

  @Test
  void judge_effectSwitchedOff_isNotLookedAt() {
    var withoutPsi =
        POLICY.withThresholds(
            EffectThresholds.withDefaults().withNumericPsi(Double.POSITIVE_INFINITY));
    var comparison = column("age").with("ks", 0.02, 1e-6).with("psi", 5, 0).numeric();
    assertThat(new WindowJudge(withoutPsi).judge(report(comparison)).verdict()).isEqualTo(STABLE);
  }

  @Test
  void judge_manyColumns_correctsOverAllTestsOfTheWindow() {
    List<FeatureComparison> columns = new ArrayList<>();
    columns.add(numeric("first", 0.5, 0.0015));
    columns.add(categorical("second", 0.5, 0.5));
    columns.add(column("score").prediction().with("ks", 0.01, 0.9).numeric());
    columns.add(
        column("gaps").missing(0.1, 53, 0).with("ks", 0, 1).with("missing_share", 0, 1).numeric());
    columns.add(column("few").counts(1_000, 49).with("ks", 0.9, 0).numeric());
    WindowVerdict verdict = JUDGE.judge(report(0, "ref", columns));

    assertThat(verdict.features().get(0).adjustedPValue()).isEqualTo(0.0075, within(1e-15));
    assertThat(verdict.features().get(0).reason())
        .isEqualTo("ks 0.5 is over 0.1, p 0.0075 after correction over 5 tests, n 480");
    assertThat(verdict.features().get(4).verdict()).isEqualTo(INSUFFICIENT_DATA);
  }

  @Test
  void judge_correctionByChoice_changesWhatIsBeyondChance() {
    FeatureComparison[] columns = {
      numeric("a", 0.5, 0.004), numeric("b", 0.5, 0.008), numeric("c", 0.01, 0.9)
    };
    assertThat(verdictOfA(Correction.NONE, columns)).isEqualTo(DRIFT);
    assertThat(verdictOfA(Correction.BONFERRONI, columns)).isEqualTo(STABLE);
    assertThat(verdictOfA(Correction.BENJAMINI_HOCHBERG, columns)).isEqualTo(STABLE);
    columns[1] = numeric("b", 0.5, 0.006);
    assertThat(verdictOfA(Correction.BENJAMINI_HOCHBERG, columns)).isEqualTo(DRIFT);
  }

  private static DriftVerdict verdictOfA(Correction correction, FeatureComparison... columns) {
    return new WindowJudge(POLICY.withCorrection(correction))
        .judge(report(columns))
        .features()
        .get(0)
        .verdict();
  }

  @ParameterizedTest
  @CsvSource({
    // share before, missing of 480 + missing, p, verdict
    "0,    60, 1e-9, DRIFT",
    "0,    30, 1e-9, WARNING",
    "0.5,   0, 1e-9, DRIFT", // gaps that close are a change as well
    "0,    60, 0.02, STABLE"
  })
  void judge_missingShare_isAHypothesisOfItsOwn(
      double before, long missing, double p, DriftVerdict expected) {
    FeatureVerdict verdict =
        first(
            column("age")
                .missing(before, missing, 0)
                .with("ks", 0.01, 0.8)
                .with("missing_share", 0.3, p)
                .numeric());
    assertThat(verdict.verdict()).isEqualTo(expected);
    if (expected != STABLE) {
      assertThat(verdict.decidedBy()).isEqualTo("missing_share");
      assertThat(verdict.effect())
          .isEqualTo(Math.abs(missing / (480.0 + missing) - before), within(1e-15));
    }
  }

  @Test
  void judge_columnThatWentSilent_driftsByItsMissingShareEvenWithoutStatistics() {
    FeatureVerdict verdict =
        first(column("age").counts(1_000, 0).missing(0.02, 300, 180).numeric());
    assertThat(verdict.verdict()).isEqualTo(DRIFT);
    assertThat(verdict.decidedBy()).isEqualTo("missing_share");
    assertThat(verdict.adjustedPValue()).isLessThan(1e-100);
    assertThat(verdict.reason())
        .startsWith("missing share moved by 0.98 to 1, which is over 0.1, p ")
        .endsWith("after correction over 1 test, n 480");
  }

  /** By SciPy 1.17.1: {@code chi2_contingency([[20, 980], [5, 45]], correction=False).pvalue}. */
  @Test
  void judge_missingShareWithoutAReportedP_isThatOfTheContingencyTable() {
    FeatureVerdict verdict = first(column("age").counts(980, 45).missing(0.02, 3, 2).numeric());
    assertThat(verdict.verdict()).isEqualTo(WARNING);
    assertThat(verdict.adjustedPValue()).isEqualTo(0.0002933797255862086, within(1e-12));
  }

  @Test
  void judge_tooFewValuesWithACalmMissingShare_isInsufficientNotStable() {
    FeatureVerdict verdict = first(column("age").counts(980, 45).missing(0.1, 5, 0).numeric());
    assertThat(verdict.verdict()).isEqualTo(INSUFFICIENT_DATA);
  }

  @Test
  void judge_columnWithTooFewValues_isInsufficientAndSaysWhichSide() {
    FeatureVerdict current = first(column("a").counts(1_000, 49).with("ks", 1, 0).numeric());
    assertThat(current.verdict()).isEqualTo(INSUFFICIENT_DATA);
    assertThat(current.decidedBy()).isEmpty();
    assertThat(current.adjustedPValue()).isNaN();
    assertThat(current.threshold()).isNaN();
    assertThat(current.effect()).isNaN();
    assertThat(current.reason()).isEqualTo("49 values in the window, at least 50 are needed");
    FeatureVerdict reference = first(column("a").counts(20, 480).with("ks", 1, 0).numeric());
    assertThat(reference.reason()).isEqualTo("20 values in the reference, at least 50 are needed");
  }

  @Test
  void judge_undefinedStatistic_neverPassesForDrift() {
    assertThat(first(column("a").with("ks", Double.NaN, Double.NaN).numeric()).verdict())
        .isEqualTo(INSUFFICIENT_DATA);
    assertThat(first(column("a").with("ks", 0.5, Double.NaN).numeric()).verdict())
        .isEqualTo(INSUFFICIENT_DATA);
    assertThat(first(column("a").numeric()).reason())
        .isEqualTo("the report has no statistic to decide by");
  }

  @Test
  void judge_columnWithOneCategoryOnBothSides_isStableThoughItsTestHasNoPValue() {
    assertThat(first(categorical("country", 0, Double.NaN)).verdict()).isEqualTo(STABLE);
  }

  @Test
  void judge_referenceWithoutAnyValue_isNoReference() {
    WindowVerdict verdict = JUDGE.judge(report(column("a").counts(0, 480).numeric()));
    assertThat(verdict.features().get(0).verdict()).isEqualTo(NO_REFERENCE);
    assertThat(verdict.verdict()).isEqualTo(NO_REFERENCE);
  }

  @Test
  void judge_noReference_isNoReference() {
    WindowVerdict verdict = JUDGE.judge(report(0, "", List.of()));
    assertThat(verdict.verdict()).isEqualTo(NO_REFERENCE);
    assertThat(verdict.driftedShare()).isZero();
    assertThat(verdict.reason()).isEqualTo("no reference profile for this model version");
  }

  @Test
  void judge_noColumnWithEnoughValues_isInsufficientData() {
    WindowVerdict verdict =
        JUDGE.judge(
            report(
                column("a").counts(1_000, 3).with("ks", 1, 0).numeric(),
                column("b").counts(1_000, 0).categorical()));
    assertThat(verdict.verdict()).isEqualTo(INSUFFICIENT_DATA);
    assertThat(verdict.reason()).isEqualTo("none of 2 columns has enough values to judge");
  }

  @ParameterizedTest
  @CsvSource({
    // drifting, warning and stable features, verdict, share
    "3, 0, 7, DRIFT,   0.3",
    "2, 0, 8, WARNING, 0.2",
    "1, 0, 9, WARNING, 0.1",
    "0, 3, 7, WARNING, 0",
    "0, 2, 8, STABLE,  0",
    "1, 0, 0, DRIFT,   1",
    "0, 0, 1, STABLE,  0"
  })
  void judge_model_goesByTheShareOfItsFeatures(
      int drifting, int warning, int stable, DriftVerdict expected, double share) {
    List<FeatureComparison> columns = new ArrayList<>();
    for (int i = 0; i < drifting + warning + stable; i++) {
      double ks = i < drifting ? 0.3 : i < drifting + warning ? 0.07 : 0.01;
      columns.add(numeric("f" + i, ks, i < drifting + warning ? 1e-9 : 0.5));
    }
    WindowVerdict verdict = JUDGE.judge(report(0, "ref", columns));
    assertThat(verdict.verdict()).isEqualTo(expected);
    assertThat(verdict.driftedShare()).isEqualTo(share, within(1e-15));
  }

  @Test
  void judge_predictionThatDriftsOrWarns_speaksForTheModel() {
    FeatureComparison calm = numeric("age", 0.01, 0.9);
    var drifting = column("score").prediction().with("ks", 0.3, 1e-9).numeric();
    var warning = column("score").prediction().with("ks", 0.07, 1e-9).numeric();
    WindowVerdict verdict = JUDGE.judge(report(calm, drifting));
    assertThat(verdict.verdict()).isEqualTo(DRIFT);
    assertThat(verdict.driftedShare()).isZero();
    assertThat(verdict.reason())
        .isEqualTo(
            "1 prediction drifted (score); worst is score: ks 0.3 is over 0.1, p 2e-9 after"
                + " correction over 2 tests, n 480");
    assertThat(JUDGE.judge(report(calm, warning)).verdict()).isEqualTo(WARNING);
    assertThat(JUDGE.judge(report(drifting)).verdict()).isEqualTo(DRIFT);
  }

  @Test
  void judge_importance_weighsTheShare() {
    FeatureComparison[] columns = {numeric("key", 0.3, 1e-9), numeric("minor", 0.01, 0.9)};
    var down = POLICY.withImportance(Map.of("key", 0.4));
    assertThat(new WindowJudge(down).judge(report(columns)).driftedShare())
        .isEqualTo(0.4 / 1.4, within(1e-15));
    assertThat(new WindowJudge(down).judge(report(columns)).verdict()).isEqualTo(WARNING);
    var ignored = new WindowJudge(POLICY.withImportance(Map.of("key", 0.0)));
    assertThat(ignored.judge(report(columns)).verdict()).isEqualTo(STABLE);
    assertThat(ignored.judge(report(columns)).features().get(0).verdict()).isEqualTo(DRIFT);
  }

  @Test
  void judge_driftingModel_saysWhyInOneSentence() {
    WindowVerdict verdict =
        JUDGE.judge(
            report(
                numeric("a", 0.15, 1e-9),
                numeric("b", 0.312, 4e-13),
                numeric("c", 0.2, 1e-9),
                numeric("d", 0.12, 1e-9),
                numeric("e", 0.01, 0.8),
                column("f").counts(1_000, 5).numeric()));
    assertThat(verdict.reason())
        .isEqualTo(
            "4 of 5 features drifted (b, c, a and 1 more), share 0.8 reaches 0.3; worst is b: ks"
                + " 0.312 is over 0.1, p 2e-12 after correction over 5 tests, n 480; 1 column could"
                + " not be judged");
    assertThat(verdict.worst())
        .extracting(v -> v.comparison().feature())
        .containsExactly("b", "c", "a", "d");
  }

  @Test
  void judge_sameReportTwice_givesEqualVerdicts() {
    assertThat(JUDGE.judge(Columns.judgedAs(5, 'D')))
        .isEqualTo(JUDGE.judge(Columns.judgedAs(5, 'D')));
  }
}
