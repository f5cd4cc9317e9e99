// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.evaluate.CloseReason;
import io.tidemark.core.evaluate.DriftEvaluator;
import io.tidemark.core.evaluate.DriftReport;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.PerModel;
import io.tidemark.core.observation.WindowSpec;
import io.tidemark.core.sketch.ObservationSampleCodec;
import io.tidemark.service.references.ReferenceCatalog;
import io.tidemark.service.references.ReferenceChange;
import io.tidemark.service.state.CommitForwarder;
import io.tidemark.service.state.CommitScopedRecords;
import io.tidemark.service.state.CommitScopedStore;
import io.tidemark.service.state.TaskProgress;
import io.tidemark.service.state.UpstreamWatermarks;
import io.tidemark.service.status.ServiceStatus;
import io.tidemark.service.status.TaskStatus;
import io.tidemark.service.topology.message.PartialSummaries;
import io.tidemark.service.topology.message.PartialSummary;
import io.tidemark.service.topology.message.SummaryMessage;
import io.tidemark.service.topology.message.TaskWatermark;
import io.tidemark.service.topology.names.StreamNames.Stores;
import io.tidemark.service.topology.tick.Ticks;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Merges partial summaries, closes windows and compares each with its reference.
 *
 * <p>A window closes when the slowest Observe task that is not idle has passed its end plus grace;
 * or, when all of them are idle, when the wall clock had at the moment they said so. What comes for
 * a model version's window after that is late: it is counted and left out, and no window is ever
 * closed twice.
 *
 * <p>Thousands of windows may be due at once, and to judge them can take longer than a transaction
 * may last. So they are judged for a {@link JudgingTurn} at a time, with commits in between. What a
 * crash leaves of them is due again as soon as the task is taken up; where idle tasks were left
 * out, as soon as those have said again that they are.
 *
 * <p>When asked to, it also makes references of the stream ({@link StreamReferences}), and forwards
 * them beside the reports.
 */
public final class EvaluateProcessor
    implements Processor<byte[], SummaryMessage, ModelVersion, DriftReport> {

  static final Duration IDLE_CHECK = Duration.ofMillis(250);

  /**
   * Partial summaries, and what closed panes add to samples, wait in memory for a commit, so it
   * comes early when they are much.
   */
  static final long MANY_BYTES = 16L * 1024 * 1024;

  static final String WATERMARKS_KEY = "watermarks";

  private final PerModel<WindowSpec> windows;
  private final EvaluateStage.Times times;
  private final PerModel<DriftEvaluator> evaluators;
  private final ReferenceCatalog references;
  private final ServiceStatus serviceStatus;
  private final EvaluateStage.LearningPlan learning;
  private final LongSupplier nanoClock;

  private ProcessorContext<ModelVersion, DriftReport> context;
  private CommitScopedStore<String, UpstreamWatermarks> watermarkStore;
  private OpenPanes panes;
  private StreamReferences learner;
  private CommitScopedStore<ClosedKey, Long> closedStore;
  private ClosedThrough closedThrough;
  private UpstreamWatermarks watermarks;
  private CommitForwarder<ModelVersion, DriftReport> forwarder;
  private boolean unsent;
  private boolean closed;
  private long receivedBytes;

  /** Decided through when, until references that it ends have been forwarded. */
  private long reachedMillis;

  private Cancellable idleCheck;
  private JudgingTurn turn;
  private TaskStatus status;
  private OpenWindowGauge gauge;

  /**
   * A processor of one task.
   *
   * @param learning null when no references are learned
   * @param nanoClock tells how long judging takes
   */
  EvaluateProcessor(
      PerModel<WindowSpec> windows,
      EvaluateStage.Times times,
      PerModel<DriftEvaluator> evaluators,
      ReferenceCatalog references,
      ServiceStatus status,
      EvaluateStage.LearningPlan learning,
      LongSupplier nanoClock) {
    this.learning = learning;
    this.nanoClock = nanoClock;
    this.windows = windows;
    this.times = times;
    this.evaluators = evaluators;
    this.references = references;
    this.serviceStatus = status;
  }

  @Override
  public void init(ProcessorContext<ModelVersion, DriftReport> context) {
    this.context = context;
    this.status = serviceStatus.open(context.taskId().toString());
    this.gauge = new OpenWindowGauge(status);
    this.watermarkStore = context.getStateStore(Stores.UPSTREAM_WATERMARKS);
    CommitScopedRecords<WindowPart> open = context.getStateStore(Stores.OPEN_WINDOWS);
    this.closedStore = context.getStateStore(Stores.CLOSED_WINDOWS);
    watermarkStore.load();
    open.clearCache();
    closedStore.load();
    closedThrough = new ClosedThrough(closedStore, times.retentionMillis(), this::forget);
    watermarks = watermarkStore.get(WATERMARKS_KEY);
    if (watermarks == null) {
      watermarks = new UpstreamWatermarks();
      watermarkStore.put(WATERMARKS_KEY, watermarks);
    }
    panes = new OpenPanes(windows, open, gauge, closedThrough::of);
    forwarder = CommitForwarder.of(context);
    unsent = false;
    closed = false;
    receivedBytes = 0;
    reachedMillis = TaskProgress.NONE;
    turn = new JudgingTurn(nanoClock, context, this::closeDue);
    watermarkStore.beforeCommit(
        () -> {
          // Where no transaction holds them together, windows must not be known to be due before
          // what was counted in them: read again, it would be late then.
          open.flushCache();
          forwarder.awaitSent();
        });
    closedStore.beforeCommit(this::awaitSent);
    open.beforeCommit(this::prepareOpen);
    learner = learning == null ? null : openLearner();
    idleCheck = Ticks.every(IDLE_CHECK, context, now -> closeWhenIdle());
    decide(watermarks.minimumMillis(believedSince()), CloseReason.WATERMARK);
    goOnLater();
  }

  private StreamReferences openLearner() {
    StreamReferences opened =
        StreamReferences.open(
            learning.settings(),
            windows,
            references,
            times.retentionMillis(),
            context,
            this::awaitSent);
    opened.keepOnly(closedThrough::remembers, panes::isOpen);
    return opened;
  }

  private void forget(ModelVersion modelVersion) {
    status.retire(modelVersion);
    gauge.forgotten(modelVersion);
    if (learner != null) {
      learner.forget(modelVersion);
    }
  }

  /**
   * A window is deleted in several records. Where no transaction holds them together, the end of
   * the window must be known for good before the first of them.
   */
  private void prepareOpen() {
    turn.renew();
    receivedBytes = 0;
    awaitSent();
    if (closed) {
      closedStore.flushCache();
      forwarder.awaitSent();
      closed = false;
    }
    panes.persist();
    gauge.report();
  }

  /** No store may say that a window has closed before its result is on the way for good. */
  private void awaitSent() {
    if (unsent) {
      forwarder.awaitSent();
      unsent = false;
    }
  }

  @Override
  public void process(Record<byte[], SummaryMessage> record) {
    if (record.value() instanceof PartialSummaries partials) {
      partials.all().forEach(this::add);
      commitIfMuchWaits();
    } else if (record.value() instanceof TaskWatermark watermark) {
      update(watermark, record.timestamp());
    }
  }

  private void add(PartialSummary partial) {
    ModelVersion modelVersion = partial.modelVersion();
    receivedBytes += partial.chunk().length;
    if (windows.general().closeMillis(partial.window()) <= closedThrough.of(modelVersion)) {
      if (partial.population().isWhole()) {
        status.late(modelVersion, partial.observations());
      }
      return;
    }
    WindowKey key = new WindowKey(partial.population(), partial.window(), partial.referenceId());
    if (ObservationSampleCodec.isSample(partial.chunk())) {
      // It comes after the counts of its pane. Where those were refused nobody would take it out.
      if (learner != null && panes.has(key)) {
        learner.accept(key, partial.chunk());
      }
      return;
    }
    if (!panes.hasRoomFor(key)) {
      status.refused(partial.observations());
      return;
    }
    panes
        .open(key)
        .add(
            partial.chunk(),
            partial.observations(),
            references.find(partial.population(), partial.referenceId()));
  }

  private void update(TaskWatermark watermark, long saidMillis) {
    watermarks.update(
        watermark.partition(),
        watermark.partitions(),
        watermark.watermarkMillis(),
        watermark.idle(),
        saidMillis);
    watermarkStore.touch(WATERMARKS_KEY);
    // The minimum goes back when a task wakes far behind; what is still open waits for it then.
    closeThrough(watermarks.minimumMillis(believedSince()), CloseReason.WATERMARK);
  }

  private long believedSince() {
    return context.currentSystemTimeMs() - times.idleBelievedMillis();
  }

  /**
   * By the moment at which all were idle, not by now: what came since may not be read yet. Periods
   * of rolling references end even where no window is left.
   */
  private void closeWhenIdle() {
    boolean noneLeft = panes.nextDue() == null;
    if (panes.anyPending() || (learner != null && noneLeft)) {
      closeThrough(watermarks.allIdleMillis(), CloseReason.IDLE);
    }
  }

  private void closeThrough(long timeMillis, CloseReason reason) {
    decide(timeMillis, reason);
    closeDue();
  }

  private void decide(long timeMillis, CloseReason reason) {
    long grace = windows.general().graceMillis();
    for (ModelWindow window : panes.makeDue(end -> end + grace <= timeMillis, reason)) {
      closedThrough.decide(window.population().modelVersion(), closeMillis(window));
    }
    reachedMillis = Math.max(reachedMillis, timeMillis);
  }

  private long closeMillis(ModelWindow window) {
    return windows.general().closeMillis(window.window());
  }

  /** Closes what is due, or begins to. */
  private void closeDue() {
    turn.resume();
    DueWindow last = null;
    DueWindow next = panes.nextDue();
    while (next != null && (mayGoOn() || (last != null && next.isBeside(last)))) {
      // Windows close by their ends, so whatever ends before the first one has closed.
      forwardReferences(next.window().window().endMillis() - 1);
      close(next);
      turn.look();
      last = next;
      next = panes.nextDue();
    }
    if (next != null) {
      // A commit may come now, and what the last one brought about must be in it.
      forwardReferences(next.window().window().endMillis() - 1);
    } else if (reachedMillis > TaskProgress.NONE) {
      forwardReferences(reachedMillis - windows.general().graceMillis());
      reachedMillis = TaskProgress.NONE;
    }
    commitIfMuchWaits();
    goOnLater();
  }

  private boolean mayGoOn() {
    return !turn.isOver() && !muchWaits();
  }

  private boolean muchWaits() {
    long ofSamples = learner == null ? 0 : learner.waitingBytes();
    return receivedBytes + ofSamples >= MANY_BYTES;
  }

  private void commitIfMuchWaits() {
    if (muchWaits()) {
      context.commit();
    }
  }

  private void goOnLater() {
    if (panes.nextDue() == null) {
      turn.noOther();
    } else {
      turn.another();
    }
  }

  private void forwardReferences(long closedThroughMillis) {
    if (learner != null) {
      learner.reached(closedThroughMillis).forEach(this::forward);
    }
  }

  private void close(DueWindow next) {
    ModelWindow first = next.window();
    ModelVersion modelVersion = first.population().modelVersion();
    ClosedWindow window = new ClosedWindow(first.population());
    panes.closeNext(
        (key, pane) -> {
          pane.resolve(references.find(key.population(), key.referenceId()));
          window.add(key, pane);
          if (learner != null
              && key.population().isWhole()
              && key.window().endMillis() == first.window().endMillis()) {
            learner.close(key, pane.observations());
          }
        });
    if (learner != null) {
      learner.closed();
    }
    closedThrough.close(modelVersion, closeMillis(first));
    closed = true;
    DriftReport report =
        evaluators
            .of(modelVersion)
            .evaluate(first.window(), next.reason(), window.judged(), window.unreferenced());
    forward(report);
  }

  private void forward(DriftReport report) {
    Record<ModelVersion, DriftReport> record =
        new Record<>(report.modelVersion(), report, context.currentSystemTimeMs());
    if (learning == null) {
      context.forward(record);
    } else {
      context.forward(record, learning.reportsTo());
    }
    unsent = true;
  }

  /** Goes to another child than reports do, by name; the types are not seen there. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private void forward(ReferenceChange change) {
    ModelVersion modelVersion = change.profile().modelVersion();
    ((ProcessorContext) context)
        .forward(
            new Record<>(modelVersion, change, context.currentSystemTimeMs()),
            learning.referencesTo());
    unsent = true;
  }

  /** A task that is revived keeps its schedules, so they end here. */
  @Override
  public void close() {
    idleCheck.cancel();
    turn.noOther();
    status.close();
  }
}
