// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.summarize;

import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.PerModel;
import io.tidemark.core.observation.WindowSpec;
import io.tidemark.service.references.LearningSettings;
import io.tidemark.service.references.WatchedReferences;
import io.tidemark.service.state.CommitHookStoreBuilder;
import io.tidemark.service.state.StoreSet;
import io.tidemark.service.status.ServiceStatus;
import io.tidemark.service.topology.message.SummaryMessage;
import io.tidemark.service.topology.names.StreamNames.Stores;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** Supplies one {@link SummarizeProcessor} a task, with its stores. */
public final class SummarizeStage
    implements ProcessorSupplier<Void, List<Observation>, byte[], SummaryMessage> {

  private final PerModel<WindowSpec> windows;
  private final int inputPartitions;
  private final WatchedReferences references;
  private final LearningSettings learning;
  private final ServiceStatus status;
  private final StoreBuilder<?> progress;
  private final StoreBuilder<?> commits = new CommitHookStoreBuilder(Stores.PARTIAL_SUMMARIES);

  /**
   * A stage.
   *
   * @param inputPartitions how many partitions the input topics have
   * @param learning whether model versions without a reference are sampled
   * @param progress builds the store of the task's progress, which the join keeps
   */
  public SummarizeStage(
      PerModel<WindowSpec> windows,
      int inputPartitions,
      WatchedReferences references,
      LearningSettings learning,
      ServiceStatus status,
      StoreBuilder<?> progress) {
    this.windows = windows;
    this.inputPartitions = inputPartitions;
    this.references = references;
    this.learning = learning;
    this.status = status;
    this.progress = progress;
  }

  @Override
  public Processor<Void, List<Observation>, byte[], SummaryMessage> get() {
    return new SummarizeProcessor(windows, inputPartitions, references, learning, status);
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return StoreSet.of(commits, progress);
  }
}
