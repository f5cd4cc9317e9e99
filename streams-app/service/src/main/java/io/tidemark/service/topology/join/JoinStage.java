// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.join;

import io.tidemark.core.observation.JoinHalf;
import io.tidemark.core.observation.Observation;
import io.tidemark.service.clients.InputProgress;
import io.tidemark.service.state.CommitScopedStoreBuilder;
import io.tidemark.service.state.StoreSet;
import io.tidemark.service.status.ServiceStatus;
import io.tidemark.service.topology.names.StreamNames.Stores;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** Supplies one {@link JoinProcessor} a task, with its stores. */
public final class JoinStage
    implements ProcessorSupplier<Object, List<JoinHalf>, Void, List<Observation>> {

  private final JoinSettings settings;
  private final InputProgress input;
  private final ServiceStatus status;
  private final StoreBuilder<?> progress;
  private final StoreBuilder<?> pending =
      new CommitScopedStoreBuilder<>(Stores.PENDING_HALVES, new PendingHalfCodec());
  private final StoreBuilder<?> recent =
      new CommitScopedStoreBuilder<>(Stores.RECENT_IDS, new RecentIdsCodec());

  /**
   * A stage.
   *
   * @param progress builds the store of the task's progress, which later stages read
   */
  public JoinStage(
      JoinSettings settings, InputProgress input, ServiceStatus status, StoreBuilder<?> progress) {
    this.settings = settings;
    this.input = input;
    this.status = status;
    this.progress = progress;
  }

  @Override
  public Processor<Object, List<JoinHalf>, Void, List<Observation>> get() {
    return new JoinProcessor(settings, input, status);
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return StoreSet.of(pending, recent, progress);
  }
}
