// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology;

import io.tidemark.core.evaluate.DriftReport;
import io.tidemark.core.observation.JoinHalf;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.PerModel;
import io.tidemark.core.observation.WindowSpec;
import io.tidemark.service.references.ReferenceChange;
import io.tidemark.service.references.ReferenceFollower;
import io.tidemark.service.serde.InputDecoder;
import io.tidemark.service.state.CommitScopedStoreBuilder;
import io.tidemark.service.state.TaskProgressCodec;
import io.tidemark.service.topology.decide.DecideStage;
import io.tidemark.service.topology.emit.EmitProcessor;
import io.tidemark.service.topology.emit.EmitReferenceProcessor;
import io.tidemark.service.topology.evaluate.EvaluateStage;
import io.tidemark.service.topology.ingest.DeadLetterLog;
import io.tidemark.service.topology.ingest.IngestProcessor;
import io.tidemark.service.topology.ingest.RecordTime;
import io.tidemark.service.topology.join.JoinStage;
import io.tidemark.service.topology.message.SummaryMessage;
import io.tidemark.service.topology.message.SummaryMessageSerde;
import io.tidemark.service.topology.names.StreamNames;
import io.tidemark.service.topology.names.StreamNames.Operators;
import io.tidemark.service.topology.summarize.SummarizeStage;
import io.tidemark.service.topology.summarize.SummaryPartitioner;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The flow, from two input topics, or one of predictions that carry their features, to results,
 * alerts and triggers.
 *
 * <pre>
 * ingest ─► join ─► summarize ─► (summaries topic) ─► evaluate ─► decide ─► emit
 * </pre>
 *
 * <p>The first three run in one task a partition of the inputs, the last three in one task a
 * partition of the summaries topic. Builds only; starts nothing.
 */
public final class DriftTopology {

  private static final Serde<byte[]> BYTES = Serdes.ByteArray();

  private final TopologyParts parts;

  /** The topology of these parts. */
  public DriftTopology(TopologyParts parts) {
    this.parts = parts;
  }

  /** Puts the parts together. */
  public Topology build() {
    StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(namingConfig()));
    followReferences(builder);
    KStream<byte[], SummaryMessage> summaries = observe(builder);
    judge(summaries.repartition(summariesTopic()));
    return builder.build();
  }

  private KStream<byte[], SummaryMessage> observe(StreamsBuilder builder) {
    PerModel<WindowSpec> windows = parts.join().windows();
    StoreBuilder<?> progress =
        new CommitScopedStoreBuilder<>(
            StreamNames.Stores.OBSERVE_PROGRESS, new TaskProgressCodec());
    return halves(builder)
        .process(
            new PacedStage<>(
                new JoinStage(parts.join(), parts.input(), parts.status(), progress), parts.pace()),
            Named.as(Operators.JOIN))
        .process(
            new SummarizeStage(
                windows,
                parts.partitions(),
                parts.references(),
                parts.learning(),
                parts.status(),
                progress),
            Named.as(Operators.SUMMARIZE));
  }

  private KStream<Object, List<JoinHalf>> halves(StreamsBuilder builder) {
    Input predictions =
        new Input(
            parts.topics().predictions(),
            Operators.PREDICTIONS_SOURCE,
            Operators.INGEST_PREDICTIONS,
            1,
            parts.formats().predictions());
    if (parts.topics().features() == null) {
      return ingest(builder, predictions, Operators.JOIN);
    }
    Input features =
        new Input(
            parts.topics().features(),
            Operators.FEATURES_SOURCE,
            Operators.INGEST_FEATURES,
            0,
            parts.formats().features());
    return ingest(builder, features, Operators.MERGE_HALVES)
        .merge(
            ingest(builder, predictions, Operators.MERGE_HALVES), Named.as(Operators.MERGE_HALVES));
  }

  /** One input topic, and the names of its source and its processor. */
  private record Input(
      String topic, String source, String name, int rank, Supplier<InputDecoder> decoder) {}

  private KStream<Object, List<JoinHalf>> ingest(StreamsBuilder builder, Input input, String next) {
    String deadLetters = input.name() + "-dead-letters-sink";
    IngestProcessor.Settings settings =
        new IngestProcessor.Settings(
            parts.limits(),
            parts.formats().deadLetters(),
            new DeadLetterLog(),
            parts.status(),
            next,
            deadLetters);
    KStream<Object, Object> both =
        builder.stream(
                input.topic(),
                Consumed.with(BYTES, BYTES)
                    .withName(input.source())
                    .withTimestampExtractor(new RecordTime(input.rank())))
            .process(() -> new IngestProcessor(input.decoder(), settings), Named.as(input.name()));
    sink(both, parts.topics().deadLetters(), deadLetters);
    return halves(both);
  }

  /** What goes on by name are halves; the dead letters go to their sink. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static KStream<Object, List<JoinHalf>> halves(KStream<Object, Object> both) {
    return (KStream) both;
  }

  private void judge(KStream<byte[], SummaryMessage> summaries) {
    KStream<ModelVersion, DriftReport> reports =
        summaries.process(
            new PacedStage<>(
                new EvaluateStage(
                    parts.join().windows(),
                    EvaluateStage.Times.of(parts.retentionMillis(), parts.commitInterval()),
                    parts.evaluators(),
                    parts.references().catalog(),
                    parts.status(),
                    learning(),
                    parts.overflow()),
                parts.pace()),
            Named.as(Operators.EVALUATE));
    if (parts.learning().enabled()) {
      sink(
          changes(reports)
              .process(
                  () -> new EmitReferenceProcessor(parts.formats().references()),
                  Named.as(Operators.EMIT_REFERENCES)),
          parts.topics().references(),
          Operators.REFERENCES_SINK);
    }
    KStream<byte[], byte[]> records =
        reports
            .process(
                new DecideStage(
                    parts.decisionMakers(),
                    parts.references().segments(),
                    parts.retentionMillis(),
                    parts.status()),
                Named.as(Operators.DECIDE))
            .process(() -> new EmitProcessor(parts.formats().encoders()), Named.as(Operators.EMIT));
    sink(records, parts.topics().results(), Operators.RESULTS_SINK);
    sink(records, parts.topics().alerts(), Operators.ALERTS_SINK);
    sink(records, parts.topics().triggers(), Operators.TRIGGERS_SINK);
  }

  private EvaluateStage.LearningPlan learning() {
    return parts.learning().enabled()
        ? new EvaluateStage.LearningPlan(
            parts.learning(), Operators.DECIDE, Operators.EMIT_REFERENCES)
        : null;
  }

  /** What goes to the emission of references, by name, are changes of references. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static KStream<ModelVersion, ReferenceChange> changes(KStream<?, ?> evaluated) {
    return (KStream) evaluated;
  }

  /** Processors forward encoded records to their sinks by name; the types are not seen here. */
  @SuppressWarnings("unchecked")
  private static void sink(KStream<?, ?> records, String topic, String name) {
    ((KStream<byte[], byte[]>) records).to(topic, Produced.with(BYTES, BYTES).withName(name));
  }

  private void followReferences(StreamsBuilder builder) {
    builder.addGlobalStore(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(StreamNames.Stores.REFERENCES), Serdes.Bytes(), BYTES)
            .withLoggingDisabled(),
        parts.topics().references(),
        Consumed.<Bytes, byte[]>with(Serdes.Bytes(), BYTES).withName(Operators.REFERENCES),
        () ->
            new ReferenceFollower(
                parts.references().catalog(),
                parts.formats().references(),
                parts.formats().schedules()));
  }

  private Repartitioned<byte[], SummaryMessage> summariesTopic() {
    return Repartitioned.<byte[], SummaryMessage>as(Operators.SUMMARIES)
        .withKeySerde(BYTES)
        .withValueSerde(new SummaryMessageSerde())
        .withNumberOfPartitions(parts.partitions())
        .withStreamPartitioner(new SummaryPartitioner());
  }

  /** Refuses a topology in which a durable name was left to chance. */
  private static StreamsConfig namingConfig() {
    Properties naming = new Properties();
    naming.put(StreamsConfig.APPLICATION_ID_CONFIG, "naming");
    naming.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
    naming.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    naming.put("processing.exception.handler.global.enabled", true);
    return new StreamsConfig(naming);
  }
}
