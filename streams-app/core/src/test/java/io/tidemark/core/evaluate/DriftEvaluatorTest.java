// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.FeatureKind;
import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.reference.CategoricalReference;
import io.tidemark.core.reference.NumericReference;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.summary.CategoricalSummary;
import io.tidemark.core.summary.NumericSummary;
import io.tidemark.core.summary.UnseenCategory;
import io.tidemark.core.summary.UnseenOverview;
import io.tidemark.core.summary.WindowSummary;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DriftEvaluatorTest {

  private static final EvaluationOptions DEFAULTS = EvaluationOptions.withDefaults();
  private final DriftEvaluator evaluator = new DriftEvaluator(DEFAULTS);

  private static NumericReference numeric(double... values) {
    return NumericReference.of("x", FeatureRole.FEATURE, values, NumericReference.ALL, 0);
  }

  private static NumericSummary summary(NumericReference reference, double... values) {
    NumericSummary summary = new NumericSummary(reference);
    for (double value : values) {
      summary.accept(value);
    }
    return summary;
  }

  private static CategoricalReference categories(Map<String, Long> counts, int kept) {
    return CategoricalReference.of("c", FeatureRole.PREDICTION, counts, kept, 0, 0);
  }

  private static CategoricalSummary summary(
      CategoricalReference reference, Map<String, Integer> of) {
    CategoricalSummary summary = new CategoricalSummary(reference);
    of.forEach((text, n) -> IntStream.range(0, n).forEach(i -> summary.accept(text)));
    return summary;
  }

  private static double[] range(int from, int to) {
    return IntStream.range(from, to).asDoubleStream().toArray();
  }

  @Test
  void compare_numericByDefault_listsStatisticsInOrder() {
    NumericReference reference = numeric(range(0, 100));
    FeatureComparison comparison = evaluator.compare(reference, summary(reference, range(20, 120)));
    assertThat(comparison.statistics())
        .extracting(Statistic::key)
        .containsExactly("ks", "psi", "jensen_shannon", "wasserstein", "missing_share");
    assertThat(comparison.statistic("ks").value()).isEqualTo(0.2);
    assertThat(comparison.statistic("ks").method()).isEqualTo("exact");
    assertThat(comparison.referenceCount()).isEqualTo(100);
    assertThat(comparison.count()).isEqualTo(100);
  }

  @Test
  void compare_columnWithBinsOfItsOwn_isGroupedByThose() {
    NumericReference reference = numeric(range(0, 100));
    NumericSummary current = summary(reference, range(20, 120));
    double ten = evaluator.compare(reference, current).statistic("psi").value();
    double four = psi(DEFAULTS.withBins(4), reference, current);
    assertThat(four).isNotEqualTo(ten);
    assertThat(psi(DEFAULTS.withColumnBins(Map.of("x", 4)), reference, current)).isEqualTo(four);
    assertThat(psi(DEFAULTS.withColumnBins(Map.of("y", 4)), reference, current)).isEqualTo(ten);
    assertThatThrownBy(() -> DEFAULTS.withColumnBins(Map.of("x", 1)))
        .hasMessageContaining("bins must be at least 2, got 1");
  }

  private static double psi(
      EvaluationOptions options, NumericReference reference, NumericSummary current) {
    return new DriftEvaluator(options).compare(reference, current).statistic("psi").value();
  }

  @Test
  void compare_categoricalByDefault_listsStatisticsInOrder() {
    CategoricalReference reference = categories(Map.of("a", 60L, "b", 40L), 10);
    FeatureComparison comparison =
        evaluator.compare(reference, summary(reference, Map.of("a", 30, "b", 20, "new", 10)));
    assertThat(comparison.statistics())
        .extracting(Statistic::key)
        .containsExactly(
            "psi", "chi_square", "chi_square_pooled", "jensen_shannon", "missing_share");
    // SciPy 1.17.1: chi2_contingency([[60, 40, 0], [30, 20, 10]]).
    assertThat(comparison.statistic("chi_square").pValue())
        .isCloseTo(0.00013791280933656187, Offset.offset(1e-15));
    assertThat(comparison.statistic("psi").value())
        .isCloseTo(1.266075218500072, Offset.offset(1e-12));
    assertThat(comparison.unseen())
        .isEqualTo(new UnseenOverview(10, 1, 0, List.of(new UnseenCategory("new", 10, 0))));
  }

  @Test
  void compare_allStatistics_givesEveryKeyDefinedForTheKind() {
    DriftEvaluator all = new DriftEvaluator(DEFAULTS.withAllStatistics());
    NumericReference numbers = numeric(range(0, 50));
    CategoricalReference texts = categories(Map.of("a", 5L, "b", 5L), 10);
    assertThat(all.compare(numbers, summary(numbers, range(5, 55))).statistics())
        .extracting(Statistic::key)
        .containsExactlyElementsOf(
            StatisticKind.allOf(FeatureKind.NUMERIC).stream().map(StatisticKind::key).toList());
    assertThat(all.compare(texts, summary(texts, Map.of("a", 3))).statistics())
        .extracting(Statistic::key)
        .containsExactlyElementsOf(
            StatisticKind.allOf(FeatureKind.CATEGORICAL).stream().map(StatisticKind::key).toList());
  }

  @Test
  void compare_onlyMissingValues_keepsMissingShareAlone() {
    NumericReference reference = numeric(range(0, 100));
    NumericSummary current = summary(reference);
    IntStream.range(0, 7).forEach(i -> current.acceptMissing());
    current.accept(Double.NaN);
    FeatureComparison comparison = evaluator.compare(reference, current);
    assertThat(comparison.statistics())
        .singleElement()
        .satisfies(
            statistic -> {
              assertThat(statistic.key()).isEqualTo("missing_share");
              assertThat(statistic.value()).isEqualTo(1.0);
              assertThat(statistic.method()).isEqualTo("exact");
              assertThat(statistic.pValue()).isLessThan(1e-10);
            });
    assertThat(comparison.missing()).isEqualTo(7);
    assertThat(comparison.invalid()).isEqualTo(1);
  }

  @Test
  void compare_nothingAtAll_hasNoStatistics() {
    NumericReference reference = numeric(range(0, 100));
    assertThat(evaluator.compare(reference, summary(reference)).statistics()).isEmpty();
  }

  @Test
  void compare_oneNewCategoryInTenThousand_isNotSignificant() {
    CategoricalReference reference = categories(Map.of("a", 6000L, "b", 4000L), 10);
    FeatureComparison comparison =
        evaluator.compare(reference, summary(reference, Map.of("a", 6000, "b", 4000, "new", 1)));
    // SciPy 1.17.1: chi2_contingency([[6000, 4000, 0], [6000, 4000, 1]]).pvalue.
    assertThat(comparison.statistic("chi_square").pValue()).isCloseTo(0.6065, Offset.offset(1e-4));
  }

  @Test
  void compare_truncatedReference_doesNotTakeItsOwnRestForNew() {
    CategoricalReference reference = categories(Map.of("a", 50L, "b", 30L, "c", 20L), 2);
    FeatureComparison comparison =
        evaluator.compare(reference, summary(reference, Map.of("a", 50, "b", 30, "c", 20)));
    assertThat(comparison.statistic("psi").value()).isZero();
    assertThat(comparison.statistic("chi_square").pValue()).isEqualTo(1.0);
  }

  @Test
  void compare_oneCurrentOutlier_leavesPsiAlone() {
    NumericReference reference = numeric(range(0, 10_000));
    double[] shifted = range(3_000, 13_000);
    double before = psi(reference, shifted);
    shifted[0] = 1e6;
    assertThat(psi(reference, shifted)).isCloseTo(before, Offset.offset(before / 100));
  }

  private double psi(NumericReference reference, double[] values) {
    return evaluator.compare(reference, summary(reference, values)).statistic("psi").value();
  }

  @Test
  void compare_compressedReference_statesItsBound() {
    double[] values = range(0, 10_000);
    NumericReference reference = NumericReference.of("x", FeatureRole.FEATURE, values, 64, 0);
    Statistic ks =
        evaluator.compare(reference, summary(reference, range(500, 10_500))).statistic("ks");
    assertThat(ks.errorBound()).isPositive();
    assertThat(ks.errorBound()).isLessThanOrEqualTo(reference.largestIntervalShare());
    assertThat(0.05).isBetween(ks.value(), ks.value() + ks.errorBound());
  }

  @Test
  void compare_infiniteValue_makesDistancesInfiniteAndNothingElse() {
    NumericReference reference = numeric(range(0, 100));
    DriftEvaluator all = new DriftEvaluator(DEFAULTS.withAllStatistics());
    double[] values = range(0, 100);
    values[99] = Double.POSITIVE_INFINITY;
    FeatureComparison comparison = all.compare(reference, summary(reference, values));
    for (Statistic statistic : comparison.statistics()) {
      boolean distance =
          Set.of("wasserstein", "wasserstein_normed", "energy").contains(statistic.key());
      assertThat(Double.isInfinite(statistic.value())).as(statistic.key()).isEqualTo(distance);
    }
  }

  @Test
  void evaluate_withoutReference_reportsObservationsAlone() {
    WindowSummary summary = WindowSummary.of(ReferenceProfile.none(new ModelVersion("m", "1")));
    DriftReport report =
        evaluator.evaluate(new EvaluationWindow(0, 10), CloseReason.IDLE, summary, 3);
    assertThat(report.hasReference()).isFalse();
    assertThat(report.features()).isEmpty();
    assertThat(report.unreferenced()).isEqualTo(3);
    assertThat(report.closeReason()).isEqualTo(CloseReason.IDLE);
  }

  @Test
  void options_outOfRange_sayWhichAndWhy() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withBins(1))
        .withMessageContaining("bins must be at least 2, got 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withPsiFloor(0))
        .withMessageContaining("psiFloor");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new EvaluationOptions(
                    10, Map.of(), 1e-4, Set.of(), EnumSet.of(StatisticKind.KUIPER)))
        .withMessageContaining("kuiper is not defined for CATEGORICAL");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StatisticKind.of("emd"))
        .withMessageContaining("wasserstein");
  }

  @Test
  void withMore_statistics_addsThemWhereTheyAreDefined() {
    EvaluationOptions more =
        DEFAULTS.withMore(EnumSet.of(StatisticKind.ENERGY, StatisticKind.HELLINGER));
    assertThat(more.statistics(FeatureKind.NUMERIC))
        .containsAll(DEFAULTS.statistics(FeatureKind.NUMERIC))
        .contains(StatisticKind.ENERGY, StatisticKind.HELLINGER);
    assertThat(more.statistics(FeatureKind.CATEGORICAL))
        .containsAll(DEFAULTS.statistics(FeatureKind.CATEGORICAL))
        .contains(StatisticKind.HELLINGER)
        .doesNotContain(StatisticKind.ENERGY);
  }
}
