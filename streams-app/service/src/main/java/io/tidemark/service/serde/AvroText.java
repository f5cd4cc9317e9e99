// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import io.tidemark.service.registry.NotWireFormatException;
import io.tidemark.service.registry.RegistryException;
import io.tidemark.service.registry.SchemaRegistryClient;
import io.tidemark.service.registry.WireFormat;
import java.io.IOException;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;

/** Shows any Avro value to people, with the schema it was written with. */
public final class AvroText {

  private final SchemaRegistryClient registry;

  /**
   * Makes one.
   *
   * @param registry where writers registered their schemas
   */
  public AvroText(SchemaRegistryClient registry) {
    this.registry = registry;
  }

  /**
   * Decodes a value.
   *
   * @param value a whole record value, of whatever origin
   * @return JSON, or nothing where the value is not Avro in Confluent's wire format, or its schema
   *     cannot be had
   */
  public Optional<String> json(byte[] value) {
    try {
      Schema schema = registry.schemaById(WireFormat.schemaId(value));
      Object datum =
          new GenericDatumReader<>(schema)
              .read(
                  null,
                  DecoderFactory.get()
                      .binaryDecoder(
                          value,
                          WireFormat.HEADER_BYTES,
                          value.length - WireFormat.HEADER_BYTES,
                          null));
      return Optional.of(String.valueOf(datum));
    } catch (NotWireFormatException
        | RegistryException
        | IOException
        | AvroRuntimeException
        | IndexOutOfBoundsException
        | ClassCastException
        | NegativeArraySizeException e) {
      // What is shown may be garbled in every way.
      return Optional.empty();
    }
  }
}
