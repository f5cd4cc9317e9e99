// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import io.tidemark.service.registry.NotWireFormatException;
import io.tidemark.service.registry.SchemaNotFoundException;
import io.tidemark.service.registry.SchemaRegistryClient;
import io.tidemark.service.registry.WireFormat;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecordBase;

/** Reads one of Tidemark's own records, whatever version of its schema wrote it. One thread. */
final class AvroReader<T extends SpecificRecordBase> {

  private final SchemaRegistryClient registry;
  private final Schema readerSchema;
  private final Map<Integer, SpecificDatumReader<T>> readers = new HashMap<>();
  private BinaryDecoder decoder;

  AvroReader(SchemaRegistryClient registry, Schema readerSchema) {
    this.registry = registry;
    this.readerSchema = readerSchema;
  }

  T read(byte[] value) throws UndecodableRecordException {
    try {
      int id = WireFormat.schemaId(value);
      SpecificDatumReader<T> reader =
          readers.computeIfAbsent(
              id, unused -> new SpecificDatumReader<>(registry.schemaById(id), readerSchema));
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
    } catch (IOException | AvroRuntimeException e) {
      throw new UndecodableRecordException(
          UndecodableRecordException.MALFORMED,
          "the value does not follow its schema: " + e.getMessage());
    }
  }
}
