// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.evaluate;

import io.tidemark.core.evaluate.DriftEvaluator;
import io.tidemark.core.evaluate.DriftReport;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.WindowSpec;
import io.tidemark.service.references.ReferenceCatalog;
import io.tidemark.service.state.CommitScopedStoreBuilder;
import io.tidemark.service.state.StoreSet;
import io.tidemark.service.state.UpstreamWatermarksCodec;
import io.tidemark.service.status.ServiceStatus;
import io.tidemark.service.topology.message.SummaryMessage;
import io.tidemark.service.topology.names.StreamNames.Stores;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** Supplies one {@link EvaluateProcessor} a task, with its stores. */
public final class EvaluateStage
    implements ProcessorSupplier<byte[], SummaryMessage, ModelVersion, DriftReport> {

  private final WindowSpec windows;
  private final DriftEvaluator evaluator;
  private final ReferenceCatalog references;
  private final ServiceStatus status;
  private final Set<StoreBuilder<?>> stores =
      StoreSet.of(
          new CommitScopedStoreBuilder<>(Stores.UPSTREAM_WATERMARKS, new UpstreamWatermarksCodec()),
          new CommitScopedStoreBuilder<>(Stores.OPEN_WINDOWS, new WindowCodec()),
          new CommitScopedStoreBuilder<>(Stores.CLOSED_WINDOWS, new ClosedThroughCodec()));

  /** A stage. */
  public EvaluateStage(
      WindowSpec windows,
      DriftEvaluator evaluator,
      ReferenceCatalog references,
      ServiceStatus status) {
    this.windows = windows;
    this.evaluator = evaluator;
    this.references = references;
    this.status = status;
  }

  @Override
  public Processor<byte[], SummaryMessage, ModelVersion, DriftReport> get() {
    return new EvaluateProcessor(windows, evaluator, references, status);
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return stores;
  }
}
