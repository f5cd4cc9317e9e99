// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import io.tidemark.schemas.FeatureVector;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;

/**
 * The contracts as their files say them. The schemas inside the generated classes carry hints for
 * Java; those are of no use to other languages and are not registered.
 */
final class Contracts {

  static final Schema FEATURE_VECTOR = load("FeatureVector");
  static final Schema PREDICTION = load("Prediction");
  static final Schema REFERENCE_PROFILE = load("ReferenceProfile");
  static final Schema REFERENCE_SCHEDULE = load("ReferenceSchedule");
  static final Schema DRIFT_RESULT = load("DriftResult");
  static final Schema DRIFT_ALERT = load("DriftAlert");
  static final Schema DEAD_LETTER = load("DeadLetter");
  static final Schema RETRAINING_TRIGGER = load("RetrainingTrigger");

  private Contracts() {}

  private static Schema load(String name) {
    try (InputStream file = FeatureVector.class.getResourceAsStream("/avro/" + name + ".avsc")) {
      if (file == null) {
        throw new IllegalStateException("/avro/" + name + ".avsc is not on the class path");
      }
      return new Schema.Parser().parse(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
