// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Population;
import io.tidemark.service.registry.InvalidSchemaException;
import io.tidemark.service.registry.NotWireFormatException;
import io.tidemark.service.registry.SchemaNotFoundException;
import io.tidemark.service.registry.SchemaRegistryClient;
import io.tidemark.service.registry.WireFormat;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Reads one of Tidemark's own records, whatever version of its schema wrote it. Not safe for use by
 * several threads.
 *
 * <p>As generic records: for the generated classes Avro's reader wants their package trusted for
 * the whole process, which is not this class's to decide.
 */
final class AvroReader {

  private final SchemaRegistryClient registry;
  private final Schema readerSchema;
  private final Map<Integer, GenericDatumReader<GenericRecord>> readers = new HashMap<>();
  private BinaryDecoder decoder;

  AvroReader(SchemaRegistryClient registry, Schema readerSchema) {
    this.registry = registry;
    this.readerSchema = readerSchema;
  }

  GenericRecord read(byte[] value) throws UndecodableRecordException {
    try {
      int id = WireFormat.schemaId(value);
      GenericDatumReader<GenericRecord> reader =
          readers.computeIfAbsent(
              id, unused -> new GenericDatumReader<>(registry.schemaById(id), readerSchema));
      decoder =
          DecoderFactory.get()
              .binaryDecoder(
                  value, WireFormat.HEADER_BYTES, value.length - WireFormat.HEADER_BYTES, decoder);
      return reader.read(null, decoder);
    } catch (NotWireFormatException e) {
      throw new UndecodableRecordException(UndecodableRecordException.NOT_AVRO, e.getMessage());
    } catch (SchemaNotFoundException e) {
      throw new UndecodableRecordException(
          UndecodableRecordException.UNKNOWN_SCHEMA_ID, e.getMessage());
    } catch (InvalidSchemaException e) {
      throw new UndecodableRecordException(
          UndecodableRecordException.UNSUPPORTED_SCHEMA, e.getMessage());
    } catch (IOException | AvroRuntimeException e) {
      throw new UndecodableRecordException(
          UndecodableRecordException.MALFORMED,
          "the value does not follow its schema: " + e.getMessage());
    }
  }

  static String text(GenericRecord record, String field) {
    return record.get(field).toString();
  }

  /** Whose a result or an alert is. */
  static Population population(GenericRecord record) {
    Object segment = record.get("segment");
    return Population.of(
        new ModelVersion(text(record, "model"), text(record, "model_version")),
        segment == null ? "" : segment.toString());
  }

  static long whole(GenericRecord record, String field) {
    return (Long) record.get(field);
  }

  /** A number where null stands for NaN. */
  static double number(GenericRecord record, String field) {
    Object value = record.get(field);
    return value == null ? Double.NaN : (Double) value;
  }

  static <E extends Enum<E>> E symbol(GenericRecord record, String field, Class<E> type) {
    return Enum.valueOf(type, text(record, field));
  }
}
