// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.references;

import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.reference.ReferenceProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The reference profiles an instance knows, by model version.
 *
 * <p>Written by the thread that follows the references topic, read by every stream thread. Which
 * profile a window is compared with depends on the window alone, so all tasks choose alike: the
 * newest one made at or before the window's start; for windows older than every profile, the
 * oldest. A new profile therefore takes effect at a window boundary, and history that predates the
 * first one is still judged.
 */
public final class ReferenceCatalog {

  private static final Comparator<ReferenceProfile> OLDEST_FIRST =
      Comparator.comparingLong(ReferenceProfile::createdMillis).thenComparing(ReferenceProfile::id);

  /** Profiles of a model version, oldest first; replaced whole on each change. */
  private final Map<ModelVersion, List<ReferenceProfile>> byModelVersion =
      new ConcurrentHashMap<>();

  /** Topic key to the profile that it holds now. Guarded by this. */
  private final Map<String, ReferenceProfile> byKey = new HashMap<>();

  /**
   * Puts the profile that a key of the references topic now holds. A profile it replaces stays
   * available to the windows that began before, until the process ends.
   */
  public synchronized void put(String key, ReferenceProfile profile) {
    byKey.put(key, profile);
    byModelVersion.merge(
        profile.modelVersion(),
        List.of(profile),
        (old, added) -> {
          List<ReferenceProfile> merged = new ArrayList<>(old);
          merged.removeIf(known -> known.id().equals(profile.id()));
          merged.add(profile);
          merged.sort(OLDEST_FIRST);
          return List.copyOf(merged);
        });
  }

  /** Takes out the profile that a key of the references topic held. */
  public synchronized void remove(String key) {
    ReferenceProfile removed = byKey.remove(key);
    if (removed != null) {
      byModelVersion.computeIfPresent(
          removed.modelVersion(),
          (modelVersion, old) -> {
            List<ReferenceProfile> left =
                old.stream().filter(known -> !known.id().equals(removed.id())).toList();
            return left.isEmpty() ? null : left;
          });
    }
  }

  /** The profile to compare a window with; an empty one when the model version has none. */
  public ReferenceProfile select(ModelVersion modelVersion, EvaluationWindow window) {
    List<ReferenceProfile> profiles = byModelVersion.getOrDefault(modelVersion, List.of());
    if (profiles.isEmpty()) {
      return ReferenceProfile.none(modelVersion);
    }
    ReferenceProfile selected = profiles.get(0);
    for (ReferenceProfile profile : profiles) {
      if (profile.createdMillis() <= window.startMillis()) {
        selected = profile;
      }
    }
    return selected;
  }

  /** The profile of this id, when it is known; the empty id is always known. */
  public Optional<ReferenceProfile> find(ModelVersion modelVersion, String id) {
    if (id.isEmpty()) {
      return Optional.of(ReferenceProfile.none(modelVersion));
    }
    return byModelVersion.getOrDefault(modelVersion, List.of()).stream()
        .filter(profile -> profile.id().equals(id))
        .findFirst();
  }
}
