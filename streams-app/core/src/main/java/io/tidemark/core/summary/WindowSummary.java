// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.summary;

import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
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

  private final LastPlan featurePlan = new LastPlan(FeatureRole.FEATURE);
  private final LastPlan predictionPlan = new LastPlan(FeatureRole.PREDICTION);
  private long observations;
  private long unknownFeatures;

  /** The plan of the layout that was asked for last. */
  private final class LastPlan {
    private final FeatureRole role;

    /** As it was asked for: that of the plan may be an equal one, of another decoder. */
    private ValueLayout layout;

    private SlotPlan plan;

    LastPlan(FeatureRole role) {
      this.role = role;
    }

    @SuppressWarnings("ReferenceEquality") // the quick look; the profile finds equal layouts
    SlotPlan of(ValueLayout asked) {
      if (asked != layout) {
        layout = asked;
        plan = profile.plan(role, asked);
      }
      return plan;
    }
  }

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
   * not have it; none at all when its features never came. Once the layouts are known, allocates no
   * more than a few blocks for a thousand numbers of a feature.
   *
   * @param observation one of the profile's model version
   */
  public void accept(Observation observation) {
    observations++;
    ObservedValues inputs = observation.features();
    if (inputs != null) {
      accept(inputs, featurePlan.of(inputs.layout()), observation.timestampMillis());
    }
    ObservedValues outputs = observation.predictions();
    accept(outputs, predictionPlan.of(outputs.layout()), observation.timestampMillis());
  }

  private void accept(ObservedValues values, SlotPlan plan, long time) {
    unknownFeatures += plan.unknown();
    for (int slot = 0; slot < values.size(); slot++) {
      int feature = plan.feature(slot);
      if (feature >= 0) {
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
