// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service;

import io.tidemark.service.registry.SchemaRegistryClient;
import io.tidemark.service.serde.DeadLetterEncoder;
import io.tidemark.service.serde.DriftAlertEncoder;
import io.tidemark.service.serde.DriftResultEncoder;
import io.tidemark.service.serde.FeatureVectorDecoder;
import io.tidemark.service.serde.PredictionDecoder;
import io.tidemark.service.serde.ReferenceProfileSerde;
import io.tidemark.service.serde.RetrainingTriggerEncoder;
import io.tidemark.service.topology.TopicNames;
import io.tidemark.service.topology.TopologyParts;
import io.tidemark.service.topology.emit.EmitProcessor;

/** Makes the decoders and encoders of all topics for one registry. */
final class Formats {

  private Formats() {}

  static TopologyParts.Formats of(
      SchemaRegistryClient registry, TopicNames topics, String applicationId) {
    return new TopologyParts.Formats(
        () -> new FeatureVectorDecoder(registry),
        () -> new PredictionDecoder(registry),
        new ReferenceProfileSerde(registry, topics.references()),
        new DeadLetterEncoder(registry, topics.deadLetters()),
        new EmitProcessor.Encoders(
            new DriftResultEncoder(registry, topics.results()),
            new DriftAlertEncoder(registry, topics.alerts()),
            new RetrainingTriggerEncoder("/tidemark/" + applicationId)));
  }
}
