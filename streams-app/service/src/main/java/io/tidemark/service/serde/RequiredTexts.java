// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import io.tidemark.core.observation.ModelVersion;

/** Texts that must not be empty. */
final class RequiredTexts {

  private RequiredTexts() {}

  static String predictionId(String id) throws UndecodableRecordException {
    if (id.isEmpty()) {
      throw new UndecodableRecordException(
          UndecodableRecordException.EMPTY_PREDICTION_ID,
          "prediction_id is empty; give each prediction and its features the same unique id");
    }
    return id;
  }

  static ModelVersion modelVersion(String model, String version) throws UndecodableRecordException {
    if (model.isEmpty() || version.isEmpty()) {
      throw new UndecodableRecordException(
          UndecodableRecordException.MISSING_FIELD,
          "field '"
              + (model.isEmpty() ? "model" : "model_version")
              + "' is empty (model '"
              + model
              + "', model_version '"
              + version
              + "'); name the model and the version that answered");
    }
    return new ModelVersion(model, version);
  }
}
