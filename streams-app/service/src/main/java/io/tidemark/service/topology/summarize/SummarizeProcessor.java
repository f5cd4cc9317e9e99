// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.summarize;

import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.PerModel;
import io.tidemark.core.observation.WindowSpec;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.summary.SummaryCodec;
import io.tidemark.core.summary.WindowSummary;
import io.tidemark.service.references.LearningSettings;
import io.tidemark.service.references.WatchedReferences;
import io.tidemark.service.state.CommitForwarder;
import io.tidemark.service.state.CommitHookStore;
import io.tidemark.service.state.CommitScopedStore;
import io.tidemark.service.state.TaskProgress;
import io.tidemark.service.status.ServiceStatus;
import io.tidemark.service.status.TaskStatus;
import io.tidemark.service.topology.message.PartialSummary;
import io.tidemark.service.topology.message.SummaryMessage;
import io.tidemark.service.topology.message.TaskWatermark;
import io.tidemark.service.topology.names.StreamNames.Stores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Counts observations into partial summaries and sends them on at each commit, followed by the
 * task's watermark.
 *
 * <p>Partials are forgotten once sent. They leave in the transaction that also commits the input
 * offsets, so each observation is in exactly one partial. The watermark comes after the partials on
 * every partition, so whoever reads it has read all that it stands for.
 */
public final class SummarizeProcessor
    implements Processor<Void, List<Observation>, byte[], SummaryMessage> {

  /** Partials larger than this are cut, so that wide models stay below the broker's limit. */
  static final int MAX_CHUNK_BYTES = 512 * 1024;

  /** Who hears that a task is idle believes it for a while only. */
  static final Duration IDLE_REPEAT = Duration.ofSeconds(5);

  private static final String PROGRESS_KEY = "progress";

  private final PerModel<WindowSpec> windows;
  private final int inputPartitions;
  private final WatchedReferences references;
  private final ServiceStatus serviceStatus;
  private final Map<ModelVersion, ModelPartials> partials = new HashMap<>();
  private final StreamSamples samples;

  private ProcessorContext<byte[], SummaryMessage> context;
  private CommitForwarder<byte[], SummaryMessage> forwarder;
  private OutgoingPartials outgoing;
  private TaskStatus status;
  private int partition;
  private TaskWatermark lastSent;
  private long lastSentMillis;

  /** A processor of one task. */
  public SummarizeProcessor(
      PerModel<WindowSpec> windows,
      int inputPartitions,
      WatchedReferences references,
      LearningSettings learning,
      ServiceStatus status) {
    this.windows = windows;
    this.samples = new StreamSamples(learning, references.catalog(), windows);
    this.inputPartitions = inputPartitions;
    this.references = references;
    this.serviceStatus = status;
  }

  @Override
  public void init(ProcessorContext<byte[], SummaryMessage> context) {
    this.context = context;
    forwarder = CommitForwarder.of(context);
    outgoing =
        new OutgoingPartials(
            inputPartitions,
            MAX_CHUNK_BYTES,
            (key, partials) -> forwarder.forward(new Record<>(key, partials, 0L)));
    partition = context.taskId().partition();
    status = serviceStatus.open(context.taskId().toString());
    CommitScopedStore<String, TaskProgress> progressStore =
        context.getStateStore(Stores.OBSERVE_PROGRESS);
    CommitHookStore commits = context.getStateStore(Stores.PARTIAL_SUMMARIES);
    TaskProgress progress = progressStore.get(PROGRESS_KEY);
    progress.onSend(() -> send(progress));
    commits.onCommit(progress::prepareCommit);
    partials.clear();
    samples.clear();
    lastSent = null;
  }

  @Override
  public void process(Record<Void, List<Observation>> record) {
    record.value().forEach(this::count);
    if (samples.isMuch()) {
      context.commit();
    }
  }

  private void count(Observation observation) {
    ModelVersion modelVersion = observation.modelVersion();
    ModelPartials ofModel = partials.get(modelVersion);
    if (ofModel == null) {
      ofModel = new ModelPartials(windows.of(modelVersion), samples.isRolling(modelVersion));
      partials.put(modelVersion, ofModel);
    }
    PartialWindow partial = ofModel.find(observation.timestampMillis());
    if (partial == null) {
      partial = partial(modelVersion, ofModel.windowOf(observation.timestampMillis()));
      ofModel.open(partial);
    }
    partial.add(observation);
    if (ofModel.sampled(partial)) {
      samples.accept(observation, partial.window().startMillis());
    }
  }

  private PartialWindow partial(ModelVersion modelVersion, EvaluationWindow window) {
    ReferenceProfile reference = references.select(modelVersion, window);
    return new PartialWindow(
        window,
        WindowSummary.of(reference),
        references.segmentsOf(modelVersion) ? PartialSegments.of(window, reference) : null);
  }

  private void send(TaskProgress progress) {
    boolean sent = !partials.isEmpty();
    if (sent && !progress.idle() && (lastSent == null || lastSent.idle())) {
      sayAwake();
    }
    partials.forEach(
        (modelVersion, ofModel) -> ofModel.forEach(partial -> send(modelVersion, partial)));
    outgoing.sendAll();
    partials.clear();
    samples.forgetClosed(progress.watermarkMillis());
    TaskWatermark watermark =
        new TaskWatermark(partition, inputPartitions, progress.watermarkMillis(), progress.idle());
    long now = context.currentSystemTimeMs();
    boolean again = watermark.idle() && now - lastSentMillis >= IDLE_REPEAT.toMillis();
    if (again || !watermark.equals(lastSent)) {
      forwarder.forward(new Record<>(SummaryKeys.watermark(partition), watermark, now));
      lastSent = watermark;
      lastSentMillis = now;
      sent = true;
    }
    if (sent) {
      forwarder.awaitSent();
    }
  }

  /**
   * Goes before what a task has that was idle, or may have been before it moved: windows close
   * without it until it is known to be awake, and one that gets its first part and is closed before
   * that would lack the rest.
   */
  private void sayAwake() {
    TaskWatermark awake = new TaskWatermark(partition, inputPartitions, TaskProgress.NONE, false);
    forwarder.forward(
        new Record<>(SummaryKeys.watermark(partition), awake, context.currentSystemTimeMs()));
  }

  private void send(ModelVersion modelVersion, PartialWindow of) {
    WindowSummary summary = of.summary();
    byte[] key = SummaryKeys.model(modelVersion);
    status.observed(modelVersion, summary.observations());
    List<byte[]> chunks = new ArrayList<>(SummaryCodec.encode(summary, MAX_CHUNK_BYTES));
    chunks.addAll(samples.drain(modelVersion, of.window().startMillis(), MAX_CHUNK_BYTES));
    send(key, of, summary, chunks);
    for (PartialWindow segment : of.segments()) {
      WindowSummary counts = segment.summary();
      send(key, segment, counts, SummaryCodec.encode(counts, MAX_CHUNK_BYTES));
    }
  }

  private void send(byte[] key, PartialWindow of, WindowSummary summary, List<byte[]> chunks) {
    ReferenceProfile profile = summary.profile();
    long observations = summary.observations();
    for (byte[] chunk : chunks) {
      outgoing.add(
          key,
          new PartialSummary(profile.population(), of.window(), profile.id(), observations, chunk));
      observations = 0; // Counted once, with the first chunk.
    }
  }

  @Override
  public void close() {
    status.close();
  }
}
