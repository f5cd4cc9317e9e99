// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import io.tidemark.service.registry.RegistryUnavailableException;
import io.tidemark.service.registry.SchemaRegistryClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * What decoders have in common: from a record's value to its domain noun. What was written with the
 * contract's own schema is read straight from the bytes, anything else through Avro's schema
 * resolution. Whatever the bytes are, the outcome is a noun, an {@link UndecodableRecordException}
 * or a {@link RegistryUnavailableException}. Not thread-safe.
 */
abstract class ContractDecoder<T> {

  private static final Headers NO_HEADERS = new RecordHeaders();

  private final Schema contract;
  private final Framing<WriterPlan> framing;
  private final AvroCursor cursor = new AvroCursor();
  private final CursorDecoder avroDecoder = new CursorDecoder(cursor);

  ContractDecoder(SchemaRegistryClient registry, Schema contract) {
    this.contract = contract;
    Schema lenientContract = lenient(contract);
    this.framing =
        new Framing<>(
            registry, (schema, origin) -> WriterPlan.of(schema, contract, lenientContract));
  }

  /** Reads one record from the cursor to its end. */
  abstract T read(WriterPlan plan, AvroCursor from)
      throws MalformedAvroException, UndecodableRecordException;

  T decode(byte[] value) throws UndecodableRecordException {
    return decode(NO_HEADERS, value);
  }

  final T decode(Headers headers, byte[] value) throws UndecodableRecordException {
    if (value == null) {
      throw nullValue();
    }
    WriterPlan plan = framing.find(headers, value);
    cursor.reset(value, framing.bodyStart());
    try {
      T result = read(plan, cursor);
      cursor.requireEnd();
      return result;
    } catch (MalformedAvroException e) {
      throw malformed(e.getMessage());
    }
  }

  private UndecodableRecordException nullValue() {
    return new UndecodableRecordException(
        UndecodableRecordException.NULL_VALUE,
        "the value is null; publish a "
            + contract.getName()
            + " (deletions have no meaning on this topic)");
  }

  /** Reads one record from the cursor through schema resolution; any field may come out null. */
  final ResolvedFields resolve(WriterPlan plan)
      throws UndecodableRecordException, MalformedAvroException {
    try {
      avroDecoder.startRecord();
      return new ResolvedFields(plan.resolver().read(null, avroDecoder), framing.origin(), plan);
    } catch (AvroTypeException e) {
      throw new UndecodableRecordException(
          UndecodableRecordException.INCOMPATIBLE_SCHEMA,
          "what "
              + framing.origin()
              + " ("
              + plan.writer().getFullName()
              + ") wrote cannot be read as "
              + contract.getFullName()
              + ": "
              + e.getMessage()
              + "; write with the contract's field names and types");
    } catch (MalformedAvroException e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // Avro meets garbled bytes with whatever its own code happens to throw, and a self-referring
      // schema with the depth that the bytes ask for.
      throw new MalformedAvroException(
          "Avro failed with " + e.getClass().getSimpleName() + " near byte " + cursor.position());
    }
  }

  private UndecodableRecordException malformed(String what) {
    return new UndecodableRecordException(
        UndecodableRecordException.MALFORMED,
        "the bytes do not follow "
            + framing.origin()
            + ": "
            + what
            + "; check that the producer wrote with the schema it named");
  }

  /** The contract with every field nullable, so that its absence is ours to name. */
  private static Schema lenient(Schema contract) {
    List<Schema.Field> fields = new ArrayList<>();
    for (Schema.Field field : contract.getFields()) {
      Schema type =
          field.schema().isUnion()
              ? field.schema()
              : Schema.createUnion(Schema.create(Schema.Type.NULL), field.schema());
      fields.add(
          new Schema.Field(field.name(), type, field.doc(), Schema.Field.NULL_DEFAULT_VALUE));
    }
    return Schema.createRecord(
        contract.getName(), contract.getDoc(), contract.getNamespace(), false, fields);
  }
}
