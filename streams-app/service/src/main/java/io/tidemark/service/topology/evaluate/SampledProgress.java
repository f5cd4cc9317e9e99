// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.sketch.ObservationSample;
import io.tidemark.service.state.CommitScopedRecords;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * How far the references of model versions have been made: a few numbers of each, which are held,
 * and the sample of its closed panes, megabytes at most, which is read from the store where it is
 * needed. Used by one stream thread.
 *
 * @param <P> the few numbers; immutable
 */
final class SampledProgress<P> {

  private final CommitScopedRecords<ModelVersion> store;
  private final SampledProgressCodec<P> codec;
  private final Map<ModelVersion, P> held = new HashMap<>();

  /** Takes up what a store has. */
  SampledProgress(CommitScopedRecords<ModelVersion> store, SampledProgressCodec<P> codec) {
    this.store = store;
    this.codec = codec;
    store.forEach((modelVersion, bytes) -> held.put(modelVersion, codec.decode(bytes)));
  }

  /** What is known of a model version, or null. */
  P get(ModelVersion modelVersion) {
    return held.get(modelVersion);
  }

  /** The sample of a model version, a copy of the caller's own; empty where nothing is known. */
  ObservationSample sample(ModelVersion modelVersion) {
    return held.containsKey(modelVersion)
        ? codec.decodeSample(store.get(modelVersion))
        : new ObservationSample();
  }

  /** Sets both; they are written at the next commit. */
  void put(ModelVersion modelVersion, P progress, ObservationSample sample) {
    held.put(modelVersion, progress);
    store.put(modelVersion, codec.encode(progress, sample));
  }

  /** Lets go of a model version; what was known of it, or null. */
  P remove(ModelVersion modelVersion) {
    P progress = held.remove(modelVersion);
    if (progress != null) {
      store.remove(modelVersion);
    }
    return progress;
  }

  /** Calls an action with each model version; it must not change anything here. */
  void forEach(BiConsumer<? super ModelVersion, ? super P> action) {
    held.forEach(action);
  }

  /** How many model versions something is known of. */
  int size() {
    return held.size();
  }

  /** How many bytes wait for the next commit. */
  long waitingBytes() {
    return store.waitingBytes();
  }
}
