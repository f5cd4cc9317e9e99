// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that can be set about a decision: what counts as drift of a column, as drift of a
 * model, as an alert, and as a reason to train anew. Immutable.
 *
 * <p>How the parts work together, and why:
 *
 * <ul>
 *   <li><b>A column</b> drifts when an effect is at least its threshold <em>and</em> the corrected
 *       p-value is at most {@code alpha}; it warns when the p-value is and an effect is at least
 *       half its threshold. Numeric columns: effect {@code ks} or {@code psi}, p-value of {@code
 *       ks}. Categorical columns: effect {@code psi}, p-value of {@code chi_square_pooled}. Both
 *       kinds: effect and p-value of {@code missing_share}. The p-value of {@code psi} decides
 *       nothing: its null law needs well-filled bins (in a simulation without drift, ten bins and
 *       50 values, it gave p ≤ 0.0002 in 5 % of windows), while {@code ks} is exact at every size.
 *       A column may have a statistic, thresholds or a silence of its own ({@link ColumnPolicy}).
 *   <li><b>The correction</b> is over one family per window: the distribution test of every column
 *       with enough values, features and predictions alike, and the missing-share test of every
 *       column with a missing value on either side. Two families would each claim alpha. A column
 *       that drifts, by whichever test, thus stands out from all that were made. Without any drift
 *       at most alpha of windows show a column that warns or drifts.
 *   <li><b>A model</b> drifts when the drifted features carry at least {@code
 *       driftedShareThreshold} of the weight of the judged ones, or a prediction drifts. It warns
 *       when any feature drifts, a prediction warns, or the features that drift or warn reach that
 *       share together. One column on its way to drift is noted and wakes nobody.
 * </ul>
 *
 * @param alpha highest corrected p-value that counts as beyond chance; in (0, 1]
 * @param correction how p-values are corrected over the window
 * @param thresholds the sizes of change that matter
 * @param minSamples values on each side below which a test is not made; at least 1
 * @param driftedShareThreshold share of drifted features that makes the model drift; in (0, 1]
 * @param importance weights of columns by name, not negative and finite; 1 where absent. A column
 *     of weight 0 is judged and reported and never moves the model's verdict
 * @param columns what else is set for columns, by name; {@link ColumnPolicy#NONE} where absent
 * @param alerts when alerts fire and resolve
 * @param retraining when triggers are given
 */
public record DriftPolicy(
    double alpha,
    Correction correction,
    EffectThresholds thresholds,
    int minSamples,
    double driftedShareThreshold,
    Map<String, Double> importance,
    Map<String, ColumnPolicy> columns,
    AlertPolicy alerts,
    RetrainingPolicy retraining) {

  /**
   * Checks the values and copies the maps.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public DriftPolicy {
    Arguments.share("alpha", alpha);
    Arguments.share("driftedShareThreshold", driftedShareThreshold);
    Arguments.atLeastOne("minSamples", minSamples);
    importance.forEach(
        (name, weight) -> {
          if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                "importance of " + name + " must be finite and not negative, got " + weight);
          }
        });
    importance = Collections.unmodifiableMap(new TreeMap<>(importance));
    columns = Collections.unmodifiableMap(new TreeMap<>(columns));
  }

  /**
   * The policy that holds when nobody sets any.
   *
   * <ul>
   *   <li>{@code alpha} 0.01, not 0.05: hourly windows come by 168 a week and model, so 0.05 would
   *       let chance into about eight of them, 0.01 into one or two, and hardly ever into two in a
   *       row, which is what an alert asks for;
   *   <li>{@code correction} {@link Correction#BENJAMINI_HOCHBERG};
   *   <li>{@code thresholds} of {@link EffectThresholds#withDefaults()};
   *   <li>{@code minSamples} 50: below it the null law of binned statistics is a poor guide;
   *   <li>{@code driftedShareThreshold} 0.3;
   *   <li>{@code importance} 1 for every column;
   *   <li>{@code columns} without anything of their own;
   *   <li>{@code alerts} of {@link AlertPolicy#withDefaults()};
   *   <li>{@code retraining} of {@link RetrainingPolicy#withDefaults()}.
   * </ul>
   *
   * @return the defaults
   */
  public static DriftPolicy withDefaults() {
    return new DriftPolicy(
        0.01,
        Correction.BENJAMINI_HOCHBERG,
        EffectThresholds.withDefaults(),
        50,
        0.3,
        Map.of(),
        Map.of(),
        AlertPolicy.withDefaults(),
        RetrainingPolicy.withDefaults());
  }

  /**
   * The weight of a column.
   *
   * @param column its name
   * @return its importance, 1 when none was set
   */
  public double weight(String column) {
    return importance.getOrDefault(column, 1.0);
  }

  /**
   * What else is set for a column.
   *
   * @param name its name
   * @return never null
   */
  public ColumnPolicy column(String name) {
    return columns.getOrDefault(name, ColumnPolicy.NONE);
  }

  /**
   * Sets the highest corrected p-value that counts as beyond chance.
   *
   * @param value in (0, 1]
   * @return a copy with it
   */
  public DriftPolicy withAlpha(double value) {
    return new DriftPolicy(
        value,
        correction,
        thresholds,
        minSamples,
        driftedShareThreshold,
        importance,
        columns,
        alerts,
        retraining);
  }

  /**
   * Sets the correction over the window.
   *
   * @param value the correction
   * @return a copy with it
   */
  public DriftPolicy withCorrection(Correction value) {
    return new DriftPolicy(
        alpha,
        value,
        thresholds,
        minSamples,
        driftedShareThreshold,
        importance,
        columns,
        alerts,
        retraining);
  }

  /**
   * Sets the sizes of change that matter.
   *
   * @param value the thresholds
   * @return a copy with it
   */
  public DriftPolicy withThresholds(EffectThresholds value) {
    return new DriftPolicy(
        alpha,
        correction,
        value,
        minSamples,
        driftedShareThreshold,
        importance,
        columns,
        alerts,
        retraining);
  }

  /**
   * Sets how many values a test needs on each side.
   *
   * @param value at least 1
   * @return a copy with it
   */
  public DriftPolicy withMinSamples(int value) {
    return new DriftPolicy(
        alpha,
        correction,
        thresholds,
        value,
        driftedShareThreshold,
        importance,
        columns,
        alerts,
        retraining);
  }

  /**
   * Sets the share of drifted features that makes the model drift.
   *
   * @param value in (0, 1]
   * @return a copy with it
   */
  public DriftPolicy withDriftedShareThreshold(double value) {
    return new DriftPolicy(
        alpha, correction, thresholds, minSamples, value, importance, columns, alerts, retraining);
  }

  /**
   * Sets the weights of columns.
   *
   * @param value by column name; not negative and finite
   * @return a copy with it
   */
  public DriftPolicy withImportance(Map<String, Double> value) {
    return new DriftPolicy(
        alpha,
        correction,
        thresholds,
        minSamples,
        driftedShareThreshold,
        value,
        columns,
        alerts,
        retraining);
  }

  /**
   * Sets what differs for single columns.
   *
   * @param value by column name
   * @return a copy with it
   */
  public DriftPolicy withColumns(Map<String, ColumnPolicy> value) {
    return new DriftPolicy(
        alpha,
        correction,
        thresholds,
        minSamples,
        driftedShareThreshold,
        importance,
        value,
        alerts,
        retraining);
  }

  /**
   * Sets when alerts fire and resolve.
   *
   * @param value the alert policy
   * @return a copy with it
   */
  public DriftPolicy withAlerts(AlertPolicy value) {
    return new DriftPolicy(
        alpha,
        correction,
        thresholds,
        minSamples,
        driftedShareThreshold,
        importance,
        columns,
        value,
        retraining);
  }

  /**
   * Sets when triggers are given.
   *
   * @param value the retraining policy
   * @return a copy with it
   */
  public DriftPolicy withRetraining(RetrainingPolicy value) {
    return new DriftPolicy(
        alpha,
        correction,
        thresholds,
        minSamples,
        driftedShareThreshold,
        importance,
        columns,
        alerts,
        value);
  }
}
