// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.summary;

import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.reference.CategoricalReference;
import io.tidemark.core.reference.FeatureReference;
import io.tidemark.core.reference.NumericReference;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.reference.SlotPlan;

/**
 * The live counts of one model version's observations in one window, against one reference profile.
 * Summaries of parts of a window add up to that of the whole: in any order and grouping they give
 * the same state, and the same bytes of {@link SummaryCodec}. Not thread-safe.
 */
public final class WindowSummary {

  private final ReferenceProfile profile;
  private final FeatureSummary[] features;

  /** Scratch: where the values of the record at hand lie. */
  private int[] cells = {};

  private SlotPlan featurePlan;
  private SlotPlan predictionPlan;
  private long observations;
  private long unknownFeatures;

  private WindowSummary(ReferenceProfile profile, SummaryOptions options) {
    this.profile = profile;
    this.features = new FeatureSummary[profile.size()];
    for (int i = 0; i < features.length; i++) {
      features[i] = summaryOf(profile.feature(i), options);
    }
  }

  /**
   * Makes an empty summary.
   *
   * @param profile what to count against; {@link ReferenceProfile#none} to count observations only
   * @return a summary
   */
  public static WindowSummary of(ReferenceProfile profile) {
    return of(profile, SummaryOptions.withDefaults());
  }

  /**
   * Makes an empty summary.
   *
   * @param profile what to count against
   * @param options what to keep beside the counts
   * @return a summary
   */
  public static WindowSummary of(ReferenceProfile profile, SummaryOptions options) {
    return new WindowSummary(profile, options);
  }

  private static FeatureSummary summaryOf(FeatureReference reference, SummaryOptions options) {
    if (reference instanceof NumericReference numeric) {
      return new NumericSummary(numeric, options);
    }
    return new CategoricalSummary((CategoricalReference) reference);
  }

  /**
   * What it counts against.
   *
   * @return the profile
   */
  public ReferenceProfile profile() {
    return profile;
  }

  /**
   * Counts one observation: every feature of the profile once, as missing when the observation does
   * not have it; none at all when its features never came. No allocation once the layouts are known
   * and the windows warm.
   *
   * @param observation one of the profile's model version
   */
  @SuppressWarnings("ReferenceEquality") // the quick look; the profile finds equal layouts
  public void accept(Observation observation) {
    observations++;
    ObservedValues inputs = observation.features();
    if (inputs != null) {
      SlotPlan inputPlan = featurePlan;
      if (inputPlan == null || inputPlan.layout() != inputs.layout()) {
        inputPlan = profile.plan(FeatureRole.FEATURE, inputs.layout());
        featurePlan = inputPlan;
      }
      accept(inputs, inputPlan, observation.timestampMillis());
    }
    ObservedValues outputs = observation.predictions();
    SlotPlan plan = predictionPlan;
    if (plan == null || plan.layout() != outputs.layout()) {
      plan = profile.plan(FeatureRole.PREDICTION, outputs.layout());
      predictionPlan = plan;
    }
    accept(outputs, plan, observation.timestampMillis());
  }

  /**
   * Counts observations one feature after the other: the same as counting one observation after the
   * other, but what a feature is looked up in stays in the nearest cache. No allocation once warm.
   *
   * @param batch observations of the profile's model version
   * @param count how many of them, from the first
   */
  public void accept(Observation[] batch, int count) {
    observations += count;
    acceptRuns(FeatureRole.FEATURE, batch, count);
    acceptRuns(FeatureRole.PREDICTION, batch, count);
  }

  /** Counts the records of a role in runs of one layout; observations without one are left out. */
  @SuppressWarnings("ReferenceEquality") // as above
  private void acceptRuns(FeatureRole role, Observation[] batch, int count) {
    int from = 0;
    while (from < count) {
      ObservedValues first = batch[from].values(role);
      int to = from + 1;
      if (first != null) {
        while (to < count
            && batch[to].values(role) != null
            && batch[to].values(role).layout() == first.layout()) {
          to++;
        }
        acceptRun(role, batch, from, to, profile.plan(role, first.layout()));
      }
      from = to;
    }
  }

  private void acceptRun(FeatureRole role, Observation[] batch, int from, int to, SlotPlan plan) {
    unknownFeatures += (long) plan.unknown() * (to - from);
    for (int slot = 0; slot < plan.layout().size(); slot++) {
      int index = plan.feature(slot);
      if (index >= 0) {
        FeatureSummary feature = features[index];
        for (int i = from; i < to; i++) {
          feature.accept(batch[i].values(role), slot, batch[i].timestampMillis());
        }
      }
    }
    for (int absent = 0; absent < plan.absent(); absent++) {
      FeatureSummary feature = features[plan.absent(absent)];
      for (int i = from; i < to; i++) {
        feature.acceptMissing();
      }
    }
  }

  private void accept(ObservedValues values, SlotPlan plan, long time) {
    unknownFeatures += plan.unknown();
    int slots = values.size();
    if (slots > cells.length) {
      cells = new int[slots];
    }
    plan.findCells(values, cells);
    for (int slot = 0; slot < slots; slot++) {
      int feature = plan.feature(slot);
      if (feature < 0) {
        continue;
      }
      if (features[feature] instanceof NumericSummary numeric) {
        numeric.acceptAt(values, slot, cells[slot]);
      } else {
        features[feature].accept(values, slot, time);
      }
    }
    for (int i = 0; i < plan.absent(); i++) {
      features[plan.absent(i)].acceptMissing();
    }
  }

  /**
   * Adds the counts of another.
   *
   * @param other of a profile with the same id; not this
   * @throws IllegalArgumentException if the profile is another
   */
  public void combine(WindowSummary other) {
    if (!profile.id().equals(other.profile.id())
        || !profile.population().equals(other.profile.population())) {
      throw new IllegalArgumentException(
          "cannot add a summary against %s to one against %s".formatted(other.profile, profile));
    }
    observations += other.observations;
    unknownFeatures += other.unknownFeatures;
    for (int i = 0; i < features.length; i++) {
      if (features[i] instanceof NumericSummary numeric) {
        numeric.combine((NumericSummary) other.features[i]);
      } else {
        ((CategoricalSummary) features[i]).combine((CategoricalSummary) other.features[i]);
      }
    }
  }

  /** Forgets everything counted; keeps the memory. */
  public void clear() {
    observations = 0;
    unknownFeatures = 0;
    for (FeatureSummary feature : features) {
      if (feature instanceof NumericSummary numeric) {
        numeric.clear();
      } else {
        ((CategoricalSummary) feature).clear();
      }
    }
  }

  /**
   * Whether nothing was counted.
   *
   * @return true when there were no observations
   */
  public boolean isEmpty() {
    return observations == 0;
  }

  /**
   * How many observations were counted.
   *
   * @return 0 or more
   */
  public long observations() {
    return observations;
  }

  /**
   * How many values came under names that the profile does not have, null ones included.
   *
   * @return 0 or more; always 0 against {@link ReferenceProfile#none}
   */
  public long unknownFeatures() {
    return unknownFeatures;
  }

  /**
   * The counts of one feature or prediction.
   *
   * @param i its index in the profile
   * @return its summary, live
   */
  public FeatureSummary feature(int i) {
    return features[i];
  }

  /**
   * Counts observations whose values were given to the features one by one, each feature of the
   * profile having been given one for each observation.
   *
   * @param more how many observations; 0 or more
   */
  public void acceptObservations(long more) {
    observations += more;
  }

  void addTotals(long moreObservations, long moreUnknown) {
    observations += moreObservations;
    unknownFeatures += moreUnknown;
  }
}
