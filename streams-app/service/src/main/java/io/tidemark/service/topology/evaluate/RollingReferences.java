// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.PerModel;
import io.tidemark.core.observation.WindowSpec;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.sketch.ObservationSample;
import io.tidemark.core.sketch.SampledReference;
import io.tidemark.service.references.LearningSettings;
import io.tidemark.service.references.ModelReferences;
import io.tidemark.service.references.ReferenceCatalog;
import io.tidemark.service.references.ReferenceChange;
import io.tidemark.service.references.RollingSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a reference of each period of event time that has passed, for the model versions that are
 * compared with what they did last, and deletes old ones.
 *
 * <p>Periods are aligned to the epoch and hold whole panes. A reference is a function of the
 * observations of its period and of nothing else. It holds from the first window that begins more
 * than the grace period after the end of its period: until then its last panes could still have
 * been open. Used by one stream thread.
 */
final class RollingReferences {

  private static final Logger logger = LoggerFactory.getLogger(RollingReferences.class);

  private final LearningSettings settings;
  private final PerModel<WindowSpec> windows;
  private final ReferenceCatalog references;
  private final SampledProgress<Rolling> periods;
  private final PaneSamples samples;

  /** The end of the period that ends first; nothing is to be done before. */
  private long nextEnd;

  /** The pane that is being closed, which has a key for each reference it was counted against. */
  private WindowKey closing;

  private long closingObservations;

  RollingReferences(
      LearningSettings settings,
      PerModel<WindowSpec> windows,
      ReferenceCatalog references,
      SampledProgress<Rolling> periods,
      PaneSamples samples) {
    this.settings = settings;
    this.windows = windows;
    this.references = references;
    this.periods = periods;
    this.samples = samples;
    findNextEnd();
  }

  /** Takes a chunk of a pane's sample, unless too many model versions are being learned. */
  void accept(WindowKey key, byte[] chunk) {
    ModelVersion modelVersion = key.modelVersion();
    if (periods.get(modelVersion) != null
        || samples.has(modelVersion)
        || (periods.size() < LearningSettings.MAX_MODEL_VERSIONS
            && samples.hasRoomFor(modelVersion))) {
      samples.add(modelVersion, key.window().startMillis(), chunk);
    } else {
      samples.leaveOut(modelVersion);
    }
  }

  /** Notes one of the keys of a pane that closes; the pane's other keys follow at once. */
  void close(WindowKey key, long observations) {
    if (closing == null) {
      closing = key;
      closingObservations = 0;
    }
    closingObservations += observations;
  }

  /** Takes in the pane that was closed, if all of it was sampled. */
  void closed() {
    if (closing == null) {
      return;
    }
    ModelVersion modelVersion = closing.modelVersion();
    long start = closing.window().startMillis();
    closing = null;
    Optional<ObservationSample> sample = samples.take(modelVersion, start);
    if (sample.isEmpty() || sample.get().observations() != closingObservations) {
      logger.info(
          "The window of {} from {} is in no rolling reference: {} of its {} observations were"
              + " sampled",
          modelVersion,
          Instant.ofEpochMilli(start),
          sample.map(ObservationSample::observations).orElse(0L),
          closingObservations);
      return;
    }
    long period = settings.rolling().of(modelVersion).periodMillis();
    Rolling rolling = periods.get(modelVersion);
    if (rolling == null || rolling.periodMillis() != period) {
      periods.remove(modelVersion);
      rolling = Rolling.begin(start, period);
    }
    // A pane of an earlier period comes only where a partition was idle; that period is over.
    if (rolling.holds(start)) {
      ObservationSample ofPeriod = periods.sample(modelVersion);
      ofPeriod.combine(sample.get());
      periods.put(modelVersion, rolling, ofPeriod);
      nextEnd = Math.min(nextEnd, rolling.endMillis());
    }
  }

  /** Ends the periods through a time, up to which every pane has closed. */
  List<ReferenceChange> reached(long millis) {
    if (millis < nextEnd) {
      return List.of();
    }
    List<ModelVersion> ended = new ArrayList<>();
    periods.forEach(
        (modelVersion, rolling) -> {
          if (rolling.endMillis() <= millis) {
            ended.add(modelVersion);
          }
        });
    ended.sort(null);
    List<ReferenceChange> changes = new ArrayList<>();
    for (ModelVersion modelVersion : ended) {
      ObservationSample sample = periods.sample(modelVersion);
      Rolling rolling = periods.remove(modelVersion);
      if (settings.isRolling(modelVersion)) {
        changes.addAll(end(modelVersion, rolling, sample));
      }
    }
    findNextEnd();
    return changes;
  }

  private void findNextEnd() {
    nextEnd = Long.MAX_VALUE;
    periods.forEach((mv, rolling) -> nextEnd = Math.min(nextEnd, rolling.endMillis()));
  }

  private List<ReferenceChange> end(
      ModelVersion modelVersion, Rolling rolling, ObservationSample sample) {
    long observations = sample.observations();
    if (observations < settings.rolling().of(modelVersion).observations()) {
      logger.info(
          "No rolling reference of {}: {} observations are fewer than references.rolling"
              + ".observations; the one before stays",
          modelVersion,
          observations);
      return List.of();
    }
    long holdsFrom = firstWindowAfter(rolling.endMillis(), windows.of(modelVersion));
    ModelReferences known = references.of(modelVersion);
    if (known.rolling().stream().anyMatch(other -> other.createdMillis() >= holdsFrom)) {
      return List.of(); // It is history that is read again, and its references are there.
    }
    SampledReference made =
        SampledReference.of(sample, modelVersion, RollingSettings.NAME, holdsFrom);
    made.leftOut().forEach(reason -> logger.warn("Reference of {}: {}", modelVersion, reason));
    List<ReferenceChange> changes = new ArrayList<>();
    made.profile()
        .ifPresent(
            profile -> {
              logger.info(
                  "Made {} of {} observations, {} of them sampled",
                  profile,
                  observations,
                  sample.rows());
              changes.add(ReferenceChange.published(profile));
              changes.addAll(retired(known, profile));
            });
    return changes;
  }

  private static long firstWindowAfter(long endMillis, WindowSpec spec) {
    long advance = spec.advanceMillis();
    return endMillis + (spec.graceMillis() / advance + 1) * advance;
  }

  /** All but the newest; and what somebody has scheduled stays. */
  private static List<ReferenceChange> retired(ModelReferences known, ReferenceProfile added) {
    List<ReferenceProfile> others =
        known.rolling().stream().filter(other -> !other.id().equals(added.id())).toList();
    return others.subList(0, Math.max(0, others.size() + 1 - RollingSettings.KEPT)).stream()
        .filter(old -> !known.schedules(old))
        .map(old -> new ReferenceChange(old, true))
        .toList();
  }
}
