// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import static io.tidemark.service.serde.AvroReader.symbol;
import static io.tidemark.service.serde.AvroReader.text;
import static io.tidemark.service.serde.AvroReader.whole;

import io.tidemark.core.decide.AlertEvent;
import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.service.registry.SchemaRegistryClient;
import java.util.List;
import org.apache.avro.generic.GenericRecord;

/** Reads published alerts back. Not safe for use by several threads. */
public final class DriftAlertReader {

  private final AvroReader reader;

  /**
   * Makes a reader.
   *
   * @param registry where writers registered their schemas
   */
  public DriftAlertReader(SchemaRegistryClient registry) {
    reader = new AvroReader(registry, Contracts.DRIFT_ALERT);
  }

  /**
   * Reads one record.
   *
   * @param value the record's value
   * @return the transition it tells of
   * @throws UndecodableRecordException if it is not an alert that this reader knows
   */
  public AlertEvent read(byte[] value) throws UndecodableRecordException {
    GenericRecord alert = reader.read(value);
    try {
      return new AlertEvent(
          text(alert, "alert_id"),
          text(alert, "event_id"),
          AvroReader.population(alert),
          symbol(alert, "state", AlertEvent.State.class),
          symbol(alert, "severity", AlertEvent.Severity.class),
          new EvaluationWindow(whole(alert, "window_start"), whole(alert, "window_end")),
          new EvaluationWindow(
              whole(alert, "first_window_start"), whole(alert, "first_window_end")),
          ((List<?>) alert.get("drifted_features")).stream().map(Object::toString).toList(),
          text(alert, "result_id"),
          text(alert, "reason"));
    } catch (IllegalArgumentException e) {
      throw new UndecodableRecordException(
          UndecodableRecordException.INCOMPATIBLE_SCHEMA,
          "the alert has a value newer than this program: " + e.getMessage());
    }
  }
}
