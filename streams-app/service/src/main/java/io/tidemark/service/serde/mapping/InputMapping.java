// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde.mapping;

import java.util.List;

/**
 * Where the records of one topic have what Tidemark needs.
 *
 * @param settings what the settings' names begin with, such as {@code input.predictions}; for
 *     messages
 * @param id the prediction's id
 * @param model the model's name; null on a features topic
 * @param version the model's version; null on a features topic
 * @param timestamp the event time
 * @param unit what the timestamp counts, where its schema does not say
 * @param predictions what the model answered; empty on a features topic
 * @param features what the model was given; empty when a prediction does not carry it
 * @param exclude what is not taken although a star matches it
 */
public record InputMapping(
    String settings,
    ValueSource id,
    ValueSource model,
    ValueSource version,
    ValueSource timestamp,
    TimestampUnit unit,
    List<FieldPattern> predictions,
    List<FieldPattern> features,
    List<FieldPattern> exclude) {

  /** Copies the lists. */
  public InputMapping {
    predictions = List.copyOf(predictions);
    features = List.copyOf(features);
    exclude = List.copyOf(exclude);
  }

  /** Whether the records are predictions, and not features alone. */
  public boolean ofPredictions() {
    return model != null;
  }

  /** Whether a record is all that is needed of a prediction, so that nothing is joined. */
  public boolean carriesFeatures() {
    return ofPredictions() && !features.isEmpty();
  }

  /** The setting that names a role's field, as it was written. */
  String shown(Role role) {
    return settings + "." + role.setting() + "=" + source(role);
  }

  ValueSource source(Role role) {
    return switch (role) {
      case ID -> id;
      case MODEL -> model;
      case VERSION -> version;
      case TIMESTAMP -> timestamp;
    };
  }
}
