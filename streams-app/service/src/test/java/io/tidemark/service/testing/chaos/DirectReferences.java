// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.testing.chaos;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.sketch.ObservationSample;
import io.tidemark.core.sketch.SampledReference;
import io.tidemark.service.references.RollingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which rolling references there must be when the observations of each period are sampled one after
 * the other in one place: no partial samples, no merging, no state, no stream. The sampling is the
 * service's own, so the references must be the same to the last byte.
 */
final class DirectReferences {

  private final long periodMillis;
  private final long holdsAfterMillis;
  private final long leastObservations;
  private final Map<ModelVersion, Map<Long, ObservationSample>> samples = new TreeMap<>();

  /**
   * Nothing yet.
   *
   * @param periodMillis what a reference is made of
   * @param holdsAfterMillis from the end of a period to the first window that is compared with it
   * @param leastObservations a period of fewer makes none
   */
  DirectReferences(long periodMillis, long holdsAfterMillis, long leastObservations) {
    this.periodMillis = periodMillis;
    this.holdsAfterMillis = holdsAfterMillis;
    this.leastObservations = leastObservations;
  }

  /** Samples an observation of a model version that has rolling references. */
  void accept(Observation observation) {
    long time = observation.timestampMillis();
    samples
        .computeIfAbsent(observation.modelVersion(), modelVersion -> new TreeMap<>())
        .computeIfAbsent(time - Math.floorMod(time, periodMillis), start -> new ObservationSample())
        .accept(observation);
  }

  /** All of them. */
  List<ReferenceProfile> all() {
    List<ReferenceProfile> all = new ArrayList<>();
    samples.forEach(
        (modelVersion, byStart) ->
            byStart.forEach(
                (start, sample) -> {
                  if (sample.observations() >= leastObservations) {
                    all.add(reference(modelVersion, start, sample));
                  }
                }));
    return all;
  }

  private ReferenceProfile reference(
      ModelVersion modelVersion, long start, ObservationSample sample) {
    long holdsFrom = start + periodMillis + holdsAfterMillis;
    return SampledReference.of(sample, modelVersion, RollingSettings.NAME, holdsFrom)
        .profile()
        .orElseThrow();
  }
}
