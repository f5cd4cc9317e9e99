// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.summarize;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.PerModel;
import io.tidemark.core.observation.WindowSpec;
import io.tidemark.core.sketch.ObservationSampler;
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
 * <p>A sampler outlives the commits of its pane, so that each sends only rows that no earlier one
 * has made superfluous. It is not kept durably: what was sent is at the other end, and after a
 * crash the sample of the rest adds up with it to the same.
 *
 * <p>Rows wait for a commit, and there may be many panes and wide rows: when they take {@value
 * #MANY_BYTES} bytes it is time for one.
 */
final class StreamSamples {

  static final long MANY_BYTES = 16L * 1024 * 1024;

  private static final Logger logger = LoggerFactory.getLogger(StreamSamples.class);

  private final LearningSettings settings;
  private final ReferenceCatalog references;
  private final PerModel<WindowSpec> windows;
  private final Map<ModelVersion, TreeMap<Long, ObservationSampler>> samplers = new HashMap<>();
  private final boolean rolling;
  private long heldBytes;
  private boolean warned;

  StreamSamples(
      LearningSettings settings, ReferenceCatalog references, PerModel<WindowSpec> windows) {
    this.settings = settings;
    this.rolling = settings.anyRolling();
    this.references = references;
    this.windows = windows;
  }

  void clear() {
    samplers.clear();
    heldBytes = 0;
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
    TreeMap<Long, ObservationSampler> byStart = samplers.get(observation.modelVersion());
    if (byStart == null) {
      if (!wanted(observation.modelVersion())) {
        return;
      }
      if (samplers.size() == LearningSettings.MAX_MODEL_VERSIONS) {
        warnOnce(observation.modelVersion());
        return;
      }
      byStart = new TreeMap<>();
      samplers.put(observation.modelVersion(), byStart);
    }
    ObservationSampler sampler =
        byStart.computeIfAbsent(paneStart, start -> new ObservationSampler());
    long before = sampler.heldBytes();
    sampler.accept(observation);
    heldBytes += sampler.heldBytes() - before;
  }

  /** Whether so much waits to be sent that a commit should come. */
  boolean isMuch() {
    return heldBytes >= MANY_BYTES;
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

  /** What was sampled of a pane since the last time, in chunks. */
  List<byte[]> drain(ModelVersion modelVersion, long paneStart, int maxChunkBytes) {
    TreeMap<Long, ObservationSampler> byStart = samplers.get(modelVersion);
    ObservationSampler sampler = byStart == null ? null : byStart.get(paneStart);
    if (sampler == null) {
      return List.of();
    }
    heldBytes -= sampler.heldBytes();
    return sampler.drain(maxChunkBytes);
  }

  /** Forgets panes for which nothing can come any more. */
  void forgetClosed(long watermarkMillis) {
    samplers.forEach(
        (modelVersion, byStart) -> {
          WindowSpec spec = windows.of(modelVersion);
          long firstOpen = watermarkMillis - spec.graceMillis() - spec.advanceMillis();
          if (firstOpen < watermarkMillis) { // else there is no watermark yet
            byStart.headMap(firstOpen, true).clear();
          }
        });
    samplers.values().removeIf(TreeMap::isEmpty);
  }
}
