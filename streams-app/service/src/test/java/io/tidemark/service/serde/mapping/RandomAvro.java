// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde.mapping;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Schemas and records of chance, and the values that a mapping of {@code *} takes of a record. */
final class RandomAvro {

  private final Random random;
  private int names;

  RandomAvro(Random random) {
    this.random = random;
  }

  /** A record with an envelope {@code event}, a {@code score}, and anything besides. */
  Schema schema() {
    Schema event = record("Event");
    event.setFields(
        List.of(
            field("id", Schema.create(Schema.Type.STRING)),
            field("model", Schema.create(Schema.Type.STRING)),
            field("at", logical(Schema.Type.LONG, LogicalTypes.timestampMillis()))));
    List<Schema.Field> fields = new ArrayList<>();
    fields.add(field("event", event));
    fields.add(field("score", Schema.create(Schema.Type.DOUBLE)));
    fields.addAll(fields(3));
    Schema root = record("Root");
    root.setFields(shuffled(fields));
    return root;
  }

  private List<Schema.Field> shuffled(List<Schema.Field> fields) {
    List<Schema.Field> shuffled = new ArrayList<>(fields);
    java.util.Collections.shuffle(shuffled, random);
    return shuffled;
  }

  private List<Schema.Field> fields(int depth) {
    List<Schema.Field> fields = new ArrayList<>();
    int count = 1 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      fields.add(field("f" + i, type(depth)));
    }
    return fields;
  }

  private static Schema.Field field(String name, Schema type) {
    return new Schema.Field(name, type);
  }

  private Schema record(String prefix) {
    return Schema.createRecord(prefix + names++, null, "any", false);
  }

  private Schema type(int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 5)) {
      case 0, 1, 2 -> scalar();
      case 3 -> union(scalar());
      case 4 -> random.nextBoolean() ? odd() : manyBranches();
      case 5 -> nested(depth);
      case 6 -> union(nested(depth));
      default -> Schema.createMap(random.nextBoolean() ? scalar() : union(scalar()));
    };
  }

  private Schema nested(int depth) {
    Schema nested = record("Nested");
    nested.setFields(fields(depth - 1));
    return nested;
  }

  private Schema union(Schema other) {
    Schema none = Schema.create(Schema.Type.NULL);
    return random.nextBoolean() ? Schema.createUnion(none, other) : Schema.createUnion(other, none);
  }

  private static Schema manyBranches() {
    return Schema.createUnion(
        Schema.create(Schema.Type.NULL),
        Schema.create(Schema.Type.DOUBLE),
        Schema.create(Schema.Type.STRING),
        Schema.create(Schema.Type.BYTES),
        Schema.create(Schema.Type.BOOLEAN));
  }

  private Schema scalar() {
    return switch (random.nextInt(11)) {
      case 0 -> Schema.create(Schema.Type.INT);
      case 1 -> Schema.create(Schema.Type.LONG);
      case 2 -> Schema.create(Schema.Type.FLOAT);
      case 3, 4 -> Schema.create(Schema.Type.DOUBLE);
      case 5 -> Schema.create(Schema.Type.BOOLEAN);
      case 6 -> Schema.create(Schema.Type.STRING);
      case 7 -> Schema.createEnum("E" + names++, null, "any", List.of("RED", "GREEN", "BLUE"));
      case 8 -> logical(Schema.Type.BYTES, LogicalTypes.decimal(18, random.nextInt(5)));
      case 9 ->
          LogicalTypes.decimal(20, 2)
              .addToSchema(Schema.createFixed("D" + names++, null, "any", 9));
      default -> logical(Schema.Type.LONG, LogicalTypes.timestampMicros());
    };
  }

  private Schema odd() {
    return switch (random.nextInt(4)) {
      case 0 -> Schema.create(Schema.Type.BYTES);
      case 1 -> Schema.createArray(union(scalar()));
      case 2 -> Schema.createFixed("X" + names++, null, "any", 7);
      default -> Schema.createArray(Schema.create(Schema.Type.DOUBLE));
    };
  }

  private static Schema logical(Schema.Type type, LogicalType logical) {
    return logical.addToSchema(Schema.create(type));
  }

  GenericRecord value(Schema schema) {
    return (GenericRecord) any(schema);
  }

  private Object any(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> {
        GenericRecord record = new GenericData.Record(schema);
        schema.getFields().forEach(field -> record.put(field.name(), any(field.schema())));
        yield record;
      }
      case UNION -> any(schema.getTypes().get(random.nextInt(schema.getTypes().size())));
      case MAP -> map(schema);
      case ARRAY -> {
        List<Object> items = new ArrayList<>();
        for (int left = random.nextInt(3); left > 0; left--) {
          items.add(any(schema.getElementType()));
        }
        yield items;
      }
      case NULL -> null;
      case INT -> random.nextInt();
      case LONG -> random.nextLong() >> random.nextInt(64);
      case FLOAT -> (float) random.nextGaussian();
      case DOUBLE -> random.nextInt(20) == 0 ? Double.NaN : random.nextGaussian();
      case BOOLEAN -> random.nextBoolean();
      case STRING -> "é-" + random.nextInt(1_000);
      case ENUM ->
          new GenericData.EnumSymbol(schema, schema.getEnumSymbols().get(random.nextInt(3)));
      case BYTES -> ByteBuffer.wrap(unscaled().toByteArray());
      case FIXED -> new GenericData.Fixed(schema, padded(unscaled(), schema.getFixedSize()));
    };
  }

  private BigInteger unscaled() {
    return BigInteger.valueOf(random.nextLong() >> (8 + random.nextInt(56)));
  }

  private static byte[] padded(BigInteger number, int size) {
    byte[] bytes = new byte[size];
    java.util.Arrays.fill(bytes, (byte) number.signum() < 0 ? (byte) -1 : 0);
    byte[] own = number.toByteArray();
    int length = Math.min(own.length, size);
    System.arraycopy(own, own.length - length, bytes, size - length, length);
    return bytes;
  }

  private Map<String, Object> map(Schema schema) {
    Map<String, Object> map = random.nextBoolean() ? new TreeMap<>() : new HashMap<>();
    for (int left = random.nextInt(5); left > 0; left--) {
      map.put("k" + random.nextInt(6), any(schema.getValueType()));
    }
    return map;
  }

  /** What {@code features=*} with score as prediction takes, by a walk over the generic record. */
  static Map<String, Object> features(GenericRecord record) {
    Map<String, Object> found = new HashMap<>();
    fixedNames(record.getSchema(), "", found);
    walk(record.getSchema(), record, "", found);
    found.keySet().removeAll(List.of("event.id", "event.model", "event.at", "score"));
    return found;
  }

  /** Names that a schema alone gives, which are missing where a record does not come to them. */
  private static void fixedNames(Schema schema, String path, Map<String, Object> found) {
    switch (schema.getType()) {
      case RECORD ->
          schema
              .getFields()
              .forEach(
                  field ->
                      fixedNames(
                          field.schema(), AvroPlanCompiler.child(path, field.name()), found));
      case UNION -> {
        boolean point = schema.getTypes().stream().anyMatch(RandomAvro::isPoint);
        if (!point) {
          schema.getTypes().forEach(branch -> fixedNames(branch, path, found));
        }
      }
      default -> {
        if (taken(schema)) {
          found.put(path, null);
        }
      }
    }
  }

  private static void walk(Schema schema, Object value, String path, Map<String, Object> found) {
    switch (schema.getType()) {
      case RECORD ->
          schema
              .getFields()
              .forEach(
                  field ->
                      walk(
                          field.schema(),
                          ((GenericRecord) value).get(field.name()),
                          AvroPlanCompiler.child(path, field.name()),
                          found));
      case MAP ->
          ((Map<?, ?>) value)
              .forEach(
                  (key, item) -> {
                    Schema items = schema.getValueType();
                    boolean point =
                        isPoint(items)
                            || (items.isUnion()
                                && items.getTypes().stream().anyMatch(RandomAvro::isPoint));
                    if (!point) {
                      found.put(path + "." + key, null);
                      walk(items, item, path + "." + key, found);
                    }
                  });
      case UNION -> {
        if (schema.getTypes().stream().noneMatch(RandomAvro::isPoint)) {
          int branch = GenericData.get().resolveUnion(schema, value);
          walk(schema.getTypes().get(branch), value, path, found);
        }
      }
      default -> {
        if (taken(schema) && value != null) {
          found.put(path, plain(schema, value));
        }
      }
    }
  }

  private static boolean isPoint(Schema schema) {
    return schema.getLogicalType() instanceof LogicalTypes.TimestampMicros
        || schema.getLogicalType() instanceof LogicalTypes.TimestampMillis;
  }

  private static boolean taken(Schema schema) {
    return switch (schema.getType()) {
      case INT, LONG -> !isPoint(schema);
      case FLOAT, DOUBLE, BOOLEAN, STRING, ENUM -> true;
      case BYTES, FIXED -> schema.getLogicalType() instanceof LogicalTypes.Decimal;
      case RECORD, ARRAY, MAP, UNION, NULL -> false;
    };
  }

  private static Object plain(Schema schema, Object value) {
    if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
      byte[] bytes =
          value instanceof GenericData.Fixed fixed ? fixed.bytes() : ((ByteBuffer) value).array();
      return new BigDecimal(new BigInteger(bytes), decimal.getScale()).doubleValue();
    }
    return value instanceof Number number ? (Object) number.doubleValue() : value.toString();
  }
}
