// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.core.observation.JoinHalf;
import io.tidemark.service.registry.RegistryUnavailableException;
import io.tidemark.service.serde.InputDecoder;
import io.tidemark.service.serde.InputRecord;
import io.tidemark.service.serde.UndecodableRecordException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;

/**
 * Decodes what somebody's deserializer makes of a value: Avro's generic and specific records, maps,
 * Jackson's trees, texts and bytes. Records and trees are written again and read by the mapping's
 * plans, so that one set of rules holds; that costs as much again, and is for formats that Tidemark
 * does not read itself. Not thread-safe.
 */
final class DeserializedDecoder implements InputDecoder {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Deserializer<?> deserializer;
  private final String topic;
  private final MappedAvroDecoder avro;
  private final InputDecoder json;
  private final InputDecoder bytes;

  DeserializedDecoder(
      Deserializer<?> deserializer,
      String topic,
      MappedAvroDecoder avro,
      InputDecoder json,
      InputDecoder bytes) {
    this.deserializer = deserializer;
    this.topic = topic;
    this.avro = avro;
    this.json = json;
    this.bytes = bytes;
  }

  @Override
  public JoinHalf decode(InputRecord record) throws UndecodableRecordException {
    if (record.value() == null) {
      return bytes.decode(record);
    }
    Object value = deserialize(record);
    try {
      if (value instanceof IndexedRecord fields) {
        return avro.decode(fields, record);
      }
      if (value instanceof Map || value instanceof JsonNode) {
        return json.decode(with(record, JSON.writeValueAsBytes(value)));
      }
    } catch (JsonProcessingException | StackOverflowError e) {
      throw unusable("a tree that cannot be written as JSON");
    }
    return bytes.decode(with(record, asBytes(value)));
  }

  private Object deserialize(InputRecord record) throws UndecodableRecordException {
    try {
      return deserializer.deserialize(topic, record.headers(), record.value());
    } catch (RuntimeException | StackOverflowError e) {
      // Anybody's code: whatever it throws is about this record, unless a network is behind it.
      if (isPassing(e)) {
        throw new RegistryUnavailableException(
            deserializer.getClass().getName() + " cannot reach what it needs: " + e.getMessage(),
            e);
      }
      throw new UndecodableRecordException(
          UndecodableRecordException.DESERIALIZER_FAILED,
          deserializer.getClass().getName()
              + " failed: "
              + e
              + (e.getCause() == null ? "" : ", because of " + e.getCause()));
    }
  }

  private static boolean isPassing(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 10; depth++) {
      if (cause instanceof RetriableException
          || cause instanceof SocketException
          || cause instanceof SocketTimeoutException
          || cause instanceof UnknownHostException
          || cause instanceof HttpTimeoutException
          || cause instanceof RegistryUnavailableException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private byte[] asBytes(Object value) throws UndecodableRecordException {
    if (value instanceof byte[] array) {
      return array;
    }
    if (value instanceof CharSequence text) {
      return text.toString().getBytes(StandardCharsets.UTF_8);
    }
    if (value instanceof ByteBuffer buffer) {
      return Utils.toArray(buffer);
    }
    if (value instanceof Bytes wrapped) {
      return wrapped.get();
    }
    throw unusable(value == null ? "null" : value.getClass().getName());
  }

  private UndecodableRecordException unusable(String what) {
    return new UndecodableRecordException(
        UndecodableRecordException.DESERIALIZER_FAILED,
        deserializer.getClass().getName()
            + " yielded "
            + what
            + "; it must yield Avro records, maps, JsonNode, texts or bytes");
  }

  private static InputRecord with(InputRecord record, byte[] value) {
    return new InputRecord(record.key(), value, record.headers(), record.timestampMillis());
  }

  @Override
  public void close() {
    deserializer.close();
  }
}
