// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service;

import static java.util.stream.Collectors.toSet;

import io.tidemark.core.decide.ColumnPolicy;
import io.tidemark.core.decide.DecisionMaker;
import io.tidemark.core.evaluate.DriftEvaluator;
import io.tidemark.core.evaluate.EvaluationOptions;
import io.tidemark.service.clients.CommitPace;
import io.tidemark.service.clients.InputProgress;
import io.tidemark.service.clients.RecordBatcher;
import io.tidemark.service.clients.TrackingClientSupplier;
import io.tidemark.service.config.EvaluationSettings;
import io.tidemark.service.config.JoinSettings.Unmatched;
import io.tidemark.service.config.ModelSettings;
import io.tidemark.service.config.TidemarkConfig;
import io.tidemark.service.config.TopicSettings;
import io.tidemark.service.references.LearningSettings;
import io.tidemark.service.references.ReferenceCatalog;
import io.tidemark.service.references.RollingSettings;
import io.tidemark.service.references.WatchedReferences;
import io.tidemark.service.registry.SchemaRegistryClient;
import io.tidemark.service.serde.DeadLetterEncoder;
import io.tidemark.service.serde.DriftAlertEncoder;
import io.tidemark.service.serde.DriftResultEncoder;
import io.tidemark.service.serde.ReferenceProfileSerde;
import io.tidemark.service.serde.ReferenceScheduleSerde;
import io.tidemark.service.serde.RetrainingTriggerEncoder;
import io.tidemark.service.state.overflow.Overflow;
import io.tidemark.service.status.ServiceStatus;
import io.tidemark.service.status.WindowBytes;
import io.tidemark.service.topology.TopicNames;
import io.tidemark.service.topology.TopologyParts;
import io.tidemark.service.topology.emit.EmitProcessor;
import io.tidemark.service.topology.ingest.IngestLimits;
import io.tidemark.service.topology.join.JoinBounds;
import io.tidemark.service.topology.join.JoinSettings;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;

/** Turns a configuration into the parts of a topology: the one place where both are known. */
final class Wiring {

  /** Open windows may have one of so many parts of the heap, unless it is said how much. */
  private static final int HEAP_SHARE = 4;

  private Wiring() {}

  static TopologyParts parts(
      TidemarkConfig config,
      int partitions,
      SchemaRegistryClient registry,
      InputProgress input,
      CommitPace pace,
      ServiceStatus status) {
    TopicNames topics = topicNames(config);
    ReferenceCatalog references = new ReferenceCatalog();
    status.referencesFrom(() -> references.statuses(System.currentTimeMillis()));
    return new TopologyParts(
        topics,
        partitions,
        new IngestLimits(config.ingest().maxFuture(), config.ingest().maxRecordBytes()),
        join(config, topics),
        formats(config, registry, topics),
        config.stateRetentionMillis(),
        config.models().map(model -> new DriftEvaluator(evaluation(model))),
        config.models().map(model -> new DecisionMaker(model.policy())),
        new WatchedReferences(references, config.models().map(ModelSettings::segments)),
        learning(config),
        input,
        pace,
        config.kafka().commitInterval(),
        overflow(config, status),
        status);
  }

  private static Overflow overflow(TidemarkConfig config, ServiceStatus status) {
    long memoryBytes =
        config.windows().memoryBytes().orElse(Runtime.getRuntime().maxMemory() / HEAP_SHARE);
    Overflow overflow = new Overflow(memoryBytes, Path.of(config.kafka().stateDir(), "overflow"));
    status.windowBytesFrom(() -> new WindowBytes(overflow.memoryBytes(), overflow.diskBytes()));
    return overflow;
  }

  private static LearningSettings learning(TidemarkConfig config) {
    return new LearningSettings(
        config.references().learned(),
        config.references().leastObservations(),
        config.references().leastWindows(),
        config
            .models()
            .map(
                model ->
                    new RollingSettings(
                        model.rolling().period().toMillis(), model.rolling().leastObservations())));
  }

  static TrackingClientSupplier clients(TidemarkConfig config) {
    TopicSettings topics = config.topics();
    return new TrackingClientSupplier(
        config.inputs().embedded()
            ? Set.of(topics.predictions())
            : Set.of(topics.features(), topics.predictions()),
        RecordBatcher.spanMillis(config.join().window()),
        config.kafka().commitInterval());
  }

  static SchemaRegistryClient registry(TidemarkConfig config) {
    return new SchemaRegistryClient(config.registry(), config.topics().registerSchemas());
  }

  static TopicNames topicNames(TidemarkConfig config) {
    TopicSettings topics = config.topics();
    return new TopicNames(
        config.inputs().embedded() ? null : topics.features(),
        topics.predictions(),
        topics.references(),
        topics.results(),
        topics.alerts(),
        topics.triggers(),
        topics.deadLetters());
  }

  private static JoinSettings join(TidemarkConfig config, TopicNames topics) {
    return new JoinSettings(
        config.models().map(ModelSettings::windows),
        config.join().window(),
        config.join().unmatched() == Unmatched.COUNT,
        new JoinBounds(
            config.join().maxPending(),
            config.join().maxPendingBytes(),
            config.join().maxRecentIds()),
        config.windows().idleTimeout(),
        topics.features(),
        topics.predictions());
  }

  /** What is asked for, and what the policy of the model judges by. */
  private static EvaluationOptions evaluation(ModelSettings model) {
    EvaluationSettings settings = model.evaluation();
    EvaluationOptions options =
        EvaluationOptions.withDefaults()
            .withBins(settings.bins())
            .withColumnBins(settings.columnBins())
            .withPsiFloor(settings.psiFloor())
            .withMore(
                model.policy().columns().values().stream()
                    .map(ColumnPolicy::statistic)
                    .filter(Objects::nonNull)
                    .collect(toSet()));
    return settings.statistics() == EvaluationSettings.Statistics.ALL
        ? options.withAllStatistics()
        : options;
  }

  private static TopologyParts.Formats formats(
      TidemarkConfig config, SchemaRegistryClient registry, TopicNames topics) {
    return new TopologyParts.Formats(
        InputDecoders.features(config, registry),
        InputDecoders.predictions(config, registry),
        new ReferenceProfileSerde(registry, topics.references()),
        new ReferenceScheduleSerde(registry, topics.references()),
        new DeadLetterEncoder(registry, topics.deadLetters()),
        new EmitProcessor.Encoders(
            new DriftResultEncoder(registry, topics.results()),
            new DriftAlertEncoder(registry, topics.alerts()),
            new RetrainingTriggerEncoder("/tidemark/" + config.kafka().applicationId())));
  }
}
