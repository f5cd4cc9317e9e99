// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology;

import io.tidemark.core.decide.DecisionMaker;
import io.tidemark.core.evaluate.DriftEvaluator;
import io.tidemark.core.observation.PerModel;
import io.tidemark.service.clients.CommitPace;
import io.tidemark.service.clients.InputProgress;
import io.tidemark.service.references.LearningSettings;
import io.tidemark.service.references.WatchedReferences;
import io.tidemark.service.serde.DeadLetterEncoder;
import io.tidemark.service.serde.InputDecoder;
import io.tidemark.service.serde.ReferenceProfileSerde;
import io.tidemark.service.serde.ReferenceScheduleSerde;
import io.tidemark.service.state.overflow.Overflow;
import io.tidemark.service.status.ServiceStatus;
import io.tidemark.service.topology.emit.EmitProcessor;
import io.tidemark.service.topology.ingest.IngestLimits;
import io.tidemark.service.topology.join.JoinSettings;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What {@link DriftTopology} puts together.
 *
 * @param topics the outer topics
 * @param partitions how many partitions the input topics have, and the summaries topic gets
 * @param limits bounds of ingest
 * @param join how halves are matched, and the windows
 * @param formats decoders and encoders
 * @param retentionMillis how long, in event time, the state of a model version outlives its last
 *     window
 * @param evaluators compare windows with references
 * @param decisionMakers decide
 * @param references the references known, and whose segments are watched
 * @param learning whether and how references are learned from the stream
 * @param input tells what has been read
 * @param pace tells when to commit
 * @param commitInterval how often that is while there is no backlog
 * @param overflow where open windows are when they are too much for the memory
 * @param status where stages report
 */
public record TopologyParts(
    TopicNames topics,
    int partitions,
    IngestLimits limits,
    JoinSettings join,
    Formats formats,
    long retentionMillis,
    PerModel<DriftEvaluator> evaluators,
    PerModel<DecisionMaker> decisionMakers,
    WatchedReferences references,
    LearningSettings learning,
    InputProgress input,
    CommitPace pace,
    Duration commitInterval,
    Overflow overflow,
    ServiceStatus status) {

  /**
   * Decoders and encoders of the outer topics. Decoders keep scratch state and are made one a task;
   * encoders are shared. There is none of features where there is no features topic.
   */
  public record Formats(
      Supplier<InputDecoder> features,
      Supplier<InputDecoder> predictions,
      ReferenceProfileSerde references,
      ReferenceScheduleSerde schedules,
      DeadLetterEncoder deadLetters,
      EmitProcessor.Encoders encoders) {}
}
