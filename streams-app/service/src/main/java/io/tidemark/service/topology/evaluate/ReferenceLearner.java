// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.sketch.ObservationSample;
import io.tidemark.core.sketch.SampledReference;
import io.tidemark.service.references.LearningSettings;
import io.tidemark.service.references.ReferenceCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a reference for a model version that has none, of the first panes of its stream.
 *
 * <p>Only panes of which every observation was offered to the sample count, so the reference is a
 * function of the input: a replay makes the same one, with the same id. Once it has been sent the
 * learner waits until the catalog shows it, and then forgets the model version. Where the catalog
 * shows a reference from elsewhere, or a schedule, learning ends without one; so it does for a
 * model version of which no window could be taken in for the retention, and begins anew with the
 * next one.
 *
 * <p>So many model versions are learned at a time; one that waits for its reference to come back is
 * none of them. Used by one stream thread.
 */
final class ReferenceLearner {

  private static final Logger logger = LoggerFactory.getLogger(ReferenceLearner.class);

  private final LearningSettings settings;
  private final ReferenceCatalog references;
  private final SampledProgress<Learning> progress;
  private final PaneSamples samples;
  private final long retentionMillis;

  /** How many of the store have no reference yet. */
  private int underWay;

  /**
   * A learner of a task.
   *
   * @param retentionMillis how long a model version may have no window before it is forgotten
   */
  ReferenceLearner(
      LearningSettings settings,
      ReferenceCatalog references,
      SampledProgress<Learning> progress,
      PaneSamples samples,
      long retentionMillis) {
    this.settings = settings;
    this.references = references;
    this.progress = progress;
    this.samples = samples;
    this.retentionMillis = retentionMillis;
    progress.forEach((modelVersion, learning) -> underWay += slots(learning));
  }

  /** Lets go of model versions of which nothing else is remembered. */
  void keepOnly(Predicate<ModelVersion> remembered) {
    List<ModelVersion> gone = new ArrayList<>();
    progress.forEach(
        (modelVersion, learning) -> {
          if (!remembered.test(modelVersion)) {
            gone.add(modelVersion);
          }
        });
    gone.forEach(this::remove);
  }

  /**
   * Lets go of a model version that has had no window for the retention. That a reference was sent
   * is kept until the catalog has shown it: where history is read fast, it may still be on its way.
   */
  void forget(ModelVersion modelVersion) {
    if (slots(progress.get(modelVersion)) > 0 || references.knows(modelVersion)) {
      remove(modelVersion);
    }
  }

  private static int slots(Learning learning) {
    return learning == null || learning.published() ? 0 : 1;
  }

  private void put(ModelVersion modelVersion, Learning learning, ObservationSample sample) {
    underWay += slots(learning) - slots(progress.get(modelVersion));
    progress.put(modelVersion, learning, sample);
  }

  private void remove(ModelVersion modelVersion) {
    underWay -= slots(progress.remove(modelVersion));
  }

  /** Takes a chunk of a pane's sample, unless too many model versions are being learned. */
  void accept(WindowKey key, byte[] chunk) {
    ModelVersion modelVersion = key.modelVersion();
    Learning learning = progress.get(modelVersion);
    if (learning != null && learning.published()) {
      return;
    }
    if (learning != null
        || (underWay < LearningSettings.MAX_MODEL_VERSIONS && samples.hasRoomFor(modelVersion))) {
      samples.add(modelVersion, key.window().startMillis(), chunk);
    } else {
      samples.leaveOut(modelVersion);
    }
  }

  /** Takes in a pane that has closed; the reference, when it was the last that was needed. */
  Optional<ReferenceProfile> close(WindowKey key, long observations) {
    ModelVersion modelVersion = key.modelVersion();
    if (references.knows(modelVersion)) {
      samples.drop(modelVersion, key.window().startMillis());
      remove(modelVersion);
      return Optional.empty();
    }
    return samples
        .take(modelVersion, key.window().startMillis())
        .filter(taken -> key.referenceId().isEmpty() && taken.observations() == observations)
        .flatMap(complete -> learn(key, complete));
  }

  private Optional<ReferenceProfile> learn(WindowKey key, ObservationSample ofPane) {
    ModelVersion modelVersion = key.modelVersion();
    Learning before = remembered(modelVersion, key.window().endMillis());
    // Samples of later panes may have come before the reference was sent.
    if (before != null && before.published()) {
      return Optional.empty();
    }
    if (before == null && underWay >= LearningSettings.MAX_MODEL_VERSIONS) {
      samples.leaveOut(modelVersion);
      return Optional.empty();
    }
    ObservationSample sample = progress.sample(modelVersion);
    sample.combine(ofPane);
    Learning learning = (before == null ? Learning.begin() : before).plus(key.window().endMillis());
    if (learning.windows() < settings.windows()
        || sample.observations() < settings.observations()) {
      put(modelVersion, learning, sample);
      return Optional.empty();
    }
    return make(modelVersion, learning, sample);
  }

  /** What was learned, unless it is so old that it may have been forgotten, or not yet. */
  private Learning remembered(ModelVersion modelVersion, long endMillis) {
    Learning learning = progress.get(modelVersion);
    if (slots(learning) > 0 && endMillis - learning.throughMillis() >= retentionMillis) {
      remove(modelVersion);
      return null;
    }
    return learning;
  }

  private Optional<ReferenceProfile> make(
      ModelVersion modelVersion, Learning learning, ObservationSample sample) {
    SampledReference made =
        SampledReference.of(sample, modelVersion, LearningSettings.NAME, learning.throughMillis());
    made.leftOut().forEach(reason -> logger.warn("Reference of {}: {}", modelVersion, reason));
    made.profile()
        .ifPresentOrElse(
            profile -> {
              logger.info(
                  "Made {} of {} observations in {} windows, {} of them sampled",
                  profile,
                  sample.observations(),
                  learning.windows(),
                  sample.rows());
              put(modelVersion, learning.asPublished(), new ObservationSample());
            },
            () -> remove(modelVersion));
    return made.profile();
  }
}
