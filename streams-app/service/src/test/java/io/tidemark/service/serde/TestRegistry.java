// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import io.tidemark.service.registry.InProcessRegistry;
import io.tidemark.service.registry.RegistryConfig;
import io.tidemark.service.registry.SchemaRegistryClient;
import io.tidemark.service.registry.WireFormat;
import io.tidemark.service.testing.AvroBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/** A registry with a client, and records written and read the plain Avro way. */
public final class TestRegistry implements AutoCloseable {

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
  public byte[] frame(String subject, Schema schema, AvroBytes.Body body) {
    return AvroBytes.of(client.register(subject, schema), body);
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
