// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.decide;

import io.tidemark.core.decide.Decision;
import io.tidemark.core.decide.DecisionMaker;
import io.tidemark.core.decide.DecisionState;
import io.tidemark.core.decide.DecisionStateCodec;
import io.tidemark.core.evaluate.DriftReport;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.PerModel;
import io.tidemark.core.observation.Population;
import io.tidemark.service.state.CommitScopedStoreBuilder;
import io.tidemark.service.state.PopulationKeyCodec;
import io.tidemark.service.state.StoreSet;
import io.tidemark.service.status.ServiceStatus;
import io.tidemark.service.topology.names.StreamNames.Stores;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** Supplies one {@link DecideProcessor} a task, with its store. */
public final class DecideStage
    implements ProcessorSupplier<ModelVersion, DriftReport, ModelVersion, Decision> {

  private final PerModel<DecisionMaker> decisionMakers;
  private final PerModel<Boolean> watched;
  private final long retentionMillis;
  private final ServiceStatus status;
  private final Set<StoreBuilder<?>> stores =
      StoreSet.of(new CommitScopedStoreBuilder<>(Stores.DECISIONS, new StateBytes()));

  /**
   * A stage.
   *
   * @param watched whether the segments of a model are watched
   * @param retentionMillis how long the state of a model version outlives its last window
   */
  public DecideStage(
      PerModel<DecisionMaker> decisionMakers,
      PerModel<Boolean> watched,
      long retentionMillis,
      ServiceStatus status) {
    this.decisionMakers = decisionMakers;
    this.watched = watched;
    this.retentionMillis = retentionMillis;
    this.status = status;
  }

  @Override
  public Processor<ModelVersion, DriftReport, ModelVersion, Decision> get() {
    return new DecideProcessor(decisionMakers, watched, retentionMillis, status);
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return stores;
  }

  /** The core's own bytes, under the population. */
  private static final class StateBytes extends PopulationKeyCodec<DecisionState> {
    @Override
    public byte[] encodeValue(DecisionState state) {
      return DecisionStateCodec.encode(state);
    }

    @Override
    public DecisionState decodeValue(Population key, byte[] bytes) {
      return DecisionStateCodec.decode(bytes);
    }
  }
}
