// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.sketch;

import io.tidemark.core.observation.FeatureRole;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.core.reference.CategoricalReference;
import io.tidemark.core.reference.FeatureReference;
import io.tidemark.core.reference.NumericReference;
import io.tidemark.core.reference.ReferenceCodec;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.reference.ReferenceProfileBuilder;
import io.tidemark.core.reference.UnusableSampleException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A reference made of a sample of the stream, where nobody was there to look at the columns.
 *
 * <p>A column is numeric when at least half of its values are numbers, else categorical. Left out
 * are columns in which every window would differ: texts of which most are different (ids), and
 * numbers that only grow with time (counters, timestamps).
 *
 * <p>A reference travels in one record, and nobody is there either to lift the limit of a topic. So
 * where many columns would take more than {@value #MAX_RECORD_BYTES} bytes, each keeps fewer points
 * and categories: half as many, and half again, down to {@value NumericReference#LEAST_POINTS}.
 *
 * @param profile the reference; empty when no column is left, or too many for a record are
 * @param leftOut what was left out, each with the reason, for people
 */
public record SampledReference(Optional<ReferenceProfile> profile, List<String> leftOut) {

  /** The most rows a reference is made of, equal ones counted each. */
  private static final long MAX_ROWS = 4L * ObservationSample.MAX_ROWS;

  /** Below what brokers take unless told otherwise, by enough for the rest of the record. */
  static final int MAX_RECORD_BYTES = 900_000;

  /** More than a column's description takes beside its name. */
  private static final int DESCRIBED_BYTES = 40;

  /** Copies the list. */
  public SampledReference {
    leftOut = List.copyOf(leftOut);
  }

  /**
   * Makes a reference. Equal samples give equal references, with the same id.
   *
   * @param sample the sample
   * @param modelVersion whose
   * @param name what people will call it
   * @param createdMillis from when it holds, since the epoch
   * @return the reference, with one row for each of the sample
   */
  public static SampledReference of(
      ObservationSample sample, ModelVersion modelVersion, String name, long createdMillis) {
    List<String> leftOut = new ArrayList<>();
    Map<FeatureRole, Map<String, SampledColumn>> columns = columns(sample);
    columns
        .values()
        .forEach(
            byName -> {
              byName.values().forEach(column -> column.reasonToLeaveOut().ifPresent(leftOut::add));
              byName.values().removeIf(column -> column.reasonToLeaveOut().isPresent());
            });
    int points = NumericReference.DEFAULT_RESOLUTION;
    while (true) {
      ReferenceProfileBuilder builder =
          new ReferenceProfileBuilder(modelVersion, name, createdMillis)
              .skipEmptyColumns()
              .resolution(points)
              .maxCategories(Math.min(points, CategoricalReference.DEFAULT_CATEGORIES));
      fill(builder, sample, columns);
      Optional<ReferenceProfile> profile = built(builder, leftOut);
      long bytes = profile.map(SampledReference::recordBytes).orElse(0L);
      if (bytes <= MAX_RECORD_BYTES || points == NumericReference.LEAST_POINTS) {
        leftOut.addAll(builder.skipped());
        return bounded(profile, bytes, points, leftOut);
      }
      points /= 2;
    }
  }

  private static void fill(
      ReferenceProfileBuilder builder,
      ObservationSample sample,
      Map<FeatureRole, Map<String, SampledColumn>> columns) {
    Map<FeatureRole, Selection> selections = new EnumMap<>(FeatureRole.class);
    columns.forEach(
        (role, byName) -> {
          byName.forEach((column, tally) -> builder.kind(column, tally.kind()));
          selections.put(role, new Selection(byName));
        });
    double weight = weight(sample);
    for (SampledRow row : sample.sampledRows()) {
      Observation observed = row.observation();
      ObservedValues features =
          observed.features() == null
              ? ObservedValues.EMPTY
              : selections.get(FeatureRole.FEATURE).of(observed.features());
      ObservedValues predictions =
          selections.get(FeatureRole.PREDICTION).of(observed.predictions());
      for (long n = Math.max(1, Math.round(row.count * weight)); n > 0; n--) {
        builder.accept(features, predictions);
      }
    }
  }

  private static Optional<ReferenceProfile> built(
      ReferenceProfileBuilder builder, List<String> leftOut) {
    try {
      return Optional.of(builder.build());
    } catch (UnusableSampleException e) {
      leftOut.add(e.getMessage());
      return Optional.empty();
    }
  }

  /** What its record takes at most: its own form, and what people read beside it. */
  private static long recordBytes(ReferenceProfile profile) {
    long described = 0;
    for (FeatureReference feature : profile.features()) {
      described += DESCRIBED_BYTES + feature.name().getBytes(StandardCharsets.UTF_8).length;
    }
    return ReferenceCodec.encode(profile).length + described;
  }

  private static SampledReference bounded(
      Optional<ReferenceProfile> profile, long bytes, int points, List<String> leftOut) {
    if (bytes > MAX_RECORD_BYTES) {
      leftOut.add(
          ("the whole reference: its %,d columns take %,d bytes with %d points each, and a record"
                  + " holds %,d; build one with fewer columns by 'tidemark reference build' and"
                  + " publish it")
              .formatted(profile.orElseThrow().size(), bytes, points, MAX_RECORD_BYTES));
      return new SampledReference(Optional.empty(), leftOut);
    }
    if (points < NumericReference.DEFAULT_RESOLUTION) {
      leftOut.add(
          "points and categories beyond %,d in each of its %,d columns, so that it fits in a record"
              .formatted(points, profile.orElseThrow().size()));
    }
    return new SampledReference(profile, leftOut);
  }

  /** Where the same values come again and again at one time, counts can be as large as traffic. */
  private static double weight(ObservationSample sample) {
    long rows = 0;
    for (SampledRow row : sample.sampledRows()) {
      rows += row.count;
    }
    return rows <= MAX_ROWS ? 1 : (double) MAX_ROWS / rows;
  }

  private static Map<FeatureRole, Map<String, SampledColumn>> columns(ObservationSample sample) {
    Map<FeatureRole, Map<String, SampledColumn>> columns = new EnumMap<>(FeatureRole.class);
    columns.put(FeatureRole.FEATURE, new TreeMap<>());
    columns.put(FeatureRole.PREDICTION, new TreeMap<>());
    List<SampledRow> byTime = new ArrayList<>(sample.sampledRows());
    byTime.sort(Comparator.comparingLong(row -> row.timeMillis));
    for (SampledRow row : byTime) {
      Observation observed = row.observation();
      if (observed.features() != null) {
        tally(columns.get(FeatureRole.FEATURE), observed.features(), row.timeMillis);
      }
      tally(columns.get(FeatureRole.PREDICTION), observed.predictions(), row.timeMillis);
    }
    return columns;
  }

  private static void tally(
      Map<String, SampledColumn> columns, ObservedValues values, long timeMillis) {
    for (int slot = 0; slot < values.size(); slot++) {
      columns
          .computeIfAbsent(values.layout().name(slot), SampledColumn::new)
          .accept(values, slot, timeMillis);
    }
  }

  /** The columns that are kept, found quickly for rows of one layout. */
  private static final class Selection {
    private final ValueLayout kept;
    private final Map<String, Integer> slots = new LinkedHashMap<>();
    private final Map<ValueLayout, int[]> plans = new HashMap<>();

    Selection(Map<String, SampledColumn> columns) {
      columns.keySet().forEach(name -> slots.put(name, slots.size()));
      kept = ValueLayout.of(List.copyOf(slots.keySet()));
    }

    ObservedValues of(ObservedValues values) {
      int[] plan = plans.computeIfAbsent(values.layout(), this::plan);
      ObservedValues.Builder row = ObservedValues.builder(kept);
      for (int slot = 0; slot < plan.length; slot++) {
        if (plan[slot] >= 0) {
          switch (values.type(slot)) {
            case NUMBER -> row.number(plan[slot], values.number(slot));
            case TEXT -> row.text(plan[slot], values.text(slot));
            case MISSING -> {}
          }
        }
      }
      return row.build();
    }

    private int[] plan(ValueLayout layout) {
      int[] plan = new int[layout.size()];
      for (int slot = 0; slot < plan.length; slot++) {
        plan[slot] = slots.getOrDefault(layout.name(slot), -1);
      }
      return plan;
    }
  }
}
