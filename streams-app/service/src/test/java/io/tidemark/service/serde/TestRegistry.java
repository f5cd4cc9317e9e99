// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import io.tidemark.service.registry.InProcessRegistry;
import io.tidemark.service.registry.RegistryConfig;
import io.tidemark.service.registry.SchemaRegistryClient;
import io.tidemark.service.registry.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/** A registry with a client, and records written and read the plain Avro way. */
public final class TestRegistry implements AutoCloseable {

  /** Writes one datum by hand. */
  public interface Body {
    void writeTo(BinaryEncoder out) throws IOException;
  }

  private final InProcessRegistry registry;
  private final SchemaRegistryClient client;

  private TestRegistry(InProcessRegistry registry) {
    this.registry = registry;
    this.client = new SchemaRegistryClient(RegistryConfig.of(registry.url()));
  }

  public static TestRegistry start() {
    try {
      return new TestRegistry(InProcessRegistry.start(0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url() {
    return registry.url();
  }

  public SchemaRegistryClient client() {
    return client;
  }

  /** A record in wire format, its datum written by hand. */
  public byte[] frame(String subject, Schema schema, Body body) {
    byte[] header = new byte[WireFormat.HEADER_BYTES];
    WireFormat.writeHeader(header, client.register(subject, schema));
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

  /** A record in wire format, as any Avro producer writes it. */
  public byte[] write(String subject, GenericRecord record) {
    return frame(
        subject,
        record.getSchema(),
        out -> new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, out));
  }

  /** Reads a record as any Avro consumer does. */
  public GenericRecord read(byte[] value) throws Exception {
    Schema schema = client.schemaById(WireFormat.schemaId(value));
    byte[] body = Arrays.copyOfRange(value, WireFormat.HEADER_BYTES, value.length);
    return new GenericDatumReader<GenericRecord>(schema)
        .read(null, DecoderFactory.get().binaryDecoder(body, null));
  }

  @Override
  public void close() {
    registry.close();
  }
}
