// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import io.tidemark.core.observation.Prediction;
import io.tidemark.service.registry.SchemaRegistryClient;

/** Encodes records of the predictions topic, as the demo and replay publish them. Thread-safe. */
public final class PredictionEncoder extends ContractEncoder {

  /**
   * Makes an encoder.
   *
   * @param registry where the schema is registered
   * @param topic the predictions topic
   */
  public PredictionEncoder(SchemaRegistryClient registry, String topic) {
    super(registry, topic, Contracts.PREDICTION);
  }

  /**
   * The key of a record.
   *
   * @param prediction the prediction
   * @return its id in UTF-8
   */
  public byte[] key(Prediction prediction) {
    return utf8(prediction.predictionId());
  }

  /**
   * The value of a record.
   *
   * @param prediction the prediction
   * @return Avro in Confluent's wire format
   */
  public byte[] value(Prediction prediction) {
    return frame(
        out -> {
          out.writeString(prediction.predictionId());
          out.writeString(prediction.modelVersion().model());
          out.writeString(prediction.modelVersion().version());
          out.writeLong(prediction.timestampMillis());
          ValuesWriter.write(prediction.values(), out);
          out.writeIndex(prediction.features() == null ? 0 : 1);
          if (prediction.features() != null) {
            ValuesWriter.write(prediction.features(), out);
          }
        });
  }
}
