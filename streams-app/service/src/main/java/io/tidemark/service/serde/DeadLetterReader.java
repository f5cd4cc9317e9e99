// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import static io.tidemark.service.serde.AvroReader.text;
import static io.tidemark.service.serde.AvroReader.whole;

import io.tidemark.service.registry.SchemaRegistryClient;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Reads dead letters back. Not safe for use by several threads. */
public final class DeadLetterReader {

  private final AvroReader reader;

  /**
   * Makes a reader.
   *
   * @param registry where writers registered their schemas
   */
  public DeadLetterReader(SchemaRegistryClient registry) {
    reader = new AvroReader(registry, Contracts.DEAD_LETTER);
  }

  /**
   * Reads one record of the dead-letter topic.
   *
   * @param value the record's value
   * @return the letter
   * @throws UndecodableRecordException if it is no dead letter
   */
  public StoredDeadLetter read(byte[] value) throws UndecodableRecordException {
    if (value == null) {
      throw new UndecodableRecordException(
          UndecodableRecordException.NULL_VALUE, "the record has no value");
    }
    GenericRecord letter = reader.read(value);
    byte[] key = bytes(letter, "key");
    ConsumerRecord<byte[], byte[]> original =
        new ConsumerRecord<>(
            text(letter, "topic"),
            (Integer) letter.get("partition"),
            whole(letter, "offset"),
            whole(letter, "timestamp"),
            TimestampType.NO_TIMESTAMP_TYPE,
            // Letters of before this field was there have -1, and a key that was hardly ever cut.
            Math.max((Integer) letter.get("key_size"), key == null ? -1 : key.length),
            (Integer) letter.get("value_size"),
            key,
            bytes(letter, "value"),
            headers((List<?>) letter.get("headers")),
            Optional.empty());
    return new StoredDeadLetter(
        original,
        text(letter, "reason"),
        text(letter, "message"),
        (Integer) letter.get("headers_left_out"),
        whole(letter, "emitted_at"));
  }

  private static RecordHeaders headers(List<?> stored) {
    RecordHeaders headers = new RecordHeaders();
    for (Object element : stored) {
      GenericRecord header = (GenericRecord) element;
      headers.add(text(header, "key"), bytes(header, "value"));
    }
    return headers;
  }

  private static byte[] bytes(GenericRecord record, String field) {
    ByteBuffer buffer = (ByteBuffer) record.get(field);
    if (buffer == null) {
      return null;
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
