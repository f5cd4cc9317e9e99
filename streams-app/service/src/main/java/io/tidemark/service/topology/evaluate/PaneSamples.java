// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.sketch.ObservationSample;
import io.tidemark.core.sketch.ObservationSampleCodec;
import io.tidemark.service.references.LearningSettings;
import io.tidemark.service.state.CommitScopedStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The samples of open panes, merged from what the Observe tasks send.
 *
 * <p>A sample is kept as the chunks that came, so that a commit writes only what is new. When they
 * have grown to {@value #MAX_KEPT_BYTES} bytes they are replaced by the merged sample.
 */
final class PaneSamples {

  static final int MAX_KEPT_BYTES = 4 * ObservationSample.MAX_BYTES;

  private static final Logger logger = LoggerFactory.getLogger(PaneSamples.class);

  private final CommitScopedStore<SampleKey, byte[]> store;
  private final Map<ModelVersion, TreeMap<Long, Pane>> panes = new HashMap<>();
  private boolean warned;

  /** Takes up the samples of a store. */
  PaneSamples(CommitScopedStore<SampleKey, byte[]> store) {
    this.store = store;
    store.forEach((key, chunk) -> pane(key.modelVersion(), key.paneStart()).merge(key, chunk));
  }

  private Pane pane(ModelVersion modelVersion, long start) {
    return panes
        .computeIfAbsent(modelVersion, mv -> new TreeMap<>())
        .computeIfAbsent(start, s -> new Pane());
  }

  boolean has(ModelVersion modelVersion) {
    return panes.containsKey(modelVersion);
  }

  /** Whether a model version has samples, or may have some beside the others. */
  boolean hasRoomFor(ModelVersion modelVersion) {
    return has(modelVersion) || panes.size() < LearningSettings.MAX_MODEL_VERSIONS;
  }

  /** Says that a model version waits until others need no samples any more; once, for all. */
  void leaveOut(ModelVersion modelVersion) {
    if (!warned) {
      warned = true;
      logger.warn(
          "References are being made of the stream for {} model versions in this task, which is the"
              + " most; {} and others wait until one of those has its reference or has had no"
              + " window for windows.state.retention. Publish references for them, or set"
              + " references.auto=false and references.rolling for fewer models",
          LearningSettings.MAX_MODEL_VERSIONS,
          modelVersion);
    }
  }

  void add(ModelVersion modelVersion, long paneStart, byte[] chunk) {
    Pane pane = pane(modelVersion, paneStart);
    SampleKey key = new SampleKey(modelVersion, paneStart, pane.nextNumber);
    store.put(key, chunk);
    pane.merge(key, chunk);
    if (pane.bytes > MAX_KEPT_BYTES) {
      byte[] merged = ObservationSampleCodec.encode(pane.sample, Integer.MAX_VALUE).get(0);
      pane.keys.forEach(store::remove);
      pane.keys.clear();
      SampleKey next = new SampleKey(modelVersion, paneStart, pane.nextNumber);
      store.put(next, merged);
      pane.keep(next, merged);
    }
  }

  /** Lets go of the samples of panes that are not open; nobody would take them out. */
  void keepOnly(BiPredicate<ModelVersion, Long> open) {
    Map<ModelVersion, List<Long>> gone = new HashMap<>();
    panes.forEach(
        (modelVersion, byStart) ->
            gone.put(
                modelVersion,
                byStart.keySet().stream()
                    .filter(start -> !open.test(modelVersion, start))
                    .toList()));
    gone.forEach((modelVersion, starts) -> starts.forEach(start -> drop(modelVersion, start)));
  }

  private void drop(ModelVersion modelVersion, long paneStart) {
    var unused = take(modelVersion, paneStart);
  }

  /** Takes out the sample of a pane that has closed. */
  Optional<ObservationSample> take(ModelVersion modelVersion, long paneStart) {
    TreeMap<Long, Pane> byStart = panes.get(modelVersion);
    Pane pane = byStart == null ? null : byStart.remove(paneStart);
    if (pane == null) {
      return Optional.empty();
    }
    pane.keys.forEach(store::remove);
    if (byStart.isEmpty()) {
      panes.remove(modelVersion);
    }
    return Optional.of(pane.sample);
  }

  private static final class Pane {
    private final ObservationSample sample = new ObservationSample();
    private final List<SampleKey> keys = new ArrayList<>();
    private long nextNumber;
    private long bytes;

    void merge(SampleKey key, byte[] chunk) {
      ObservationSampleCodec.mergeInto(sample, chunk);
      keep(key, chunk);
    }

    void keep(SampleKey key, byte[] chunk) {
      bytes = keys.isEmpty() ? chunk.length : bytes + chunk.length;
      keys.add(key);
      nextNumber = Math.max(nextNumber, key.number() + 1);
    }
  }
}
