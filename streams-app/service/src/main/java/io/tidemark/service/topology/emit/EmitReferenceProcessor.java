// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.emit;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.service.serde.ReferenceProfileSerde;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Encodes references learned from the stream into records of the references topic. */
public final class EmitReferenceProcessor
    extends ContextualProcessor<ModelVersion, ReferenceProfile, byte[], byte[]> {

  private final ReferenceProfileSerde serde;

  /** A processor of one task; only the encoding half of the serde is used. */
  public EmitReferenceProcessor(ReferenceProfileSerde serde) {
    this.serde = serde;
  }

  @Override
  public void process(Record<ModelVersion, ReferenceProfile> record) {
    ReferenceProfile profile = record.value();
    context()
        .forward(
            new Record<>(
                serde.key(profile), serde.value(profile), context().currentSystemTimeMs()));
  }
}
