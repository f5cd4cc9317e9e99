// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.evaluate;

import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.reference.CategoricalReference;
import io.tidemark.core.reference.FeatureReference;
import io.tidemark.core.reference.NumericReference;
import io.tidemark.core.reference.ReferenceParts;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.statistics.Outcome;
import io.tidemark.core.summary.CategoricalSummary;
import io.tidemark.core.summary.FeatureSummary;
import io.tidemark.core.summary.NumericSummary;
import io.tidemark.core.summary.UnseenOverview;
import io.tidemark.core.summary.WindowSummary;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns the counts of a window and of its reference into statistics. It measures and does not
 * judge.
 *
 * <p>Time O(points) per numeric and O(categories) per categorical feature, plus the p-value of KS.
 * Immutable and safe for use by several threads; a summary, in which reading counts what waits, may
 * be used by one of them at a time.
 */
public final class DriftEvaluator {

  private final EvaluationOptions options;

  /**
   * Makes an evaluator.
   *
   * @param options what to compute
   */
  public DriftEvaluator(EvaluationOptions options) {
    this.options = options;
  }

  /**
   * Compares every feature of a closed window.
   *
   * @param window the interval of event time
   * @param reason why it was closed
   * @param current the window's counts, against the reference they are compared with
   * @param unreferenced observations of the window that were counted against another reference or
   *     none
   * @return the report; without features when the summary has no reference
   */
  public DriftReport evaluate(
      EvaluationWindow window, CloseReason reason, WindowSummary current, long unreferenced) {
    ReferenceProfile profile = current.profile();
    List<FeatureComparison> features = new ArrayList<>(profile.size());
    for (int i = 0; i < profile.size(); i++) {
      features.add(compare(profile.feature(i), current.feature(i)));
    }
    return new DriftReport(
        profile.population(),
        window,
        reason,
        profile.id(),
        current.observations(),
        unreferenced,
        current.unknownFeatures(),
        profile.parts().names().stream().map(ReferenceParts.Name::segment).toList(),
        features);
  }

  /**
   * Compares one feature.
   *
   * @param reference its reference
   * @param current its counts, against that reference
   * @return the comparison; only missing_share when the window has no values that count, and
   *     nothing when it has none at all
   */
  public FeatureComparison compare(FeatureReference reference, FeatureSummary current) {
    List<Statistic> statistics = new ArrayList<>();
    Comparison comparison = comparison(reference, current);
    for (StatisticKind kind : options.statistics(reference.kind())) {
      Outcome outcome = comparison.outcome(kind);
      if (!Double.isNaN(outcome.value())) {
        statistics.add(
            new Statistic(
                kind.key(),
                outcome.value(),
                outcome.pValue(),
                outcome.method(),
                outcome.errorBound()));
      }
    }
    return new FeatureComparison(
        reference.name(),
        reference.role(),
        reference.kind(),
        reference.count(),
        current.count(),
        current.missing(),
        current.invalid(),
        reference.missingShare(),
        statistics,
        current instanceof CategoricalSummary categorical
            ? categorical.unseen(FeatureComparison.NAMED_CATEGORIES)
            : UnseenOverview.NONE);
  }

  private Comparison comparison(FeatureReference reference, FeatureSummary current) {
    if (reference instanceof NumericReference numeric) {
      return new NumericComparison(numeric, (NumericSummary) current, options);
    }
    return new CategoricalComparison(
        (CategoricalReference) reference, (CategoricalSummary) current, options);
  }
}
