// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.references;

import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Population;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.reference.ReferenceSchedule;
import io.tidemark.service.status.ReferenceStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The reference profiles an instance knows and their schedules, by model version.
 *
 * <p>Written by the thread that follows the references topic, read by every stream thread. Which
 * profile a window is compared with depends on the window and the schedule alone ({@link
 * ReferenceSchedule}), so all tasks choose alike, and a change takes effect at a window boundary. A
 * model version without a schedule has the implied one: the newest profile made at or before the
 * window's start; for windows older than every profile, the oldest. Rolling references count where
 * there is no other, or where a schedule names one ({@link ModelReferences}).
 *
 * <p>A reference with segments comes in several records and is known once all of them are there.
 */
public final class ReferenceCatalog {

  private final Map<ModelVersion, ModelReferences> byModelVersion = new ConcurrentHashMap<>();

  /** Topic key to the profile that it holds now. Guarded by this. */
  private final Map<String, ReferenceProfile> byKey = new HashMap<>();

  /** Guarded by this. */
  private final ReferencePieces pieces = new ReferencePieces();

  /**
   * Puts the profile that a key of the references topic now holds. A profile it replaces stays
   * available to the windows that began before, until the process ends.
   *
   * @param profile a whole, or a part of one
   * @return what keeps it from being used, such as parts that have not come; empty when nothing
   *     does
   * @throws IllegalArgumentException if the parts are not of their whole
   */
  public synchronized String put(String key, ReferenceProfile profile) {
    byKey.put(key, profile);
    if (!ReferencePieces.isOne(profile)) {
      add(profile);
      return "";
    }
    pieces.put(key, profile).ifPresent(this::add);
    return pieces.lackOf(profile);
  }

  private void add(ReferenceProfile profile) {
    byModelVersion.compute(
        profile.modelVersion(), (mv, known) -> orNone(mv, known).with(profile).orNullIfEmpty());
  }

  /** Takes out the profile that a key of the references topic held. */
  public synchronized void remove(String key) {
    ReferenceProfile removed = byKey.remove(key);
    if (removed == null) {
      return;
    }
    boolean piece = ReferencePieces.isOne(removed);
    if (!piece || pieces.remove(key, removed).isEmpty()) {
      byModelVersion.computeIfPresent(
          removed.modelVersion(), (mv, known) -> known.without(removed.id()).orNullIfEmpty());
    }
  }

  /** Puts the schedule that a model version now has. */
  public synchronized void schedule(ReferenceSchedule schedule) {
    byModelVersion.compute(
        schedule.modelVersion(), (mv, known) -> orNone(mv, known).scheduled(schedule));
  }

  /** Takes out the schedule of a model version: the implied one is in force again. */
  public synchronized void unschedule(ModelVersion modelVersion) {
    byModelVersion.computeIfPresent(
        modelVersion, (mv, known) -> known.scheduled(null).orNullIfEmpty());
  }

  private static ModelReferences orNone(ModelVersion modelVersion, ModelReferences known) {
    return known == null ? new ModelReferences(modelVersion, List.of(), null) : known;
  }

  /** Whether there is any profile or schedule of a model version: somebody has decided about it. */
  public boolean knows(ModelVersion modelVersion) {
    return byModelVersion.containsKey(modelVersion);
  }

  /** What is known of a model version now. */
  public ModelReferences of(ModelVersion modelVersion) {
    return orNone(modelVersion, byModelVersion.get(modelVersion));
  }

  /** The profile to compare a window with; an empty one when the model version has none. */
  public ReferenceProfile select(ModelVersion modelVersion, EvaluationWindow window) {
    ModelReferences known = byModelVersion.get(modelVersion);
    return known == null
        ? ReferenceProfile.none(modelVersion)
        : known
            .find(known.inForce().at(window.startMillis()))
            .orElseGet(() -> ReferenceProfile.none(modelVersion));
  }

  /** The profile of this id, when it is known; the empty id is always known. */
  public Optional<ReferenceProfile> find(ModelVersion modelVersion, String id) {
    if (id.equals(ReferenceSchedule.NONE)) {
      return Optional.of(ReferenceProfile.none(modelVersion));
    }
    ModelReferences known = byModelVersion.get(modelVersion);
    return known == null ? Optional.empty() : known.find(id);
  }

  /** The part of a profile that is for a population: the profile itself for a whole. */
  public Optional<ReferenceProfile> find(Population population, String id) {
    if (population.isWhole()) {
      return find(population.modelVersion(), id);
    }
    if (id.equals(ReferenceSchedule.NONE)) {
      return Optional.of(ReferenceProfile.none(population));
    }
    return find(population.modelVersion(), id)
        .map(whole -> whole.parts().find(population.segment()));
  }

  /** The references of which records are missing, each with what is. */
  public synchronized List<String> incomplete() {
    return pieces.incomplete();
  }

  /** What is known now, one entry for each model version, in their order. */
  public List<ModelReferences> all() {
    List<ModelReferences> all = new ArrayList<>(byModelVersion.values());
    all.sort(Comparator.comparing(ModelReferences::modelVersion));
    return all;
  }

  /** Every profile that is known now, with its state at a time. */
  public List<ReferenceStatus> statuses(long nowMillis) {
    return all().stream().flatMap(references -> references.statuses(nowMillis).stream()).toList();
  }
}
