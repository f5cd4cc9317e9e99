// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.ValueLayout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the live data of one model version is compared with: the frozen distribution of each of its
 * features and predictions. Immutable and safe for use by several threads.
 *
 * <p>Its id is a hash of its content, so two profiles with the same id count alike, wherever and
 * whenever they were made.
 */
public final class ReferenceProfile {

  private final ModelVersion modelVersion;
  private final String name;
  private final String id;
  private final long createdMillis;
  private final List<FeatureReference> features;
  private final Map<FeatureRole, Map<String, Integer>> index;
  private final SlotPlans featurePlans = new SlotPlans(this, FeatureRole.FEATURE);
  private final SlotPlans predictionPlans = new SlotPlans(this, FeatureRole.PREDICTION);

  private ReferenceProfile(
      ModelVersion modelVersion, String name, long createdMillis, List<FeatureReference> features) {
    this.modelVersion = Objects.requireNonNull(modelVersion, "modelVersion");
    this.name = Objects.requireNonNull(name, "name");
    this.createdMillis = createdMillis;
    this.features = List.copyOf(features);
    this.index =
        Map.of(FeatureRole.FEATURE, new HashMap<>(), FeatureRole.PREDICTION, new HashMap<>());
    for (int i = 0; i < this.features.size(); i++) {
      FeatureReference feature = this.features.get(i);
      if (index.get(feature.role()).put(feature.name(), i) != null) {
        throw new IllegalArgumentException(
            "the reference of " + modelVersion + " has '" + feature.name() + "' twice");
      }
    }
    this.id = this.features.isEmpty() ? "" : ReferenceCodec.contentId(this);
  }

  /**
   * The profile of a model version that has none: windows against it count observations only.
   *
   * @param modelVersion whose
   * @return a profile with the id {@code ""} and no features
   */
  public static ReferenceProfile none(ModelVersion modelVersion) {
    return new ReferenceProfile(modelVersion, "", 0, List.of());
  }

  /**
   * Makes a profile.
   *
   * @param modelVersion whose live data it is for
   * @param name what people call it, such as {@code training}
   * @param createdMillis when it was made, since the epoch; not part of its id
   * @param features at least one; names distinct within a role
   * @return the profile
   * @throws IllegalArgumentException if there are no features or a name comes twice
   */
  public static ReferenceProfile of(
      ModelVersion modelVersion, String name, long createdMillis, List<FeatureReference> features) {
    if (features.isEmpty()) {
      throw new IllegalArgumentException(
          "the reference '"
              + name
              + "' of "
              + modelVersion
              + " has no features; name at least one");
    }
    return new ReferenceProfile(modelVersion, name, createdMillis, features);
  }

  /**
   * Whose live data this is for.
   *
   * @return the model version
   */
  public ModelVersion modelVersion() {
    return modelVersion;
  }

  /**
   * What people call it.
   *
   * @return the name; may be empty
   */
  public String name() {
    return name;
  }

  /**
   * The first 16 hex digits of the SHA-256 of the encoded content, without the time of creation.
   *
   * @return 16 hex digits, or {@code ""} for {@link #none}
   */
  public String id() {
    return id;
  }

  /**
   * When it was made.
   *
   * @return milliseconds since the epoch
   */
  public long createdMillis() {
    return createdMillis;
  }

  /**
   * The number of features and predictions.
   *
   * @return 0 for {@link #none}, else 1 or more
   */
  public int size() {
    return features.size();
  }

  /**
   * One feature or prediction.
   *
   * @param i 0 to {@code size() - 1}
   * @return its reference
   */
  public FeatureReference feature(int i) {
    return features.get(i);
  }

  /**
   * All features and predictions.
   *
   * @return an immutable list
   */
  public List<FeatureReference> features() {
    return features;
  }

  /**
   * Finds a feature or prediction.
   *
   * @param role which side of the model
   * @param feature its name
   * @return its index, or -1
   */
  public int indexOf(FeatureRole role, String feature) {
    Integer found = index.get(role).get(feature);
    return found == null ? -1 : found;
  }

  /**
   * Where the values of records of a layout go. O(1) for the last few layouts, found by identity
   * first.
   *
   * @param role which side of the model the records are
   * @param layout their layout
   * @return the plan; its layout equals the one given, but may be another instance
   */
  public SlotPlan plan(FeatureRole role, ValueLayout layout) {
    return (role == FeatureRole.FEATURE ? featurePlans : predictionPlans).of(layout);
  }

  @Override
  public String toString() {
    return "ReferenceProfile[" + modelVersion + ", " + name + ", " + id + "]";
  }
}
