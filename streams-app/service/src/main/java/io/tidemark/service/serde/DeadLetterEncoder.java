// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import io.tidemark.schemas.DeadLetter;
import io.tidemark.schemas.DeadLetterHeader;
import io.tidemark.service.registry.SchemaRegistryClient;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Encodes records of the dead-letter topic. A dead letter is larger than the record it carries, so
 * a record near the broker's limit would make one that cannot be published; what is carried is
 * therefore cut to {@link #MAX_CARRIED_BYTES}, first headers, then the key's, then the value's end.
 * Thread-safe.
 */
public final class DeadLetterEncoder extends ContractEncoder {

  /** Bytes of key, value and headers together at most; under Kafka's default limit of 1 MiB. */
  public static final int MAX_CARRIED_BYTES = 950_000;

  private static final int MAX_HEADER_BYTES = 100_000;
  private static final int MAX_KEY_BYTES = 100_000;
  private static final int MAX_MESSAGE_LENGTH = 2_000;

  /**
   * Makes an encoder.
   *
   * @param registry where the schema is registered
   * @param topic the dead-letter topic
   */
  public DeadLetterEncoder(SchemaRegistryClient registry, String topic) {
    super(registry, topic, Contracts.DEAD_LETTER);
  }

  /**
   * The key of a record: where the original was read.
   *
   * @param record the original
   * @return {@code topic-partition} in UTF-8
   */
  public byte[] key(RejectedRecord record) {
    return utf8(record.topic() + "-" + record.partition());
  }

  /**
   * The value of a record.
   *
   * @param record the original
   * @param emittedMillis now, since the epoch
   * @return Avro in Confluent's wire format
   */
  public byte[] value(RejectedRecord record, long emittedMillis) {
    Record<byte[], byte[]> original = record.original();
    byte[] value = original.value();
    int[] room = {MAX_HEADER_BYTES};
    List<DeadLetterHeader> headers = headers(original.headers(), room);
    int headersLeftOut = original.headers().toArray().length - headers.size();
    ByteBuffer key = cut(original.key(), MAX_KEY_BYTES);
    int carried = MAX_HEADER_BYTES - room[0] + (key == null ? 0 : key.remaining());
    return frame(
        DeadLetter.newBuilder()
            .setTopic(record.topic())
            .setPartition(record.partition())
            .setOffset(record.offset())
            .setTimestamp(Instant.ofEpochMilli(original.timestamp()))
            .setReason(record.reason())
            .setMessage(cut(record.message()))
            .setKey(key)
            .setKeySize(original.key() == null ? -1 : original.key().length)
            .setValue(cut(value, MAX_CARRIED_BYTES - carried))
            .setValueSize(value == null ? -1 : value.length)
            .setHeaders(headers)
            .setHeadersLeftOut(headersLeftOut)
            .setEmittedAt(Instant.ofEpochMilli(emittedMillis))
            .build());
  }

  private static List<DeadLetterHeader> headers(Headers headers, int[] room) {
    List<DeadLetterHeader> kept = new ArrayList<>();
    for (Header header : headers) {
      // Eight bytes for lengths and the union, a little more than they take.
      int size = utf8(header.key()).length + 8;
      size += header.value() == null ? 0 : header.value().length;
      if (size > room[0]) {
        break;
      }
      room[0] -= size;
      ByteBuffer value = header.value() == null ? null : ByteBuffer.wrap(header.value());
      kept.add(DeadLetterHeader.newBuilder().setKey(header.key()).setValue(value).build());
    }
    return kept;
  }

  private static ByteBuffer cut(byte[] bytes, int limit) {
    return bytes == null ? null : ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, limit));
  }

  private static String cut(String message) {
    return message.length() <= MAX_MESSAGE_LENGTH
        ? message
        : message.substring(0, MAX_MESSAGE_LENGTH) + "…";
  }
}
