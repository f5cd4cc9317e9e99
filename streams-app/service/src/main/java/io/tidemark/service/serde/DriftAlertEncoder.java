// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import io.tidemark.core.decide.AlertEvent;
import io.tidemark.schemas.DriftAlert;
import io.tidemark.service.registry.SchemaRegistryClient;
import java.time.Instant;

/** Encodes records of the alerts topic. Thread-safe. */
public final class DriftAlertEncoder extends ContractEncoder {

  /**
   * Makes an encoder.
   *
   * @param registry where the schema is registered
   * @param topic the alerts topic
   */
  public DriftAlertEncoder(SchemaRegistryClient registry, String topic) {
    super(registry, topic, Contracts.DRIFT_ALERT);
  }

  /**
   * The key of a record.
   *
   * @param event the transition
   * @return its model in UTF-8
   */
  public byte[] key(AlertEvent event) {
    return utf8(event.modelVersion().model());
  }

  /**
   * The value of a record.
   *
   * @param event the transition
   * @param emittedMillis now, since the epoch
   * @return Avro in Confluent's wire format
   */
  public byte[] value(AlertEvent event, long emittedMillis) {
    return frame(
        DriftAlert.newBuilder()
            .setAlertId(event.alertId())
            .setEventId(event.eventId())
            .setModel(event.modelVersion().model())
            .setModelVersion(event.modelVersion().version())
            .setSegment(segment(event.population()))
            .setState(ContractEnums.of(event.state()))
            .setSeverity(ContractEnums.of(event.severity()))
            .setWindowStart(Instant.ofEpochMilli(event.window().startMillis()))
            .setWindowEnd(Instant.ofEpochMilli(event.window().endMillis()))
            .setFirstWindowStart(Instant.ofEpochMilli(event.firstWindow().startMillis()))
            .setFirstWindowEnd(Instant.ofEpochMilli(event.firstWindow().endMillis()))
            .setDriftedFeatures(event.driftedFeatures())
            .setResultId(event.resultId())
            .setReason(event.reason())
            .setEmittedAt(Instant.ofEpochMilli(emittedMillis))
            .build());
  }
}
