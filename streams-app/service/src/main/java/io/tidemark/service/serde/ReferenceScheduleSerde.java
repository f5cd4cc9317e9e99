// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.reference.ReferenceSchedule;
import io.tidemark.core.reference.ReferenceSchedule.Activation;
import io.tidemark.schemas.ReferenceActivation;
import io.tidemark.service.registry.SchemaRegistryClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericRecord;

/**
 * Encodes and decodes the schedules on the references topic. As the topic holds two kinds of
 * records, their subject carries the record's name too (Confluent's TopicRecordNameStrategy).
 * Encoding is thread-safe, decoding is not.
 */
public final class ReferenceScheduleSerde extends ContractEncoder {

  private final AvroReader reader;

  /**
   * Makes a serde.
   *
   * @param registry where schemas are registered and come from
   * @param topic the reference topic
   */
  public ReferenceScheduleSerde(SchemaRegistryClient registry, String topic) {
    super(
        registry,
        Contracts.REFERENCE_SCHEDULE,
        topic + "-" + Contracts.REFERENCE_SCHEDULE.getFullName());
    this.reader = new AvroReader(registry, Contracts.REFERENCE_SCHEDULE);
  }

  /**
   * The key of a schedule.
   *
   * @param schedule the schedule
   * @return {@link ReferenceKeys} of its model version
   */
  public byte[] key(ReferenceSchedule schedule) {
    return ReferenceKeys.bytes(ReferenceKeys.of(schedule.modelVersion()));
  }

  /**
   * The value of a record.
   *
   * @param schedule the schedule
   * @return Avro in Confluent's wire format
   */
  public byte[] value(ReferenceSchedule schedule) {
    return frame(
        io.tidemark.schemas.ReferenceSchedule.newBuilder()
            .setModel(schedule.modelVersion().model())
            .setModelVersion(schedule.modelVersion().version())
            .setActivations(
                schedule.activations().stream().map(ReferenceScheduleSerde::of).toList())
            .build());
  }

  private static ReferenceActivation of(Activation activation) {
    boolean ever = activation.fromMillis() == Long.MIN_VALUE;
    return ReferenceActivation.newBuilder()
        .setActiveFrom(ever ? null : Instant.ofEpochMilli(activation.fromMillis()))
        .setReferenceId(activation.referenceId())
        .build();
  }

  /**
   * Decodes one record.
   *
   * @param value the record's value; not null (a null value deletes a schedule)
   * @return the schedule
   * @throws UndecodableRecordException if it can never be decoded
   * @throws io.tidemark.service.registry.RegistryUnavailableException if the registry is needed and
   *     cannot be asked; try again
   */
  public ReferenceSchedule decode(byte[] value) throws UndecodableRecordException {
    GenericRecord record = reader.read(value);
    List<Activation> activations = new ArrayList<>();
    for (Object item : (List<?>) record.get("activations")) {
      GenericRecord activation = (GenericRecord) item;
      Object from = activation.get("active_from");
      activations.add(
          new Activation(
              from == null ? Long.MIN_VALUE : (Long) from,
              AvroReader.text(activation, "reference_id")));
    }
    try {
      return new ReferenceSchedule(
          new ModelVersion(
              AvroReader.text(record, "model"), AvroReader.text(record, "model_version")),
          activations);
    } catch (IllegalArgumentException e) {
      throw new UndecodableRecordException(UndecodableRecordException.MALFORMED, e.getMessage());
    }
  }
}
