// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.emit;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.service.references.ReferenceChange;
import io.tidemark.service.serde.ReferenceProfileSerde;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Encodes references made of the stream, and their deletion, for the references topic. */
public final class EmitReferenceProcessor
    extends ContextualProcessor<ModelVersion, ReferenceChange, byte[], byte[]> {

  private final ReferenceProfileSerde serde;

  /** A processor of one task; only the encoding half of the serde is used. */
  public EmitReferenceProcessor(ReferenceProfileSerde serde) {
    this.serde = serde;
  }

  @Override
  public void process(Record<ModelVersion, ReferenceChange> record) {
    ReferenceProfile profile = record.value().profile();
    byte[] value = record.value().deleted() ? null : serde.value(profile);
    context().forward(new Record<>(serde.key(profile), value, context().currentSystemTimeMs()));
  }
}
