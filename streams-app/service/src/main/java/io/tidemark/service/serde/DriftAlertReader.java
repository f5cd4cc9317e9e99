// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import io.tidemark.core.decide.AlertEvent;
import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.schemas.DriftAlert;
import io.tidemark.service.registry.SchemaRegistryClient;
import java.time.Instant;

/** Reads published alerts back. Not safe for use by several threads. */
public final class DriftAlertReader {

  private final AvroReader<DriftAlert> reader;

  /**
   * Makes a reader.
   *
   * @param registry where writers registered their schemas
   */
  public DriftAlertReader(SchemaRegistryClient registry) {
    reader = new AvroReader<>(registry, DriftAlert.getClassSchema());
  }

  /**
   * Reads one record.
   *
   * @param value the record's value
   * @return the transition it tells of
   * @throws UndecodableRecordException if it is not an alert that this reader knows
   */
  public AlertEvent read(byte[] value) throws UndecodableRecordException {
    DriftAlert alert = reader.read(value);
    try {
      return new AlertEvent(
          alert.getAlertId(),
          alert.getEventId(),
          new ModelVersion(alert.getModel(), alert.getModelVersion()),
          AlertEvent.State.valueOf(alert.getState().name()),
          AlertEvent.Severity.valueOf(alert.getSeverity().name()),
          window(alert.getWindowStart(), alert.getWindowEnd()),
          window(alert.getFirstWindowStart(), alert.getFirstWindowEnd()),
          alert.getDriftedFeatures(),
          alert.getResultId(),
          alert.getReason());
    } catch (IllegalArgumentException e) {
      throw new UndecodableRecordException(
          UndecodableRecordException.INCOMPATIBLE_SCHEMA,
          "the alert has a value newer than this program: " + e.getMessage());
    }
  }

  private static EvaluationWindow window(Instant start, Instant end) {
    return new EvaluationWindow(start.toEpochMilli(), end.toEpochMilli());
  }
}
