// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Population;
import io.tidemark.core.observation.Segment;
import io.tidemark.core.observation.ValueLayout;
import java.util.ArrayList;
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
 *
 * <p>A profile may watch segments beside the whole. Then it has {@link #parts}, each a profile of
 * its own for one {@link #segment}, with the name and the id of the whole; the id is a hash of the
 * whole and of every part.
 */
public final class ReferenceProfile {

  private final Population population;
  private final String name;
  private final String id;
  private final long createdMillis;
  private final List<FeatureReference> features;
  private final ReferenceParts parts;

  /** How its whole names this part; null for a whole. */
  private final ReferenceParts.Name partName;

  private final Map<FeatureRole, Map<String, Integer>> index;
  private final SlotPlans featurePlans = new SlotPlans(this, FeatureRole.FEATURE);
  private final SlotPlans predictionPlans = new SlotPlans(this, FeatureRole.PREDICTION);

  /** A profile; id and digest of a part are null where they follow from the content. */
  private ReferenceProfile(
      Population population,
      String name,
      String knownId,
      String knownDigest,
      long createdMillis,
      List<FeatureReference> features,
      ReferenceParts parts) {
    this.population = Objects.requireNonNull(population, "population");
    this.name = Objects.requireNonNull(name, "name");
    this.createdMillis = createdMillis;
    this.features = List.copyOf(features);
    this.parts = parts;
    this.index =
        Map.of(FeatureRole.FEATURE, new HashMap<>(), FeatureRole.PREDICTION, new HashMap<>());
    for (int i = 0; i < this.features.size(); i++) {
      FeatureReference feature = this.features.get(i);
      if (index.get(feature.role()).put(feature.name(), i) != null) {
        throw new IllegalArgumentException(
            "the reference of " + population + " has '" + feature.name() + "' twice");
      }
    }
    this.id = knownId != null ? knownId : ReferenceCodec.contentId(this);
    this.partName =
        population.isWhole() || features.isEmpty()
            ? null
            : new ReferenceParts.Name(
                population.segment(),
                knownDigest != null ? knownDigest : ReferenceCodec.partDigest(this));
  }

  /**
   * The profile of a model version that has none: windows against it count observations only.
   *
   * @param modelVersion whose
   * @return a profile with the id {@code ""} and no features
   */
  public static ReferenceProfile none(ModelVersion modelVersion) {
    return none(Population.whole(modelVersion));
  }

  /**
   * The profile of a population that has none: windows against it count observations only.
   *
   * @param population whose
   * @return a profile with the id {@code ""} and no features
   */
  public static ReferenceProfile none(Population population) {
    return new ReferenceProfile(population, "", "", null, 0, List.of(), ReferenceParts.NONE);
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
    return whole(modelVersion, name, null, createdMillis, features, ReferenceParts.NONE);
  }

  /**
   * A whole.
   *
   * @param knownId its id, where it was read with what was written; null where it follows from the
   *     content
   * @param parts those that it names
   */
  static ReferenceProfile whole(
      ModelVersion modelVersion,
      String name,
      String knownId,
      long createdMillis,
      List<FeatureReference> features,
      ReferenceParts parts) {
    Population whole = Population.whole(modelVersion);
    return new ReferenceProfile(
        whole, name, knownId, null, createdMillis, required(whole, name, features), parts);
  }

  /**
   * The part of a reference for one segment.
   *
   * @param population whose live data it is for, a segment
   * @param name the name of the whole
   * @param wholeId the id of the whole
   * @param knownDigest its digest, where it is known; null where it follows from the content
   * @param createdMillis when the whole was made, since the epoch
   * @param features at least one; names distinct within a role
   * @return the part
   * @throws IllegalArgumentException if there are no features or a name comes twice
   */
  static ReferenceProfile part(
      Population population,
      String name,
      String wholeId,
      String knownDigest,
      long createdMillis,
      List<FeatureReference> features) {
    Objects.requireNonNull(population.segment(), "segment");
    return new ReferenceProfile(
        population,
        name,
        wholeId,
        knownDigest,
        createdMillis,
        required(population, name, features),
        ReferenceParts.NONE);
  }

  private static List<FeatureReference> required(
      Population population, String name, List<FeatureReference> features) {
    if (features.isEmpty()) {
      throw new IllegalArgumentException(
          "the reference '" + name + "' of " + population + " has no features; name at least one");
    }
    return features;
  }

  /**
   * This reference with segments beside the whole, under a new id.
   *
   * @param segments the columns of each segment, at least one; the columns that a segment is made
   *     by must be categorical columns of the whole, and its values categories that it keeps
   * @return a complete reference
   * @throws IllegalArgumentException if a segment has no columns or cannot be told in the whole
   */
  public ReferenceProfile withSegments(Map<Segment, List<FeatureReference>> segments) {
    List<ReferenceProfile> unnamed = new ArrayList<>();
    segments.forEach(
        (segment, columns) ->
            unnamed.add(
                part(
                    new Population(modelVersion(), segment),
                    name,
                    "",
                    null,
                    createdMillis,
                    columns)));
    ReferenceProfile outline =
        announcing(unnamed.stream().map(ReferenceProfile::partName).toList());
    List<ReferenceProfile> own =
        unnamed.stream()
            .map(
                p ->
                    part(
                        p.population,
                        name,
                        outline.id,
                        p.partName.digest(),
                        createdMillis,
                        p.features))
            .toList();
    return outline.completedBy(own);
  }

  /** This whole with parts that are still to come. */
  private ReferenceProfile announcing(List<ReferenceParts.Name> names) {
    return whole(
        modelVersion(), name, null, createdMillis, features, ReferenceParts.announced(names));
  }

  /**
   * This whole with its parts.
   *
   * @param found profiles of segments; those that this whole does not name are passed over
   * @return a complete reference, or this when parts are still missing
   * @throws IllegalArgumentException if a segment cannot be told by the columns of the whole
   */
  public ReferenceProfile completedBy(Iterable<ReferenceProfile> found) {
    ReferenceParts filled = parts.with(parts.chosen(found));
    if (!filled.complete()) {
      return this;
    }
    ReferenceProfile complete = whole(modelVersion(), name, id, createdMillis, features, filled);
    new SegmentFinder(complete);
    return complete;
  }

  /** How its whole names this part; null for a whole. */
  ReferenceParts.Name partName() {
    return partName;
  }

  /**
   * Whose live data this is for.
   *
   * @return the model version
   */
  public ModelVersion modelVersion() {
    return population.modelVersion();
  }

  /**
   * Which observations this is for.
   *
   * @return the model version, as a whole or a segment of it
   */
  public Population population() {
    return population;
  }

  /**
   * The segment that this part is for.
   *
   * @return the segment; null for a whole
   */
  public Segment segment() {
    return population.segment();
  }

  /**
   * The segments that are watched beside the whole.
   *
   * @return its parts; none for a part
   */
  public ReferenceParts parts() {
    return parts;
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
   * The first 16 hex digits of the SHA-256 of the encoded content, without the time of creation. A
   * part has that of its whole.
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
    return "ReferenceProfile[" + population + ", " + name + ", " + id + "]";
  }
}
