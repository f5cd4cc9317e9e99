// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.references;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.reference.ReferenceSchedule;
import io.tidemark.core.reference.ReferenceSchedule.Activation;
import io.tidemark.service.status.ReferenceStatus;
import io.tidemark.service.status.ReferenceStatus.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The profiles of one model version, and which of them is in force when. Immutable. */
public final class ModelReferences {

  private static final Comparator<ReferenceProfile> OLDEST_FIRST =
      Comparator.comparingLong(ReferenceProfile::createdMillis).thenComparing(ReferenceProfile::id);

  private final ModelVersion modelVersion;
  private final List<ReferenceProfile> profiles;
  private final ReferenceSchedule explicit;
  private final ReferenceSchedule inForce;

  /**
   * Profiles and schedule of a model version.
   *
   * @param schedule the one somebody published; null for the implied one
   */
  public ModelReferences(
      ModelVersion modelVersion, List<ReferenceProfile> profiles, ReferenceSchedule schedule) {
    this.modelVersion = modelVersion;
    this.profiles = profiles.stream().sorted(OLDEST_FIRST).toList();
    this.explicit = schedule;
    this.inForce = schedule == null ? implied() : following(schedule);
  }

  /** Rolling references count only where there is no other: they cannot tell right from wrong. */
  private ReferenceSchedule implied() {
    List<ReferenceProfile> others =
        profiles.stream().filter(profile -> !isRolling(profile)).toList();
    if (!others.isEmpty() || profiles.isEmpty()) {
      return ReferenceSchedule.implied(modelVersion, others);
    }
    ReferenceSchedule schedule =
        new ReferenceSchedule(modelVersion, List.of()).then(Long.MIN_VALUE, ReferenceSchedule.NONE);
    for (ReferenceProfile profile : profiles) {
      schedule = schedule.then(profile.createdMillis(), profile.id());
    }
    return schedule;
  }

  /** Whoever schedules one rolling reference means those that follow it as well. */
  private ReferenceSchedule following(ReferenceSchedule schedule) {
    List<Activation> activations = schedule.activations();
    ReferenceSchedule followed = new ReferenceSchedule(modelVersion, List.of());
    for (int i = 0; i < activations.size(); i++) {
      Activation activation = activations.get(i);
      long from = activation.fromMillis();
      long until =
          i + 1 < activations.size() ? activations.get(i + 1).fromMillis() : Long.MAX_VALUE;
      followed = followed.then(from, activation.referenceId());
      if (find(activation.referenceId()).filter(ModelReferences::isRolling).isPresent()) {
        for (ReferenceProfile profile : profiles) {
          if (isRolling(profile) && profile.createdMillis() < until) {
            followed = followed.then(Math.max(from, profile.createdMillis()), profile.id());
          }
        }
      }
    }
    return followed;
  }

  private static boolean isRolling(ReferenceProfile profile) {
    return profile.name().equals(RollingSettings.NAME);
  }

  /** The rolling references that are known, oldest first. */
  public List<ReferenceProfile> rolling() {
    return profiles.stream().filter(ModelReferences::isRolling).toList();
  }

  /** Whether somebody has scheduled a reference by its id. */
  public boolean schedules(ReferenceProfile profile) {
    return explicit != null
        && explicit.activations().stream()
            .anyMatch(activation -> activation.referenceId().equals(profile.id()));
  }

  /** Whether a rolling reference is the one by which a schedule names all that follow it. */
  public boolean standsForOthers(ReferenceProfile profile) {
    return isRolling(profile) && schedules(profile);
  }

  /** Whose references. */
  public ModelVersion modelVersion() {
    return modelVersion;
  }

  /** The profiles, oldest first. */
  public List<ReferenceProfile> profiles() {
    return profiles;
  }

  /** The schedule that counts, published or implied. */
  public ReferenceSchedule inForce() {
    return inForce;
  }

  /** Whether somebody published a schedule. */
  public boolean isScheduled() {
    return explicit != null;
  }

  /** The profile of an id. */
  public Optional<ReferenceProfile> find(String id) {
    for (ReferenceProfile profile : profiles) {
      if (profile.id().equals(id)) {
        return Optional.of(profile);
      }
    }
    return Optional.empty();
  }

  /** Each profile with its state at a time, oldest first. */
  public List<ReferenceStatus> statuses(long nowMillis) {
    return profiles.stream().map(profile -> status(profile, nowMillis)).toList();
  }

  private ReferenceStatus status(ReferenceProfile profile, long nowMillis) {
    State state = State.INACTIVE;
    long from = Long.MAX_VALUE;
    String now = inForce.at(nowMillis);
    for (Activation activation : inForce.activations()) {
      if (activation.referenceId().equals(profile.id())) {
        if (activation.fromMillis() > nowMillis && state == State.INACTIVE) {
          state = State.SCHEDULED;
          from = activation.fromMillis();
        } else if (profile.id().equals(now) && activation.fromMillis() <= nowMillis) {
          state = State.ACTIVE;
          from = activation.fromMillis();
        }
      }
    }
    return new ReferenceStatus(profile, state, from);
  }

  ModelReferences with(ReferenceProfile added) {
    List<ReferenceProfile> merged = new ArrayList<>(without(added.id()).profiles);
    merged.add(added);
    return new ModelReferences(modelVersion, merged, explicit);
  }

  ModelReferences without(String id) {
    List<ReferenceProfile> left =
        profiles.stream().filter(known -> !known.id().equals(id)).toList();
    return new ModelReferences(modelVersion, left, explicit);
  }

  ModelReferences scheduled(ReferenceSchedule schedule) {
    return new ModelReferences(modelVersion, profiles, schedule);
  }

  ModelReferences orNullIfEmpty() {
    return profiles.isEmpty() && explicit == null ? null : this;
  }
}
