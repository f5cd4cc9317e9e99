// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.sketch.ObservationSample;
import io.tidemark.core.sketch.ObservationSampleCodec;
import io.tidemark.service.references.LearningSettings;
import io.tidemark.service.state.CommitScopedRecords;
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
 * <p>A sample is kept as the chunks that came, as bytes, so that a commit writes only what is new.
 * When they have outgrown what they were when they were last merged they are merged anew; so a pane
 * takes about twice its sample, and nothing is decoded before that or before it closes.
 */
final class PaneSamples {

  /** What the chunks of a pane may take before they are merged, however small the sample. */
  static final int FREE_BYTES = 64 * 1024;

  /** What a chunk takes in memory beside its bytes. */
  private static final int CHUNK_OVERHEAD = 256;

  private static final Logger logger = LoggerFactory.getLogger(PaneSamples.class);

  private final CommitScopedRecords<SampleKey> store;
  private final Map<ModelVersion, TreeMap<Long, Pane>> panes = new HashMap<>();
  private boolean warned;

  /** Takes up the samples of a store. */
  PaneSamples(CommitScopedRecords<SampleKey> store) {
    this.store = store;
    store.forEach((key, chunk) -> pane(key.modelVersion(), key.paneStart()).keep(key, chunk));
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
    keep(pane, new SampleKey(modelVersion, paneStart, pane.nextNumber), chunk);
    if (pane.bytes > Math.max(FREE_BYTES, 2 * pane.mergedBytes)) {
      byte[] merged = ObservationSampleCodec.encode(sample(pane), Integer.MAX_VALUE).get(0);
      List<SampleKey> replaced = pane.clear();
      keep(pane, new SampleKey(modelVersion, paneStart, pane.nextNumber), merged);
      pane.mergedBytes = pane.bytes;
      // Last: with no transaction around them, a crash in between may count twice, but not lose.
      replaced.forEach(store::remove);
    }
  }

  private void keep(Pane pane, SampleKey key, byte[] chunk) {
    store.add(key, chunk);
    pane.keep(key, chunk);
  }

  private ObservationSample sample(Pane pane) {
    ObservationSample sample = new ObservationSample();
    pane.keys.forEach(key -> ObservationSampleCodec.mergeInto(sample, store.get(key)));
    return sample;
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

  /** Takes out the sample of a pane that has closed. */
  Optional<ObservationSample> take(ModelVersion modelVersion, long paneStart) {
    Pane pane = find(modelVersion, paneStart);
    if (pane == null) {
      return Optional.empty();
    }
    ObservationSample sample = sample(pane);
    drop(modelVersion, paneStart);
    return Optional.of(sample);
  }

  /** Lets go of the sample of a pane, if there is one. */
  void drop(ModelVersion modelVersion, long paneStart) {
    Pane pane = find(modelVersion, paneStart);
    if (pane != null) {
      pane.keys.forEach(store::remove);
      TreeMap<Long, Pane> byStart = panes.get(modelVersion);
      byStart.remove(paneStart);
      if (byStart.isEmpty()) {
        panes.remove(modelVersion);
      }
    }
  }

  private Pane find(ModelVersion modelVersion, long paneStart) {
    TreeMap<Long, Pane> byStart = panes.get(modelVersion);
    return byStart == null ? null : byStart.get(paneStart);
  }

  /** What is known of the chunks of a pane without reading them. */
  private static final class Pane {
    private final List<SampleKey> keys = new ArrayList<>();
    private long nextNumber;
    private long bytes;
    private long mergedBytes;

    void keep(SampleKey key, byte[] chunk) {
      bytes += CHUNK_OVERHEAD + chunk.length;
      keys.add(key);
      nextNumber = Math.max(nextNumber, key.number() + 1);
    }

    List<SampleKey> clear() {
      List<SampleKey> all = List.copyOf(keys);
      keys.clear();
      bytes = 0;
      return all;
    }
  }
}
