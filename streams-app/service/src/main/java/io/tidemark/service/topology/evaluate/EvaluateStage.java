// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.evaluate.DriftEvaluator;
import io.tidemark.core.evaluate.DriftReport;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.PerModel;
import io.tidemark.core.observation.WindowSpec;
import io.tidemark.service.references.LearningSettings;
import io.tidemark.service.references.ReferenceCatalog;
import io.tidemark.service.state.CommitScopedRecordsBuilder;
import io.tidemark.service.state.CommitScopedStoreBuilder;
import io.tidemark.service.state.StoreSet;
import io.tidemark.service.state.UpstreamWatermarksCodec;
import io.tidemark.service.state.overflow.Overflow;
import io.tidemark.service.status.ServiceStatus;
import io.tidemark.service.topology.message.SummaryMessage;
import io.tidemark.service.topology.names.StreamNames.Stores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** Supplies one {@link EvaluateProcessor} a task, with its stores. */
public final class EvaluateStage
    implements ProcessorSupplier<byte[], SummaryMessage, ModelVersion, DriftReport> {

  private final PerModel<WindowSpec> windows;
  private final Times times;
  private final PerModel<DriftEvaluator> evaluators;
  private final ReferenceCatalog references;
  private final ServiceStatus status;
  private final LearningPlan learning;
  private final LongSupplier nanoClock;
  private final Set<StoreBuilder<?>> stores;

  /**
   * How references are learned.
   *
   * @param settings of how much of the stream
   * @param reportsTo the child that takes reports
   * @param referencesTo the child that takes references
   */
  public record LearningPlan(LearningSettings settings, String reportsTo, String referencesTo) {}

  /**
   * How long what was heard or done holds.
   *
   * @param retentionMillis how long, in event time, it is remembered that the windows of a model
   *     version have closed
   * @param idleBelievedMillis how long an Observe task counts as idle after it has said so
   */
  public record Times(long retentionMillis, long idleBelievedMillis) {

    /** Longer than an idle task waits before it says so again and a backlog holds up its commit. */
    private static final Duration IDLE_BELIEVED = Duration.ofSeconds(15);

    /** Tasks say with a commit that they are idle, so it holds for some commits at least. */
    public static Times of(long retentionMillis, Duration commitInterval) {
      return new Times(
          retentionMillis,
          Math.max(IDLE_BELIEVED.toMillis(), commitInterval.multipliedBy(3).toMillis()));
    }
  }

  /**
   * A stage that learns references, unless {@code learning} is null.
   *
   * @param overflow where open windows and samples are when they are too much for the memory
   */
  public EvaluateStage(
      PerModel<WindowSpec> windows,
      Times times,
      PerModel<DriftEvaluator> evaluators,
      ReferenceCatalog references,
      ServiceStatus status,
      LearningPlan learning,
      Overflow overflow) {
    this(windows, times, evaluators, references, status, learning, overflow, System::nanoTime);
  }

  /** A stage that commits often, and tells by this clock how long it takes to judge windows. */
  EvaluateStage(
      PerModel<WindowSpec> windows,
      long retentionMillis,
      PerModel<DriftEvaluator> evaluators,
      ReferenceCatalog references,
      ServiceStatus status,
      LearningPlan learning,
      Overflow overflow,
      LongSupplier nanoClock) {
    this(
        windows,
        Times.of(retentionMillis, Duration.ZERO),
        evaluators,
        references,
        status,
        learning,
        overflow,
        nanoClock);
  }

  /** A stage of these times. */
  EvaluateStage(
      PerModel<WindowSpec> windows,
      Times times,
      PerModel<DriftEvaluator> evaluators,
      ReferenceCatalog references,
      ServiceStatus status,
      LearningPlan learning,
      Overflow overflow,
      LongSupplier nanoClock) {
    this.learning = learning;
    this.nanoClock = nanoClock;
    this.stores = storesFor(learning, overflow);
    this.windows = windows;
    this.times = times;
    this.evaluators = evaluators;
    this.references = references;
    this.status = status;
  }

  private static Set<StoreBuilder<?>> storesFor(LearningPlan learning, Overflow overflow) {
    StoreBuilder<?> watermarks =
        new CommitScopedStoreBuilder<>(Stores.UPSTREAM_WATERMARKS, new UpstreamWatermarksCodec());
    StoreBuilder<?> open =
        new CommitScopedRecordsBuilder<>(Stores.OPEN_WINDOWS, new WindowCodec(), overflow);
    StoreBuilder<?> closed =
        new CommitScopedStoreBuilder<>(Stores.CLOSED_WINDOWS, new ClosedThroughCodec());
    List<StoreBuilder<?>> builders = new ArrayList<>(List.of(watermarks, open, closed));
    if (learning != null) {
      builders.add(
          new CommitScopedRecordsBuilder<>(Stores.PANE_SAMPLES, new SampleChunkCodec(), overflow));
      if (learning.settings().auto()) {
        builders.add(
            new CommitScopedRecordsBuilder<>(
                Stores.LEARNED_REFERENCES, new LearningCodec(), overflow));
      }
      if (learning.settings().anyRolling()) {
        builders.add(
            new CommitScopedRecordsBuilder<>(
                Stores.ROLLING_REFERENCES, new RollingCodec(), overflow));
      }
    }
    return StoreSet.of(builders.toArray(StoreBuilder<?>[]::new));
  }

  @Override
  public Processor<byte[], SummaryMessage, ModelVersion, DriftReport> get() {
    return new EvaluateProcessor(
        windows, times, evaluators, references, status, learning, nanoClock);
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return stores;
  }
}
