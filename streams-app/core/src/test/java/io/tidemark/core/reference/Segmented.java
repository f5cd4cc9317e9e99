// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.reference;

import io.tidemark.core.observation.FeatureKind;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.Segment;
import io.tidemark.core.observation.ValueLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A model with the columns country, tier and amount, and references of it with segments. */
public final class Segmented {

  /** Its one version. */
  public static final ModelVersion MODEL = new ModelVersion("credit", "3");

  private static final ValueLayout LAYOUT = ValueLayout.of("amount", "country", "tier");
  private static final ValueLayout SCORE = ValueLayout.of("score");
  private static final String[] COUNTRIES = {"DE", "FR", "IT", "SE"};

  private Segmented() {}

  /** Observations of one hour with some values missing, the same for the same seed. */
  public static List<Observation> observations(int rows, long seed) {
    Random random = new Random(seed);
    List<Observation> observations = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      ObservedValues.Builder values = ObservedValues.builder(LAYOUT);
      if (random.nextInt(20) > 0) {
        values.number(0, random.nextInt(50));
      }
      if (random.nextInt(10) > 0) {
        values.text(1, COUNTRIES[random.nextInt(COUNTRIES.length)]);
      }
      values.number(2, random.nextInt(3));
      ObservedValues score = ObservedValues.builder(SCORE).number(0, random.nextDouble()).build();
      observations.add(new Observation(MODEL, row, values.build(), score));
    }
    return observations;
  }

  /** A reference of the whole of a sample, with a part for each of the segments. */
  public static ReferenceProfile reference(List<Observation> sample, List<Segment> segments) {
    Map<Segment, List<FeatureReference>> parts = new LinkedHashMap<>();
    for (Segment segment : segments) {
      parts.put(
          segment,
          profile(sample.stream().filter(o -> isOf(segment, o)).toList()).features().stream()
              .filter(column -> !segment.columns().contains(column.name()))
              .toList());
    }
    return profile(sample).withSegments(parts);
  }

  /** Whether an observation belongs to a segment, the slow way. */
  public static boolean isOf(Segment segment, Observation observation) {
    for (int i = 0; i < segment.columns().size(); i++) {
      if (!segment.values().get(i).equals(text(observation, segment.columns().get(i)))) {
        return false;
      }
    }
    return true;
  }

  private static String text(Observation observation, String column) {
    ObservedValues values = observation.features();
    for (int slot = 0; slot < values.size(); slot++) {
      if (values.layout().name(slot).equals(column)) {
        return switch (values.type(slot)) {
          case TEXT -> values.text(slot);
          case NUMBER -> CategoryText.of(values.number(slot));
          case MISSING -> null;
        };
      }
    }
    return null;
  }

  private static ReferenceProfile profile(List<Observation> sample) {
    var builder =
        new ReferenceProfileBuilder(MODEL, "training", 1_700_000_000_000L)
            .kind("tier", FeatureKind.CATEGORICAL);
    sample.forEach(o -> builder.accept(o.features(), o.predictions()));
    return builder.build();
  }
}
