// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.dsl;

import io.tidemark.service.registry.NotWireFormatException;
import io.tidemark.service.registry.SchemaRegistryClient;
import io.tidemark.service.registry.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Generic Avro records in Confluent's wire format, with writers cached by schema and readers by id.
 * Each half is for one thread, as Kafka Streams uses a serde.
 */
public final class GenericAvroSerde {

  private GenericAvroSerde() {}

  /** A serde for values whose schemas are registered under subjects of the topics. */
  public static Serde<GenericRecord> of(SchemaRegistryClient registry) {
    return Serdes.serdeFrom(new Writer(registry), reader(registry));
  }

  /** The reading half alone. */
  public static Deserializer<GenericRecord> reader(SchemaRegistryClient registry) {
    return new Reader(registry);
  }

  private static final class Writer implements Serializer<GenericRecord> {
    private final SchemaRegistryClient registry;
    private final IdentityHashMap<Schema, Registered> bySchema = new IdentityHashMap<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
    private BinaryEncoder encoder;

    Writer(SchemaRegistryClient registry) {
      this.registry = registry;
    }

    @Override
    public byte[] serialize(String topic, GenericRecord record) {
      if (record == null) {
        return null;
      }
      Registered registered = bySchema.get(record.getSchema());
      if (registered == null) {
        registered = register(topic, record.getSchema());
        bySchema.put(record.getSchema(), registered);
      }
      bytes.reset();
      bytes.write(registered.header, 0, registered.header.length);
      encoder = EncoderFactory.get().binaryEncoder(bytes, encoder);
      try {
        registered.writer.write(record, encoder);
        encoder.flush();
      } catch (IOException e) {
        throw new SerializationException("cannot write a record for " + topic, e);
      }
      return bytes.toByteArray();
    }

    private Registered register(String topic, Schema schema) {
      byte[] header = new byte[WireFormat.HEADER_BYTES];
      WireFormat.writeHeader(header, registry.idFor(topic + "-value", schema));
      return new Registered(header, new GenericDatumWriter<>(schema));
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Registered(byte[] header, GenericDatumWriter<GenericRecord> writer) {}

  private static final class Reader implements Deserializer<GenericRecord> {
    private final SchemaRegistryClient registry;
    private final Map<Integer, GenericDatumReader<GenericRecord>> readers = new HashMap<>();
    private BinaryDecoder decoder;

    Reader(SchemaRegistryClient registry) {
      this.registry = registry;
    }

    @Override
    public GenericRecord deserialize(String topic, byte[] value) {
      if (value == null) {
        return null;
      }
      try {
        GenericDatumReader<GenericRecord> reader =
            readers.computeIfAbsent(
                WireFormat.schemaId(value),
                id -> new GenericDatumReader<>(registry.schemaById(id)));
        int from = WireFormat.HEADER_BYTES;
        decoder = DecoderFactory.get().binaryDecoder(value, from, value.length - from, decoder);
        return reader.read(null, decoder);
      } catch (NotWireFormatException | IOException e) {
        throw new SerializationException("cannot read a record of " + topic, e);
      }
    }
  }
}
