// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.evaluate;

import io.tidemark.core.observation.FeatureKind;
import io.tidemark.core.summary.SummaryOptions;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What is computed for each feature. Immutable.
 *
 * <p>The deciding statistics (ks and psi for numeric features, psi and chi_square_pooled for
 * categorical ones), chi_square of categorical features and missing_share are always computed.
 *
 * @param bins quantile bins of the reference that numeric features are grouped in, 2 or more; heavy
 *     ties in the reference make fewer
 * @param columnBins the same for columns that have a number of their own, by name
 * @param psiFloor smallest share used in psi, in (0, 1)
 * @param numeric the statistics of numeric features
 * @param categorical the statistics of categorical features
 */
public record EvaluationOptions(
    int bins,
    Map<String, Integer> columnBins,
    double psiFloor,
    Set<StatisticKind> numeric,
    Set<StatisticKind> categorical) {

  private static final Set<StatisticKind> ALWAYS_NUMERIC =
      EnumSet.of(StatisticKind.KS, StatisticKind.PSI, StatisticKind.MISSING_SHARE);

  private static final Set<StatisticKind> MEASURED_BY_SUMS =
      EnumSet.of(StatisticKind.WASSERSTEIN, StatisticKind.WASSERSTEIN_NORMED, StatisticKind.ENERGY);

  private static final Set<StatisticKind> ALWAYS_CATEGORICAL =
      EnumSet.of(
          StatisticKind.PSI,
          StatisticKind.CHI_SQUARE,
          StatisticKind.CHI_SQUARE_POOLED,
          StatisticKind.MISSING_SHARE);

  /**
   * Checks the settings and adds what is always computed.
   *
   * @throws IllegalArgumentException if a setting is out of range, or a statistic is not defined
   *     for its kind of feature
   */
  public EvaluationOptions {
    columnBins = Map.copyOf(columnBins);
    int fewest = columnBins.values().stream().reduce(bins, Math::min);
    if (fewest < 2) {
      throw new IllegalArgumentException("bins must be at least 2, got " + fewest);
    }
    if (!(psiFloor > 0 && psiFloor < 1)) {
      throw new IllegalArgumentException("psiFloor must be in (0, 1), got " + psiFloor);
    }
    numeric = checked(numeric, FeatureKind.NUMERIC, ALWAYS_NUMERIC);
    categorical = checked(categorical, FeatureKind.CATEGORICAL, ALWAYS_CATEGORICAL);
  }

  private static Set<StatisticKind> checked(
      Set<StatisticKind> asked, FeatureKind kind, Set<StatisticKind> always) {
    EnumSet<StatisticKind> statistics = EnumSet.copyOf(always);
    for (StatisticKind statistic : asked) {
      if (!statistic.appliesTo(kind)) {
        throw new IllegalArgumentException(
            statistic.key() + " is not defined for " + kind + " features; leave it out");
      }
      statistics.add(statistic);
    }
    return Collections.unmodifiableSet(statistics);
  }

  /**
   * The options used unless others are asked for: 10 bins, floor 1e-4; ks, psi, jensen_shannon and
   * wasserstein for numeric features, psi, chi_square, chi_square_pooled and jensen_shannon for
   * categorical ones.
   *
   * @return the defaults
   */
  public static EvaluationOptions withDefaults() {
    return new EvaluationOptions(
        10,
        Map.of(),
        1e-4,
        EnumSet.of(StatisticKind.JENSEN_SHANNON, StatisticKind.WASSERSTEIN),
        EnumSet.of(StatisticKind.JENSEN_SHANNON));
  }

  /**
   * Other bins.
   *
   * @param number 2 or more
   * @return a changed copy
   */
  public EvaluationOptions withBins(int number) {
    return new EvaluationOptions(number, columnBins, psiFloor, numeric, categorical);
  }

  /**
   * Bins of single columns.
   *
   * @param ofColumns 2 or more each, by name of the column
   * @return a changed copy
   */
  public EvaluationOptions withColumnBins(Map<String, Integer> ofColumns) {
    return new EvaluationOptions(bins, ofColumns, psiFloor, numeric, categorical);
  }

  /**
   * The bins of a numeric column.
   *
   * @param column its name
   * @return those of its own, else those of all
   */
  public int bins(String column) {
    return columnBins.getOrDefault(column, bins);
  }

  /**
   * Another floor.
   *
   * @param floor in (0, 1)
   * @return a changed copy
   */
  public EvaluationOptions withPsiFloor(double floor) {
    return new EvaluationOptions(bins, columnBins, floor, numeric, categorical);
  }

  /**
   * Other statistics; each is computed for the kinds of feature it is defined for.
   *
   * @param statistics those wanted beside the ones always computed
   * @return a changed copy
   */
  public EvaluationOptions withStatistics(Set<StatisticKind> statistics) {
    return new EvaluationOptions(
        bins,
        columnBins,
        psiFloor,
        defined(statistics, FeatureKind.NUMERIC),
        defined(statistics, FeatureKind.CATEGORICAL));
  }

  /**
   * Some more statistics; each is computed for the kinds of feature it is defined for.
   *
   * @param statistics those wanted beside the present ones
   * @return a changed copy
   */
  public EvaluationOptions withMore(Set<StatisticKind> statistics) {
    return new EvaluationOptions(
        bins,
        columnBins,
        psiFloor,
        union(numeric, defined(statistics, FeatureKind.NUMERIC)),
        union(categorical, defined(statistics, FeatureKind.CATEGORICAL)));
  }

  private static Set<StatisticKind> union(Set<StatisticKind> some, Set<StatisticKind> others) {
    EnumSet<StatisticKind> all = EnumSet.copyOf(some);
    all.addAll(others);
    return all;
  }

  private static Set<StatisticKind> defined(Set<StatisticKind> statistics, FeatureKind kind) {
    EnumSet<StatisticKind> defined = EnumSet.noneOf(StatisticKind.class);
    for (StatisticKind statistic : statistics) {
      if (statistic.appliesTo(kind)) {
        defined.add(statistic);
      }
    }
    return defined;
  }

  /**
   * Every statistic there is.
   *
   * @return a changed copy
   */
  public EvaluationOptions withAllStatistics() {
    return withStatistics(EnumSet.allOf(StatisticKind.class));
  }

  /**
   * The statistics of a kind of feature.
   *
   * @param kind the kind
   * @return an immutable set in the order of results
   */
  public Set<StatisticKind> statistics(FeatureKind kind) {
    return kind == FeatureKind.NUMERIC ? numeric : categorical;
  }

  /**
   * What summaries must keep so that these statistics are as exact as they can be without the
   * values. Where bytes and memory count for more than the last digits of a distance, take {@link
   * SummaryOptions#withDefaults()} instead: the bounds are then wider, and stated all the same.
   *
   * @return with the sums of intervals when Wasserstein's or the energy distance is asked for
   */
  public SummaryOptions summaryOptions() {
    return SummaryOptions.withDefaults()
        .withIntervalSums(!Collections.disjoint(numeric, MEASURED_BY_SUMS));
  }
}
