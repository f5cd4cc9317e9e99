// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import io.tidemark.core.observation.Population;
import io.tidemark.service.registry.SchemaRegistryClient;
import io.tidemark.service.registry.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * What encoders have in common: a topic, the contract registered under {@code <topic>-value}, and
 * Confluent's wire format. The schema's id is asked for with the first record, or by {@link
 * #schemaId} before it. Safe for use by several threads.
 */
public abstract class ContractEncoder {

  private static final SpecificData GENERATED = generated();

  private final SchemaRegistryClient registry;
  private final String subject;
  private final Schema contract;
  private final SpecificDatumWriter<SpecificRecord> writer;

  ContractEncoder(SchemaRegistryClient registry, String topic, Schema contract) {
    this(registry, contract, topic + "-value");
  }

  /** An encoder for a topic that holds more than one kind of record. */
  ContractEncoder(SchemaRegistryClient registry, Schema contract, String subject) {
    this.registry = registry;
    this.subject = subject;
    this.contract = contract;
    // With the model given, Avro does not look the class up by name, which it allows only for
    // packages on a list of trusted ones.
    this.writer = new SpecificDatumWriter<>(contract, GENERATED);
  }

  /** Records write themselves by their generated code where they have any, not field by field. */
  private static SpecificData generated() {
    SpecificData data = new SpecificData();
    data.setCustomCoders(true);
    // In a union a time is known by its class, and only to a model that was told of it.
    data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    return data;
  }

  /**
   * The id that records carry. The first call registers the contract (or looks it up, where
   * registering is off), so calling it at start shows early what is wrong.
   *
   * @return the id
   * @throws io.tidemark.service.registry.RegistryException if the registry does not give one; when
   *     it is a {@link io.tidemark.service.registry.RegistryUnavailableException}, try again
   */
  public int schemaId() {
    return registry.idFor(subject, contract);
  }

  /** Something that writes itself in Avro binary. */
  interface Body {
    void writeTo(BinaryEncoder out) throws IOException;
  }

  final byte[] frame(Body body) {
    byte[] header = new byte[WireFormat.HEADER_BYTES];
    WireFormat.writeHeader(header, schemaId());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try {
      bytes.write(header);
      BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
      body.writeTo(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  final byte[] frame(SpecificRecord record) {
    return frame(out -> writer.write(record, out));
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Avro's null for a model version as a whole. */
  static String segment(Population population) {
    return population.isWhole() ? null : population.segmentText();
  }

  /** Avro's null for what Java knows as NaN. */
  static Double nullable(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
