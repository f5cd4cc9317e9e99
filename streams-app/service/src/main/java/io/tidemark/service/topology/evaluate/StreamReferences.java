// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.PerModel;
import io.tidemark.core.observation.WindowSpec;
import io.tidemark.service.references.LearningSettings;
import io.tidemark.service.references.ReferenceCatalog;
import io.tidemark.service.references.ReferenceChange;
import io.tidemark.service.state.CommitScopedRecords;
import io.tidemark.service.topology.names.StreamNames.Stores;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * The references that are made of the stream: rolling ones where they are set, elsewhere a first
 * one. Used by one stream thread.
 */
final class StreamReferences {

  private final LearningSettings settings;
  private final PaneSamples samples;
  private final List<SampledProgress<?>> kept;
  private final ReferenceLearner first;
  private final RollingReferences rolling;
  private final List<ReferenceChange> changes = new ArrayList<>();

  private StreamReferences(
      LearningSettings settings,
      PaneSamples samples,
      List<SampledProgress<?>> kept,
      ReferenceLearner first,
      RollingReferences rolling) {
    this.settings = settings;
    this.samples = samples;
    this.kept = kept;
    this.first = first;
    this.rolling = rolling;
  }

  /**
   * Those of a task, as far as its stores have them.
   *
   * @param retentionMillis how long what is learned of a model version without windows is kept
   * @param beforeCommit runs before the stores log
   */
  static StreamReferences open(
      LearningSettings settings,
      PerModel<WindowSpec> windows,
      ReferenceCatalog references,
      long retentionMillis,
      ProcessorContext<?, ?> context,
      Runnable beforeCommit) {
    CommitScopedRecords<SampleKey> chunks = context.getStateStore(Stores.PANE_SAMPLES);
    chunks.clearCache();
    PaneSamples samples = new PaneSamples(chunks);
    List<SampledProgress<?>> kept = new ArrayList<>();
    ReferenceLearner first = null;
    if (settings.auto()) {
      SampledProgress<Learning> learned =
          progress(context, Stores.LEARNED_REFERENCES, new LearningCodec(), beforeCommit);
      first = new ReferenceLearner(settings, references, learned, samples, retentionMillis);
      kept.add(learned);
    }
    RollingReferences rolling = null;
    if (settings.anyRolling()) {
      SampledProgress<Rolling> periods =
          progress(context, Stores.ROLLING_REFERENCES, new RollingCodec(), beforeCommit);
      kept.add(periods);
      rolling = new RollingReferences(settings, windows, references, periods, samples);
    }
    return new StreamReferences(settings, samples, kept, first, rolling);
  }

  private static <P> SampledProgress<P> progress(
      ProcessorContext<?, ?> context,
      String name,
      SampledProgressCodec<P> codec,
      Runnable beforeCommit) {
    CommitScopedRecords<ModelVersion> store = context.getStateStore(name);
    store.clearCache();
    store.beforeCommit(beforeCommit);
    return new SampledProgress<>(store, codec);
  }

  /** How many bytes of samples of closed panes wait for the next commit. */
  long waitingBytes() {
    return kept.stream().mapToLong(SampledProgress::waitingBytes).sum();
  }

  private boolean isRolling(ModelVersion modelVersion) {
    return rolling != null && settings.isRolling(modelVersion);
  }

  /**
   * Lets go of what earlier releases, or a time without learning, left behind.
   *
   * @param remembered whether it is known of a model version that windows have closed
   * @param open whether a model version has an open pane that starts at a time
   */
  void keepOnly(Predicate<ModelVersion> remembered, BiPredicate<ModelVersion, Long> open) {
    if (first != null) {
      first.keepOnly(remembered);
    }
    samples.keepOnly(open);
  }

  /** Lets go of a model version that has had no window for the retention. */
  void forget(ModelVersion modelVersion) {
    if (first != null) {
      first.forget(modelVersion);
    }
  }

  /** Takes a chunk of the sample of an open pane. */
  void accept(WindowKey key, byte[] chunk) {
    if (isRolling(key.modelVersion())) {
      rolling.accept(key, chunk);
    } else if (first != null) {
      first.accept(key, chunk);
    }
  }

  /** Takes in one of the keys of a pane that closes. */
  void close(WindowKey key, long observations) {
    if (isRolling(key.modelVersion())) {
      rolling.close(key, observations);
    } else if (first != null) {
      first.close(key, observations).map(ReferenceChange::published).ifPresent(changes::add);
    } else {
      samples.drop(key.modelVersion(), key.window().startMillis()); // Of a setting that is past.
    }
  }

  /** Ends a pane of which all keys have been taken in. */
  void closed() {
    if (rolling != null) {
      rolling.closed();
    }
  }

  /** What is to be sent, now that every pane through a time has closed. */
  List<ReferenceChange> reached(long millis) {
    List<ReferenceChange> all = List.copyOf(changes);
    changes.clear();
    if (rolling == null) {
      return all;
    }
    List<ReferenceChange> both = new ArrayList<>(all);
    both.addAll(rolling.reached(millis));
    return both;
  }
}
