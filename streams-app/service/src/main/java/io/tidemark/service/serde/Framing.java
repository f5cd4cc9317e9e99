// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import io.tidemark.service.registry.InvalidSchemaException;
import io.tidemark.service.registry.NotWireFormatException;
import io.tidemark.service.registry.SchemaNotFoundException;
import io.tidemark.service.registry.SchemaRegistryClient;
import io.tidemark.service.registry.WireFormat;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Finds which schema wrote a value and where its body begins, and keeps for each schema what a
 * decoder made of it.
 *
 * <pre>
 * in the value   0x00, schema id (4 bytes, big-endian), body
 *                0x01, schema GUID (16 bytes, big-endian), body
 * in the header  __value_schema_id holds one of these without a body; the value is the body alone
 * </pre>
 *
 * <p>The header, where it is there, wins. Not thread-safe.
 *
 * @param <P> what is kept for a schema
 */
public final class Framing<P> {

  /** The header that names the schema of a record's value. */
  public static final String HEADER = "__value_schema_id";

  /** Schemas of which something is kept; beyond that, it starts over. */
  private static final int MOST_SCHEMAS = 1_000;

  /** Makes what is kept; asked once for each schema, whether it succeeds or not. */
  @FunctionalInterface
  public interface Maker<P> {
    /** Makes it from a schema and the words that name it in messages. */
    P make(Schema schema, String origin) throws UndecodableRecordException;
  }

  private record Outcome<P>(P made, UndecodableRecordException failure) {}

  private final SchemaRegistryClient registry;
  private final Maker<P> maker;
  private final Map<Object, Outcome<P>> outcomes = new HashMap<>();
  private int lastId;
  private Integer lastKey;
  private Outcome<P> last;
  private Object key;
  private int bodyStart;

  /**
   * Makes one with nothing kept yet.
   *
   * @param registry where writer schemas come from
   * @param maker makes what is kept
   */
  public Framing(SchemaRegistryClient registry, Maker<P> maker) {
    this.registry = registry;
    this.maker = maker;
  }

  /**
   * What is kept for the schema that wrote a value; {@link #bodyStart} tells the rest.
   *
   * @param headers of the record
   * @param value the value; not null
   * @throws UndecodableRecordException if the value names no schema that can be read
   */
  public P find(Headers headers, byte[] value) throws UndecodableRecordException {
    Header header = headers.lastHeader(HEADER);
    if (header == null && last != null && WireFormat.startsWith(value, lastId)) {
      bodyStart = WireFormat.HEADER_BYTES;
      key = lastKey;
      return take(last);
    }
    try {
      if (header == null || header.value() == null) {
        bodyStart = locate(value);
      } else {
        locate(header.value());
        bodyStart = 0;
      }
    } catch (NotWireFormatException e) {
      throw new UndecodableRecordException(
          UndecodableRecordException.NOT_AVRO,
          (header == null ? "" : "header " + HEADER + ": ") + e.getMessage());
    }
    return take(outcome());
  }

  /** Where the body of the value last looked at begins. */
  public int bodyStart() {
    return bodyStart;
  }

  /** Names the schema last found, for messages. */
  public String origin() {
    return key instanceof UUID ? "schema GUID " + key : "schema id " + key;
  }

  /** Forgets everything kept. */
  public void forget() {
    outcomes.clear();
    last = null;
  }

  /** Finds the schema's name at the beginning of bytes; returns where it ends. */
  private int locate(byte[] bytes) throws NotWireFormatException {
    if (WireFormat.isGuid(bytes)) {
      key = WireFormat.schemaGuid(bytes);
      return WireFormat.GUID_HEADER_BYTES;
    }
    key = WireFormat.schemaId(bytes);
    return WireFormat.HEADER_BYTES;
  }

  private Outcome<P> outcome() throws UndecodableRecordException {
    Outcome<P> outcome = outcomes.get(key);
    if (outcome == null) {
      // What the registry does not know now it may know later, so that is not kept.
      Schema schema = schema();
      try {
        outcome = new Outcome<>(maker.make(schema, origin()), null);
      } catch (UndecodableRecordException e) {
        outcome = new Outcome<>(null, e);
      }
      if (outcomes.size() >= MOST_SCHEMAS) {
        forget();
      }
      outcomes.put(key, outcome);
    }
    if (key instanceof Integer id) {
      lastId = id;
      lastKey = id;
      last = outcome;
    }
    return outcome;
  }

  private static <P> P take(Outcome<P> outcome) throws UndecodableRecordException {
    if (outcome.failure() != null) {
      throw outcome.failure();
    }
    return outcome.made();
  }

  private Schema schema() throws UndecodableRecordException {
    try {
      return key instanceof UUID guid
          ? registry.schemaByGuid(guid)
          : registry.schemaById((Integer) key);
    } catch (SchemaNotFoundException e) {
      throw new UndecodableRecordException(
          UndecodableRecordException.UNKNOWN_SCHEMA_ID, e.getMessage());
    } catch (InvalidSchemaException e) {
      throw new UndecodableRecordException(
          UndecodableRecordException.UNSUPPORTED_SCHEMA, e.getMessage());
    }
  }
}
