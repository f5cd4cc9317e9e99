// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.decide;

import io.tidemark.core.observation.FeatureRole;
import java.util.List;
import java.util.function.Predicate;

/** The answer for the model version as a whole, from the answers for its columns. */
record ModelVerdict(DriftVerdict verdict, double driftedShare, String reason) {

  static ModelVerdict of(DriftPolicy policy, boolean hasReference, List<FeatureVerdict> columns) {
    if (!hasReference || columns.isEmpty()) {
      return new ModelVerdict(
          DriftVerdict.NO_REFERENCE, 0, "no reference profile for this model version");
    }
    List<FeatureVerdict> heeded =
        columns.stream().filter(c -> !policy.column(c.comparison().feature()).ignored()).toList();
    if (!heeded.isEmpty()
        && heeded.stream().allMatch(c -> c.verdict() == DriftVerdict.NO_REFERENCE)) {
      return new ModelVerdict(
          DriftVerdict.NO_REFERENCE, 0, "the reference profile has no value in any column");
    }
    return new Tally(policy, heeded).decide();
  }

  /** The columns that have a say, worst first, and their weights. */
  private static final class Tally {

    private final DriftPolicy policy;
    private final int columns;
    private final List<FeatureVerdict> judged;
    private final List<FeatureVerdict> features;
    private final List<FeatureVerdict> predictions;

    Tally(DriftPolicy policy, List<FeatureVerdict> all) {
      this.policy = policy;
      List<FeatureVerdict> weighty = all.stream().filter(this::hasWeight).toList();
      this.columns = weighty.size();
      this.judged = FeatureVerdict.worstFirst(weighty.stream().filter(FeatureVerdict::judged));
      this.features = withRole(FeatureRole.FEATURE);
      this.predictions = withRole(FeatureRole.PREDICTION);
    }

    private boolean hasWeight(FeatureVerdict column) {
      return policy.weight(column.comparison().feature()) > 0;
    }

    private List<FeatureVerdict> withRole(FeatureRole role) {
      return judged.stream().filter(c -> c.comparison().role() == role).toList();
    }

    ModelVerdict decide() {
      double all = weight(c -> true);
      double drifted = share(c -> c.verdict() == DriftVerdict.DRIFT, all);
      double raised = share(c -> c.verdict().raised(), all);
      DriftVerdict verdict = verdict(drifted, raised);
      return new ModelVerdict(verdict, drifted, reason(verdict, drifted, raised));
    }

    private DriftVerdict verdict(double drifted, double raised) {
      if (judged.isEmpty()) {
        return DriftVerdict.INSUFFICIENT_DATA;
      }
      double threshold = policy.driftedShareThreshold();
      DriftVerdict worstPrediction =
          predictions.isEmpty() ? DriftVerdict.STABLE : predictions.get(0).verdict();
      if (drifted >= threshold || worstPrediction == DriftVerdict.DRIFT) {
        return DriftVerdict.DRIFT;
      }
      return drifted > 0 || raised >= threshold || worstPrediction.raised()
          ? DriftVerdict.WARNING
          : DriftVerdict.STABLE;
    }

    private double share(Predicate<FeatureVerdict> condition, double all) {
      return all == 0 ? 0 : weight(condition) / all;
    }

    private double weight(Predicate<FeatureVerdict> condition) {
      return features.stream()
          .filter(condition)
          .mapToDouble(c -> policy.weight(c.comparison().feature()))
          .sum();
    }

    private String reason(DriftVerdict verdict, double drifted, double raised) {
      if (columns == 0) {
        return "no column has a say: each is ignored or of importance 0";
      }
      if (verdict == DriftVerdict.INSUFFICIENT_DATA) {
        return "none of " + count(columns, "column") + " has enough values to judge";
      }
      int left = columns - judged.size();
      String unjudged = left == 0 ? "" : "; " + count(left, "column") + " could not be judged";
      if (verdict == DriftVerdict.STABLE) {
        return stableReason() + unjudged;
      }
      FeatureVerdict worst = judged.get(0);
      String ofFeatures = featuresReason(drifted, raised);
      String ofPredictions = predictionsReason();
      return ofFeatures
          + (ofFeatures.isEmpty() || ofPredictions.isEmpty() ? "" : "; ")
          + ofPredictions
          + "; worst is "
          + worst.comparison().feature()
          + ": "
          + worst.reason()
          + unjudged;
    }

    private String stableReason() {
      long warned = judged.stream().filter(c -> c.verdict() == DriftVerdict.WARNING).count();
      return warned == 0
          ? "no drift in " + count(judged.size(), "column")
          : "no drift, " + warned + " of " + count(judged.size(), "column") + " on the way to it";
    }

    private String featuresReason(double drifted, double raised) {
      boolean any = drifted > 0;
      List<FeatureVerdict> those = raised(features, any);
      if (those.isEmpty()) {
        return "";
      }
      double share = any ? drifted : raised;
      return those.size()
          + " of "
          + count(features.size(), "feature")
          + (any ? " drifted (" : " on the way to drift (")
          + Reasons.names(those)
          + "), share "
          + Reasons.number(share)
          + (share >= policy.driftedShareThreshold() ? " reaches " : " is under ")
          + Reasons.number(policy.driftedShareThreshold());
    }

    private String predictionsReason() {
      boolean any = predictions.stream().anyMatch(c -> c.verdict() == DriftVerdict.DRIFT);
      List<FeatureVerdict> those = raised(predictions, any);
      return those.isEmpty()
          ? ""
          : count(those.size(), "prediction")
              + (any ? " drifted (" : " on the way to drift (")
              + Reasons.names(those)
              + ")";
    }

    private static List<FeatureVerdict> raised(List<FeatureVerdict> columns, boolean drifted) {
      return columns.stream()
          .filter(c -> drifted ? c.verdict() == DriftVerdict.DRIFT : c.verdict().raised())
          .toList();
    }

    private static String count(int n, String noun) {
      return n + " " + noun + (n == 1 ? "" : "s");
    }
  }
}
