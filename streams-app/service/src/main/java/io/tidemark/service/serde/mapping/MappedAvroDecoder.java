// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde.mapping;

import io.tidemark.core.observation.JoinHalf;
import io.tidemark.service.registry.SchemaRegistryClient;
import io.tidemark.service.serde.AvroCursor;
import io.tidemark.service.serde.Framing;
import io.tidemark.service.serde.InputDecoder;
import io.tidemark.service.serde.InputRecord;
import io.tidemark.service.serde.LayoutInterner;
import io.tidemark.service.serde.MalformedAvroException;
import io.tidemark.service.serde.TextCache;
import io.tidemark.service.serde.UndecodableRecordException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/**
 * Decodes any Avro record by a mapping, straight from the bytes: each writer schema is compiled
 * once into a plan. Not thread-safe.
 */
final class MappedAvroDecoder implements InputDecoder {

  private static final int MAX_DESERIALIZED = 1_000;

  private final Selection selection;
  private final Row row;
  private final TextCache texts = new TextCache();
  private final Notices notices;
  private final Framing<AvroPlan> plans;
  private final Map<Schema, AvroPlan> deserialized = new HashMap<>();
  private final AvroCursor cursor = new AvroCursor();

  MappedAvroDecoder(
      InputMapping mapping,
      SchemaRegistryClient registry,
      LayoutInterner layouts,
      Notices notices) {
    this.selection = new Selection(mapping);
    this.row = new Row(mapping, layouts);
    this.notices = notices;
    this.plans = new Framing<>(registry, this::compile);
  }

  private AvroPlan compile(Schema schema, String origin) throws UndecodableRecordException {
    try {
      AvroPlan plan = new AvroPlanCompiler(selection, row, texts, origin).compile(schema);
      notices.schema(origin, AvroPlanCompiler.name(schema), plan);
      return plan;
    } catch (StackOverflowError e) {
      throw new UndecodableRecordException(
          UndecodableRecordException.UNSUPPORTED_SCHEMA, origin + " is nested too deeply");
    }
  }

  @Override
  public JoinHalf decode(InputRecord record) throws UndecodableRecordException {
    byte[] value = record.value();
    if (value == null) {
      throw new UndecodableRecordException(
          UndecodableRecordException.NULL_VALUE,
          "the value is null; publish a record (deletions have no meaning on this topic)");
    }
    forgetWhenOvergrown();
    AvroPlan plan = plans.find(record.headers(), value);
    return read(plan, value, plans.bodyStart(), plans.origin(), record);
  }

  /** Decodes a record that somebody else has read, by writing it again in its own schema. */
  JoinHalf decode(IndexedRecord fields, InputRecord record) throws UndecodableRecordException {
    forgetWhenOvergrown();
    Schema schema = fields.getSchema();
    String origin = "schema " + AvroPlanCompiler.name(schema);
    AvroPlan plan = deserialized.get(schema);
    if (plan == null) {
      plan = compile(schema, origin);
      deserialized.put(schema, plan);
    }
    return read(plan, RewrittenAvro.bytes(fields), 0, origin, record);
  }

  private void forgetWhenOvergrown() {
    if (row.overgrown() || deserialized.size() > MAX_DESERIALIZED) {
      plans.forget();
      deserialized.clear();
      row.forget();
    }
  }

  private JoinHalf read(AvroPlan plan, byte[] value, int from, String origin, InputRecord record)
      throws UndecodableRecordException {
    row.start();
    row.features().start(plan.features());
    row.predictions().start(plan.predictions());
    cursor.reset(value, from);
    try {
      plan.root().read(cursor);
      cursor.requireEnd();
    } catch (MalformedAvroException e) {
      throw new UndecodableRecordException(
          UndecodableRecordException.MALFORMED,
          "the bytes do not follow "
              + origin
              + ": "
              + e.getMessage()
              + "; check that the producer wrote with the schema it named");
    }
    return row.finish(record);
  }
}
