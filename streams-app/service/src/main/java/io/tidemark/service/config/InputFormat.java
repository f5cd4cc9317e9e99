// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

/** What the records of an input topic are. */
public enum InputFormat {
  /** Tidemark's own Avro records, {@code FeatureVector} and {@code Prediction}. */
  TIDEMARK,
  /** Any Avro records, read by a mapping. */
  AVRO,
  /** JSON objects, read by a mapping. */
  JSON,
  /** There is no such topic; predictions carry their features. */
  NONE;

  /** Whether a mapping says where things are. */
  public boolean mapped() {
    return this == AVRO || this == JSON;
  }
}
