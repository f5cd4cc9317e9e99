// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.testing;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.Segment;
import io.tidemark.core.reference.FeatureReference;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.reference.ReferenceProfileBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** References with segments, made in memory of observations. */
public final class SegmentedSample {

  private SegmentedSample() {}

  /** A reference of a sample, with a part for each of the segments. */
  public static ReferenceProfile reference(
      ModelVersion model, long createdMillis, List<Observation> sample, List<Segment> segments) {
    Map<Segment, List<FeatureReference>> parts = new LinkedHashMap<>();
    for (Segment segment : segments) {
      List<Observation> own = sample.stream().filter(o -> isOf(segment, o)).toList();
      parts.put(
          segment,
          profile(model, createdMillis, own).features().stream()
              .filter(column -> !segment.columns().contains(column.name()))
              .toList());
    }
    return profile(model, createdMillis, sample).withSegments(parts);
  }

  private static ReferenceProfile profile(
      ModelVersion model, long createdMillis, List<Observation> sample) {
    ReferenceProfileBuilder builder = new ReferenceProfileBuilder(model, "training", createdMillis);
    sample.forEach(o -> builder.accept(o.features(), o.predictions()));
    return builder.build();
  }

  /** Whether an observation belongs to a segment of features that are texts. */
  public static boolean isOf(Segment segment, Observation observation) {
    for (int i = 0; i < segment.columns().size(); i++) {
      if (!has(observation.features(), segment.columns().get(i), segment.values().get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean has(ObservedValues values, String column, String value) {
    for (int slot = 0; slot < values.size(); slot++) {
      if (values.layout().name(slot).equals(column)) {
        return values.type(slot) == ObservedValues.Type.TEXT && values.text(slot).equals(value);
      }
    }
    return false;
  }
}
