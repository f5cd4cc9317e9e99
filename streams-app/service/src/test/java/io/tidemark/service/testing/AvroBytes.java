// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.testing;

import io.tidemark.service.registry.SchemaRegistryClient;
import io.tidemark.service.registry.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Avro in wire format as anybody's producer writes it. */
public final class AvroBytes {

  /** Writes one datum by hand. */
  @FunctionalInterface
  public interface Body {
    /** Writes it. */
    void writeTo(BinaryEncoder out) throws IOException;
  }

  private AvroBytes() {}

  /** A record, its schema registered for the topic. */
  public static byte[] of(SchemaRegistryClient registry, String topic, GenericRecord record) {
    Schema schema = record.getSchema();
    return of(
        registry.register(topic + "-value", schema),
        out -> new GenericDatumWriter<GenericRecord>(schema).write(record, out));
  }

  /** Anything under a schema id. */
  public static byte[] of(int schemaId, Body body) {
    byte[] header = new byte[WireFormat.HEADER_BYTES];
    WireFormat.writeHeader(header, schemaId);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      bytes.write(header);
      BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
      body.writeTo(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
