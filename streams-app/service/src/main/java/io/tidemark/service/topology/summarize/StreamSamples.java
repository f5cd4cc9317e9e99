// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.summarize;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.PerModel;
import io.tidemark.core.observation.WindowSpec;
import io.tidemark.core.sketch.ObservationSample;
import io.tidemark.service.references.LearningSettings;
import io.tidemark.service.references.ReferenceCatalog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Samples of the panes of model versions without a reference, and of those with rolling ones, as
 * far as this task sees them.
 *
 * <p>A sample outlives the commits of its pane, so that each sends only rows that no earlier one
 * has made superfluous: over a pane of n observations about {@code 1 + ln(n / rows)} times the
 * sample. It is not kept durably: what was sent is at the other end, and after a crash a fresh
 * sample of the rest adds up with it to the same.
 */
final class StreamSamples {

  private static final Logger logger = LoggerFactory.getLogger(StreamSamples.class);

  private final LearningSettings settings;
  private final ReferenceCatalog references;
  private final PerModel<WindowSpec> windows;
  private final Map<ModelVersion, TreeMap<Long, ObservationSample>> samples = new HashMap<>();
  private final boolean rolling;
  private boolean warned;

  StreamSamples(
      LearningSettings settings, ReferenceCatalog references, PerModel<WindowSpec> windows) {
    this.settings = settings;
    this.rolling = settings.anyRolling();
    this.references = references;
    this.windows = windows;
  }

  void clear() {
    samples.clear();
  }

  /** Whether a model version is sampled all the time. */
  boolean isRolling(ModelVersion modelVersion) {
    return rolling && settings.isRolling(modelVersion);
  }

  /** Takes an observation, if a reference may be made of it. */
  void accept(Observation observation, long paneStart) {
    if (!settings.auto() && !rolling) {
      return;
    }
    TreeMap<Long, ObservationSample> byStart = samples.get(observation.modelVersion());
    if (byStart == null) {
      if (!wanted(observation.modelVersion())) {
        return;
      }
      if (samples.size() == LearningSettings.MAX_MODEL_VERSIONS) {
        warnOnce(observation.modelVersion());
        return;
      }
      byStart = new TreeMap<>();
      samples.put(observation.modelVersion(), byStart);
    }
    byStart.computeIfAbsent(paneStart, start -> new ObservationSample()).accept(observation);
  }

  private boolean wanted(ModelVersion modelVersion) {
    return isRolling(modelVersion) || (settings.auto() && !references.knows(modelVersion));
  }

  private void warnOnce(ModelVersion modelVersion) {
    if (!warned) {
      warned = true;
      logger.warn(
          "References are being made of the stream for {} model versions here, which is the most;"
              + " {} and others wait. Publish references, or set references.auto=false and"
              + " references.rolling for fewer models",
          LearningSettings.MAX_MODEL_VERSIONS,
          modelVersion);
    }
  }

  /** What a pane's sample has got since the last time, in chunks. */
  List<byte[]> drain(ModelVersion modelVersion, long paneStart, int maxChunkBytes) {
    TreeMap<Long, ObservationSample> byStart = samples.get(modelVersion);
    ObservationSample sample = byStart == null ? null : byStart.get(paneStart);
    return sample == null ? List.of() : sample.drain(maxChunkBytes);
  }

  /** Forgets panes for which nothing can come any more. */
  void forgetClosed(long watermarkMillis) {
    samples.forEach(
        (modelVersion, byStart) -> {
          WindowSpec spec = windows.of(modelVersion);
          long firstOpen = watermarkMillis - spec.graceMillis() - spec.advanceMillis();
          if (firstOpen < watermarkMillis) { // else there is no watermark yet
            byStart.headMap(firstOpen, true).clear();
          }
        });
    samples.values().removeIf(TreeMap::isEmpty);
  }
}
