// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.decide;

import io.tidemark.core.decide.AlertEvent;
import io.tidemark.core.decide.Decision;
import io.tidemark.core.decide.DecisionMaker;
import io.tidemark.core.decide.DecisionState;
import io.tidemark.core.decide.RetrainingTrigger;
import io.tidemark.core.evaluate.DriftReport;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.PerModel;
import io.tidemark.core.observation.Population;
import io.tidemark.service.state.CommitScopedStore;
import io.tidemark.service.status.ServiceStatus;
import io.tidemark.service.status.TaskStatus;
import io.tidemark.service.topology.names.StreamNames.Stores;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns each report into a verdict, and into alerts and a trigger where the policy says so. */
public final class DecideProcessor
    implements Processor<ModelVersion, DriftReport, ModelVersion, Decision> {

  private static final Logger logger = LoggerFactory.getLogger(DecideProcessor.class);

  private final PerModel<DecisionMaker> decisionMakers;
  private final PerModel<Boolean> watched;
  private final long retentionMillis;
  private final ServiceStatus serviceStatus;
  private ProcessorContext<ModelVersion, Decision> context;
  private DecisionStates states;
  private TaskStatus status;

  /** A processor of one task; {@code watched} says whether the segments of a model are. */
  DecideProcessor(
      PerModel<DecisionMaker> decisionMakers,
      PerModel<Boolean> watched,
      long retentionMillis,
      ServiceStatus status) {
    this.decisionMakers = decisionMakers;
    this.watched = watched;
    this.retentionMillis = retentionMillis;
    this.serviceStatus = status;
  }

  @Override
  public void init(ProcessorContext<ModelVersion, Decision> context) {
    this.context = context;
    this.status = serviceStatus.open(context.taskId().toString());
    CommitScopedStore<Population, DecisionState> store = context.getStateStore(Stores.DECISIONS);
    store.load();
    store.forEach(this::showFiring);
    states = new DecisionStates(store, retentionMillis, status::retire);
  }

  @Override
  public void process(Record<ModelVersion, DriftReport> record) {
    Population population = record.value().population();
    long endMillis = record.value().window().endMillis();
    Decision decision =
        decisionMakers
            .of(population.modelVersion())
            .decide(record.value(), states.at(population, endMillis));
    states.put(population, decision.next(), endMillis);
    status.windowClosed(decision.verdict());
    showFiring(population, decision.next());
    List<Population> gone = unwatched(decision);
    decision = withdrawn(decision, gone);
    decision.alerts().forEach(this::tell);
    gone.forEach(status::retire);
    if (decision.trigger() != null) {
      tell(decision.trigger());
    }
    context.forward(record.withValue(decision));
  }

  /** The segments of a whole that its reference does not watch, and of which something is known. */
  private List<Population> unwatched(Decision decision) {
    DriftReport report = decision.verdict().report();
    boolean latest = report.window().equals(decision.next().lastWindow());
    if (!report.population().isWhole() || !report.hasReference() || !latest) {
      return List.of();
    }
    boolean any = watched.of(report.modelVersion());
    return states.segmentsOf(report.modelVersion()).stream()
        .filter(segment -> !any || !report.segments().contains(segment.segment()))
        .toList();
  }

  /** Forgets segments, and ends their alerts: nothing else ever would. */
  private Decision withdrawn(Decision decision, List<Population> segments) {
    List<AlertEvent> alerts = new ArrayList<>(decision.alerts());
    for (Population segment : segments) {
      decisionMakers
          .of(segment.modelVersion())
          .withdraw(segment, states.forget(segment), decision.verdict())
          .ifPresent(alerts::add);
    }
    return new Decision(decision.verdict(), alerts, decision.trigger(), decision.next());
  }

  private void tell(AlertEvent event) {
    logger.info(
        "Alert {} of {} is {} {}: {}",
        event.alertId(),
        event.population(),
        event.severity(),
        event.state(),
        event.reason());
    status.alert(event);
  }

  private void tell(RetrainingTrigger trigger) {
    logger.info(
        "Retraining trigger {} of {}: {}",
        trigger.triggerId(),
        trigger.modelVersion(),
        trigger.reason());
    status.trigger(trigger);
  }

  /** An alert that was firing before this task came here is still firing. */
  private void showFiring(Population population, DecisionState state) {
    if (state.alert() != null) {
      status.firing(population, state.alert().alertId(), state.alert().severity());
    }
  }

  @Override
  public void close() {
    status.close();
  }
}
