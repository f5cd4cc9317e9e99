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
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.evaluate.FeatureComparison;
import io.tidemark.core.evaluate.StatisticKind;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is set for one column changes that column's verdict, and the model's by it. */
class ColumnPolicyTest {

  private static final double USUAL = Double.NaN;
  private static final double OFF = Double.POSITIVE_INFINITY;
  private static final ColumnPolicy IGNORED = new ColumnPolicy(true, null, USUAL, USUAL);

  private static ColumnPolicy by(StatisticKind statistic, double threshold) {
    return new ColumnPolicy(false, statistic, threshold, USUAL);
  }

  private static WindowVerdict judge(
      Map<String, ColumnPolicy> policies, FeatureComparison... columns) {
    return new WindowJudge(DriftPolicy.withDefaults().withColumns(policies)).judge(report(columns));
  }

  @Test
  void judge_ignoredColumn_isReportedWithoutBeingJudgedOrCounted() {
    FeatureComparison[] columns = {
      numeric("session_id", 1, 0), numeric("age", 0.2, 0.008), numeric("income", 0, 1)
    };
    WindowVerdict verdict = judge(Map.of("session_id", IGNORED), columns);
    FeatureVerdict ignored = verdict.features().get(0);
    assertThat(ignored.judged()).isFalse();
    assertThat(ignored.verdict()).isEqualTo(INSUFFICIENT_DATA);
    assertThat(ignored.reason()).isEqualTo("ignored, as the policy says");
    assertThat(ignored.comparison()).isEqualTo(columns[0]);
    // Corrected over two tests and not three.
    assertThat(verdict.features().get(1).adjustedPValue()).isEqualTo(0.016);
    assertThat(verdict.verdict()).isEqualTo(STABLE);
    assertThat(verdict.reason()).isEqualTo("no drift in 2 columns");
    assertThat(judge(Map.of(), columns).verdict()).isEqualTo(DRIFT);
  }

  @Test
  void judge_everyColumnIgnored_saysThatNoneHasASay() {
    WindowVerdict verdict = judge(Map.of("age", IGNORED), numeric("age", 1, 0));
    assertThat(verdict.verdict()).isEqualTo(INSUFFICIENT_DATA);
    assertThat(verdict.reason())
        .isEqualTo("no column has a say: each is ignored or of importance 0");
  }

  @Test
  void judge_ignoredColumnBesideOnesWithoutReference_leavesTheModelWithoutReference() {
    var verdict =
        judge(Map.of("id", IGNORED), numeric("id", 1, 0), column("age").counts(0, 480).numeric());
    assertThat(verdict.verdict()).isEqualTo(NO_REFERENCE);
  }

  @Test
  void judge_chosenStatistic_tellsTheSizeInPlaceOfTheUsualOnes() {
    FeatureComparison amount =
        column("amount")
            .with("ks", 0.9, 1e-9)
            .with("psi", 9, 0)
            .with("wasserstein", 30, Double.NaN)
            .numeric();
    FeatureVerdict stable =
        judge(Map.of("amount", by(StatisticKind.WASSERSTEIN, 100)), amount).features().get(0);
    assertThat(stable.verdict()).isEqualTo(STABLE);
    assertThat(stable.decidedBy()).isEqualTo("wasserstein");
    FeatureVerdict drifted =
        judge(Map.of("amount", by(StatisticKind.WASSERSTEIN, 25)), amount).features().get(0);
    assertThat(drifted.verdict()).isEqualTo(DRIFT);
    assertThat(drifted.effect()).isEqualTo(30);
    assertThat(drifted.reason())
        .isEqualTo("wasserstein 30 is over 25, ks p 1e-9 after correction over 1 test, n 480");
  }

  @Test
  void judge_chosenStatisticWithoutThreshold_takesThatOfItsKind() {
    ColumnPolicy psi = by(StatisticKind.PSI, USUAL);
    var policies = Map.of("age", psi, "city", psi, "income", by(StatisticKind.KS, USUAL));
    var verdicts =
        judge(
                policies,
                numeric("age", 0.9, 1e-9),
                categorical("city", 0.15, 1e-9),
                numeric("income", 0.2, 1e-9))
            .features();
    assertThat(verdicts).extracting(FeatureVerdict::threshold).containsExactly(0.2, 0.1, 0.1);
    assertThat(verdicts).extracting(FeatureVerdict::verdict).containsExactly(STABLE, DRIFT, DRIFT);
  }

  @Test
  void judge_statisticOfTheOtherKind_isUnjudgedAndSaysWhy() {
    FeatureVerdict verdict =
        judge(Map.of("city", by(StatisticKind.WASSERSTEIN, 1)), categorical("city", 9, 0))
            .features()
            .get(0);
    assertThat(verdict.verdict()).isEqualTo(INSUFFICIENT_DATA);
    assertThat(verdict.reason())
        .isEqualTo("wasserstein is not defined for categorical columns; choose another statistic");
  }

  @Test
  void judge_missingShareOfOneColumn_isItsOwn() {
    FeatureComparison gaps =
        column("gaps").missing(0, 120, 0).with("ks", 0, 1).with("missing_share", 0.2, 0).numeric();
    assertThat(judge(Map.of(), gaps).verdict()).isEqualTo(DRIFT);
    var off = new ColumnPolicy(false, null, USUAL, OFF);
    assertThat(judge(Map.of("gaps", off), gaps).verdict()).isEqualTo(STABLE);
    assertThat(judge(Map.of("other", off), gaps).verdict()).isEqualTo(DRIFT);
  }

  @ParameterizedTest
  @EnumSource(StatisticKind.class)
  void construct_anyStatistic_takesThoseThatTellASize(StatisticKind statistic) {
    var growing =
        EnumSet.of(
            StatisticKind.CHI_SQUARE,
            StatisticKind.CHI_SQUARE_POOLED,
            StatisticKind.G,
            StatisticKind.CRAMER_VON_MISES,
            StatisticKind.ANDERSON_DARLING,
            StatisticKind.MANN_WHITNEY,
            StatisticKind.MISSING_SHARE);
    if (growing.contains(statistic)) {
      assertThatThrownBy(() -> by(statistic, 0.1)).hasMessageContaining("tells no size");
    } else {
      assertThat(by(statistic, 0.1).statistic()).isEqualTo(statistic);
    }
  }

  @Test
  void construct_valueThatMakesNoSense_saysWhatToDo() {
    assertThatThrownBy(() -> new ColumnPolicy(false, null, 0.2, USUAL))
        .hasMessage("threshold 0.2 has no statistic; name one");
    assertThatThrownBy(() -> by(StatisticKind.HELLINGER, USUAL))
        .hasMessage("hellinger has no threshold; set one");
    assertThatThrownBy(() -> by(StatisticKind.KS, 0)).hasMessageContaining("must be positive");
    assertThatThrownBy(() -> new ColumnPolicy(false, null, USUAL, -1))
        .hasMessageContaining("missingShare must be positive");
  }
}
