// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.join;

import io.tidemark.core.observation.FeatureVector;
import io.tidemark.core.observation.JoinHalf;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.Prediction;
import io.tidemark.service.clients.InputProgress;
import io.tidemark.service.clients.RecordBatcher;
import io.tidemark.service.state.CommitForwarder;
import io.tidemark.service.state.CommitScopedStore;
import io.tidemark.service.state.InputTime;
import io.tidemark.service.state.TaskProgress;
import io.tidemark.service.status.ServiceStatus;
import io.tidemark.service.status.TaskStatus;
import io.tidemark.service.topology.names.StreamNames.Stores;
import io.tidemark.service.topology.tick.Ticks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Matches each prediction with its features by prediction id, in either order of arrival, and says
 * how far the task has come.
 *
 * <pre>
 * late        the window of a prediction had closed, by this partition's own event time, when it came
 * duplicate   its id is waiting on the same side, or was counted within the join window
 * unmatched   event time (see InputTime) ran a join window past a half (see WaitingHalf) without
 *             its partner, or more waited than JoinBounds allows and it was the next to expire
 * watermark   min(largest prediction time seen, time of the oldest waiting prediction)
 * </pre>
 *
 * <p>Lateness is decided here, from the order of one partition alone, and not where windows close:
 * so a replay counts the same records whatever the speed of the other partitions.
 */
public final class JoinProcessor
    implements Processor<Object, List<JoinHalf>, Void, List<Observation>> {

  static final Duration TICK = Duration.ofMillis(250);
  static final String PROGRESS_KEY = "progress";

  private static final Logger logger = LoggerFactory.getLogger(JoinProcessor.class);

  private final JoinSettings settings;
  private final InputProgress input;
  private final ServiceStatus serviceStatus;
  private final long joinWindowMillis;
  private final long spanMillis;
  private final JoinCounts counts = new JoinCounts();
  private long[] fingerprints = {};

  private ProcessorContext<Void, List<Observation>> context;
  private CommitForwarder<Void, List<Observation>> forwarder;
  private PendingHalves pending;
  private CommitScopedStore<String, TaskProgress> progressStore;
  private TaskProgress progress;
  private RecentIds recent;
  private List<Observation> counted = new ArrayList<>();
  private TaskStatus status;
  private TopicPartition featuresInput;
  private TopicPartition predictionsInput;
  private IdleClock predictionsClock;
  private IdleClock inputsClock;
  private Cancellable ticking;
  private long pollsAtTick;

  /** A processor of one task. */
  public JoinProcessor(JoinSettings settings, InputProgress input, ServiceStatus status) {
    this.settings = settings;
    this.input = input;
    this.serviceStatus = status;
    this.joinWindowMillis = settings.joinWindow().toMillis();
    this.spanMillis = RecordBatcher.spanMillis(settings.joinWindow());
  }

  @Override
  public void init(ProcessorContext<Void, List<Observation>> context) {
    this.context = context;
    this.forwarder = CommitForwarder.of(context);
    this.status = serviceStatus.open(context.taskId().toString());
    CommitScopedStore<String, WaitingHalf> halves = context.getStateStore(Stores.PENDING_HALVES);
    this.progressStore = context.getStateStore(Stores.OBSERVE_PROGRESS);
    CommitScopedStore<RecentIds.BlockKey, RecentIds.Block> blocks =
        context.getStateStore(Stores.RECENT_IDS);
    halves.load();
    progressStore.load();
    blocks.load();
    this.pending = new PendingHalves(halves, settings.bounds());
    this.progress = progressStore.get(PROGRESS_KEY);
    if (progress == null) {
      progress = new TaskProgress();
      progressStore.put(PROGRESS_KEY, progress);
    }
    this.recent =
        new RecentIds(
            blocks,
            joinWindowMillis,
            settings.bounds().maxRecentIds(),
            progress.streamTimeMillis());
    progress.onSettle(this::settle);
    halves.beforeCommit(progress::prepareCommit);
    blocks.beforeCommit(progress::prepareCommit);
    progressStore.beforeCommit(
        () -> {
          progress.prepareCommit();
          // Where no transaction holds them together, what says how far time has run must not be
          // known for good before what was read: read again, it would be late then.
          halves.flushCache();
          blocks.flushCache();
          forwarder.awaitSent();
        });
    int partition = context.taskId().partition();
    this.featuresInput =
        settings.featuresTopic() == null
            ? null
            : new TopicPartition(settings.featuresTopic(), partition);
    this.predictionsInput = new TopicPartition(settings.predictionsTopic(), partition);
    this.predictionsClock = new IdleClock(TICK.toMillis());
    this.inputsClock = new IdleClock(TICK.toMillis());
    this.ticking = Ticks.every(TICK, context, now -> tick());
  }

  @Override
  public void process(Record<Object, List<JoinHalf>> record) {
    inputsClock.received();
    progress.unsettle();
    long span = Math.floorDiv(record.timestamp(), spanMillis);
    List<JoinHalf> halves = record.value();
    takeFingerprints(halves);
    recent.lookAhead(fingerprints, halves.size());
    for (int i = 0; i < halves.size(); i++) {
      if (halves.get(i) instanceof Prediction prediction) {
        onPrediction(prediction, fingerprints[i], span);
      } else if (halves.get(i) instanceof FeatureVector features) {
        onFeatures(features, fingerprints[i], span);
      }
    }
    if (!counted.isEmpty()) {
      context.forward(new Record<>(null, takeCounted(), 0L));
    }
  }

  /** Of a whole batch, which {@link RecordBatcher} keeps small. */
  private void takeFingerprints(List<JoinHalf> halves) {
    if (fingerprints.length < halves.size()) {
      fingerprints = new long[halves.size()];
    }
    for (int i = 0; i < halves.size(); i++) {
      fingerprints[i] = IdFingerprint.of(halves.get(i).predictionId());
    }
  }

  private List<Observation> takeCounted() {
    List<Observation> taken = counted;
    counted = new ArrayList<>();
    return taken;
  }

  private void onPrediction(Prediction prediction, long fingerprint, long span) {
    predictionsClock.received();
    wake();
    long timestamp = prediction.timestampMillis();
    if (settings
        .windows()
        .of(prediction.modelVersion())
        .isLate(timestamp, progress.streamTimeMillis())) {
      status.late(prediction.modelVersion(), 1);
      return;
    }
    InputTime time = progress.predictions();
    if (time.advance(timestamp, span)) {
      recent.advance(timestamp);
    }
    long now = Math.max(time.millis(), progress.features().asOf(span));
    WaitingHalf waiting = waiting(prediction.predictionId(), now);
    if ((waiting != null && waiting.half() instanceof Prediction) || recent.contains(fingerprint)) {
      counts.duplicates++;
    } else if (prediction.features() != null) {
      count(prediction, prediction.features(), fingerprint);
    } else if (mayJoin(waiting, timestamp) && waiting.half() instanceof FeatureVector features) {
      pending.remove(prediction.predictionId());
      count(prediction, features.values(), fingerprint);
    } else {
      if (waiting != null) {
        giveUp(waiting.half());
      }
      await(prediction, now);
    }
  }

  /** While the task counts as idle, windows close without it; so others must hear at once. */
  private void wake() {
    if (progress.idle()) {
      progress.idle(false);
      context.commit();
    }
  }

  private void onFeatures(FeatureVector features, long fingerprint, long span) {
    long timestamp = features.timestampMillis();
    InputTime time = progress.features();
    time.advance(timestamp, span);
    long now = Math.max(time.millis(), progress.predictions().asOf(span));
    WaitingHalf waiting = waiting(features.predictionId(), now);
    if (waiting != null && waiting.half() instanceof FeatureVector) {
      counts.duplicates++;
    } else if (mayJoin(waiting, timestamp) && waiting.half() instanceof Prediction prediction) {
      pending.remove(features.predictionId());
      count(prediction, features.values(), fingerprint);
    } else if (recent.contains(fingerprint)) {
      counts.duplicates++;
    } else if (waiting == null) {
      await(features, now);
    } else {
      // A prediction too far away in time keeps its place until it expires.
      counts.unmatchedFeatures++;
    }
  }

  private void await(JoinHalf half, long nowMillis) {
    long from = Math.max(half.timestampMillis(), nowMillis);
    pending.put(new WaitingHalf(half, from + joinWindowMillis));
    if (pending.exceedsBounds()) {
      makeRoom();
    }
  }

  /** Gives up what waits beyond the bounds, the first to expire. */
  private void makeRoom() {
    int waited = pending.size();
    long bytes = pending.bytes();
    List<WaitingHalf> surplus = pending.surplus();
    surplus.forEach(this::giveUpForRoom);
    logger.warn(
        "{} halves of some {} bytes waited for their partner in task {}, more than"
            + " join.max.pending={} or join.max.pending.bytes={} allows; the {} that waited"
            + " longest were given up and count as unmatched",
        waited,
        bytes,
        context.taskId(),
        settings.bounds().maxPending(),
        settings.bounds().maxPendingBytes(),
        surplus.size());
  }

  private void giveUpForRoom(WaitingHalf waiting) {
    if (!expired(waiting)) {
      if (waiting.half() instanceof Prediction) {
        counts.givenUpPredictions++;
      } else {
        counts.givenUpFeatures++;
      }
    }
    giveUp(waiting.half());
  }

  /**
   * The half that waits under an id, or null. One whose time is over is given up here and not at
   * the next commit, so that what is counted does not depend on when commits come.
   */
  private WaitingHalf waiting(String id, long nowMillis) {
    WaitingHalf waiting = pending.get(id);
    if (waiting == null || waiting.deadlineMillis() >= nowMillis) {
      return waiting;
    }
    giveUp(waiting.half());
    return null;
  }

  private boolean mayJoin(WaitingHalf waiting, long timestamp) {
    return waiting != null
        && Math.abs(timestamp - waiting.half().timestampMillis()) <= joinWindowMillis;
  }

  /** Whether no partner that may still come would find this half waiting. */
  private boolean expired(WaitingHalf waiting) {
    boolean isPrediction = waiting.half() instanceof Prediction;
    InputTime own = isPrediction ? progress.predictions() : progress.features();
    InputTime other = isPrediction ? progress.features() : progress.predictions();
    return waiting.deadlineMillis() < Math.max(other.millis(), own.before());
  }

  private void count(Prediction prediction, ObservedValues features, long fingerprint) {
    recent.add(fingerprint);
    counted.add(observation(prediction, features));
  }

  private static Observation observation(Prediction prediction, ObservedValues features) {
    return new Observation(
        prediction.modelVersion(), prediction.timestampMillis(), features, prediction.values());
  }

  /**
   * Windows count predictions, so the task is idle when these have stopped, whether or not features
   * without a prediction keep coming.
   */
  private void tick() {
    long polls = input.polls();
    boolean asked = polls != pollsAtTick;
    pollsAtTick = polls;
    boolean predictionsRead = input.caughtUp(predictionsInput);
    boolean featuresRead = featuresInput == null || input.caughtUp(featuresInput);
    predictionsClock.tick(predictionsRead, asked);
    inputsClock.tick(predictionsRead && featuresRead, asked);
    boolean quiet = predictionsClock.quietMillis() >= settings.idleTimeout().toMillis();
    if (quiet) {
      // A half that may still join keeps the task awake, but not longer than a join window.
      if (pending.size() > 0 && inputsClock.quietMillis() >= joinWindowMillis) {
        progress.unsettle();
        progress.abandonWaiting();
      }
      progress.settle();
    }
    progress.idle(quiet && progress.oldestWaitingMillis() == Long.MAX_VALUE);
    status.inputWatermark(
        context.taskId().partition(), progress.watermarkMillis(), progress.idle());
  }

  /**
   * Gives up the halves whose time is over and works out the watermark. Runs once for each commit
   * that follows new records, before any store is written and before partial summaries leave.
   */
  private void settle() {
    List<JoinHalf> over = new ArrayList<>();
    long[] oldest = {Long.MAX_VALUE};
    boolean abandon = progress.takeAbandonWaiting();
    pending.forEach(
        waiting -> {
          if (abandon || expired(waiting)) {
            over.add(waiting.half());
          } else if (waiting.half() instanceof Prediction prediction) {
            oldest[0] = Math.min(oldest[0], prediction.timestampMillis());
          }
        });
    over.sort(PendingHalves.BY_TIME_THEN_ID);
    over.forEach(this::giveUp);
    if (!counted.isEmpty()) {
      forwarder.forward(new Record<>(null, takeCounted(), 0L));
    }
    recent.save();
    counts.forgottenIds += recent.takeForgotten();
    progress.oldestWaitingMillis(oldest[0]);
    progress.raiseWatermark(Math.min(progress.streamTimeMillis(), oldest[0]));
    progressStore.touch(PROGRESS_KEY);
    counts.report(status);
  }

  private void giveUp(JoinHalf half) {
    pending.remove(half.predictionId());
    if (half instanceof Prediction prediction) {
      counts.unmatchedPredictions++;
      if (settings.countUnmatched()) {
        recent.add(IdFingerprint.of(prediction.predictionId()));
        counted.add(observation(prediction, null));
      }
    } else {
      counts.unmatchedFeatures++;
    }
  }

  /** The runtime revives a task by calling this and {@link #init} again; it keeps schedules. */
  @Override
  public void close() {
    ticking.cancel();
    status.close();
  }
}
