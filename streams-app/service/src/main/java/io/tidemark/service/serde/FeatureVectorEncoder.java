// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import io.tidemark.core.observation.FeatureVector;
import io.tidemark.service.registry.SchemaRegistryClient;

/** Encodes records of the features topic, as the demo and replay publish them. Thread-safe. */
public final class FeatureVectorEncoder extends ContractEncoder {

  /**
   * Makes an encoder.
   *
   * @param registry where the schema is registered
   * @param topic the features topic
   */
  public FeatureVectorEncoder(SchemaRegistryClient registry, String topic) {
    super(registry, topic, Contracts.FEATURE_VECTOR);
  }

  /**
   * The key of a record.
   *
   * @param vector the features
   * @return its prediction id in UTF-8
   */
  public byte[] key(FeatureVector vector) {
    return utf8(vector.predictionId());
  }

  /**
   * The value of a record.
   *
   * @param vector the features
   * @return Avro in Confluent's wire format
   */
  public byte[] value(FeatureVector vector) {
    return frame(
        out -> {
          out.writeString(vector.predictionId());
          out.writeLong(vector.timestampMillis());
          ValuesWriter.write(vector.values(), out);
        });
  }
}
