// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.sketch.ObservationSample;
import io.tidemark.core.sketch.SampledReference;
import io.tidemark.service.references.LearningSettings;
import io.tidemark.service.references.ReferenceCatalog;
import io.tidemark.service.state.CommitScopedStore;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a reference for a model version that has none, of the first panes of its stream.
 *
 * <p>Only panes of which every observation was offered to the sample count, so the reference is a
 * function of the input: a replay makes the same one, with the same id. Once it has been sent the
 * learner waits until the catalog shows it, and then forgets the model version. Where the catalog
 * shows a reference from elsewhere, or a schedule, learning ends without one. Used by one stream
 * thread.
 */
final class ReferenceLearner {

  private static final Logger logger = LoggerFactory.getLogger(ReferenceLearner.class);

  private final LearningSettings settings;
  private final ReferenceCatalog references;
  private final CommitScopedStore<ModelVersion, Learning> store;
  private final PaneSamples samples;

  ReferenceLearner(
      LearningSettings settings,
      ReferenceCatalog references,
      CommitScopedStore<ModelVersion, Learning> store,
      PaneSamples samples) {
    this.settings = settings;
    this.references = references;
    this.store = store;
    this.samples = samples;
  }

  /** Takes a chunk of a pane's sample, unless too many model versions are being learned. */
  void accept(WindowKey key, byte[] chunk) {
    ModelVersion modelVersion = key.modelVersion();
    Learning learning = store.get(modelVersion);
    boolean wanted =
        learning != null
            ? !learning.published()
            : store.size() < LearningSettings.MAX_MODEL_VERSIONS
                && (samples.has(modelVersion)
                    || samples.modelVersions() < LearningSettings.MAX_MODEL_VERSIONS);
    if (wanted) {
      samples.add(modelVersion, key.window().startMillis(), chunk);
    }
  }

  /** Takes in a pane that has closed; the reference, when it was the last that was needed. */
  Optional<ReferenceProfile> close(WindowKey key, long observations) {
    ModelVersion modelVersion = key.modelVersion();
    Optional<ObservationSample> sample = samples.take(modelVersion, key.window().startMillis());
    if (references.knows(modelVersion)) {
      store.remove(modelVersion);
      return Optional.empty();
    }
    return sample
        .filter(taken -> key.referenceId().isEmpty() && taken.observations() == observations)
        .flatMap(complete -> learn(key, complete));
  }

  private Optional<ReferenceProfile> learn(WindowKey key, ObservationSample sample) {
    ModelVersion modelVersion = key.modelVersion();
    Learning before = store.get(modelVersion);
    // Samples of later panes may have come before the reference was sent.
    boolean sent = before != null && before.published();
    if (sent || (before == null && store.size() >= LearningSettings.MAX_MODEL_VERSIONS)) {
      return Optional.empty();
    }
    Learning learning =
        (before == null ? Learning.begin() : before).plus(sample, key.window().endMillis());
    if (learning.windows() < settings.windows()
        || learning.sample().observations() < settings.observations()) {
      store.put(modelVersion, learning);
      return Optional.empty();
    }
    SampledReference made =
        SampledReference.of(
            learning.sample(), modelVersion, LearningSettings.NAME, learning.throughMillis());
    made.leftOut().forEach(reason -> logger.warn("Reference of {}: {}", modelVersion, reason));
    made.profile()
        .ifPresentOrElse(
            profile -> {
              logger.info(
                  "Made {} of {} observations in {} windows, {} of them sampled",
                  profile,
                  learning.sample().observations(),
                  learning.windows(),
                  learning.sample().rows());
              store.put(modelVersion, learning.asPublished());
            },
            () -> store.remove(modelVersion));
    return made.profile();
  }
}
