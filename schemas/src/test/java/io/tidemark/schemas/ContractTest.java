// SPDX-License-Identifier: Apache-2.0
package io.tidemark.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every contract promises: it can be read by and can read its first version (FULL), and it
 * explains itself. A file under {@code v1} is never edited once released; a change that breaks a
 * case here needs a new topic, not a new fixture.
 */
class ContractTest {

  private static final Path CURRENT = Path.of("src/main/avro");
  private static final Path FIRST = Path.of("src/test/resources/v1");

  static Stream<String> contracts() {
    try (Stream<Path> files = Files.list(FIRST)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void currentSchema_readsItsFirstVersion(String file) throws IOException {
    assertReads(parse(CURRENT.resolve(file)), parse(FIRST.resolve(file)));
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void firstVersion_readsTheCurrentSchema(String file) throws IOException {
    assertReads(parse(FIRST.resolve(file)), parse(CURRENT.resolve(file)));
  }

  @Test
  void everyContract_hasAFirstVersion() throws IOException {
    try (Stream<Path> files = Files.list(CURRENT)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(contracts().toList());
    }
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void everyTypeAndField_isDocumentedAndNamedBySchemaRules(String file) throws IOException {
    List<String> faults = new ArrayList<>();
    for (Schema type : namedTypes(parse(CURRENT.resolve(file)))) {
      check(faults, type.getDoc() != null && !type.getDoc().isBlank(), type.getName(), "no doc");
      check(faults, type.getName().matches("([A-Z][a-z0-9]+)+"), type.getName(), "not PascalCase");
      check(
          faults,
          type.getNamespace().equals("io.tidemark.schemas"),
          type.getName(),
          "wrong namespace");
      if (type.getType() == Schema.Type.ENUM) {
        check(faults, "UNKNOWN".equals(type.getEnumDefault()), type.getName(), "default symbol");
        continue;
      }
      for (Schema.Field field : type.getFields()) {
        String where = type.getName() + "." + field.name();
        check(faults, field.doc() != null && !field.doc().isBlank(), where, "no doc");
        check(faults, field.name().matches("[a-z][a-z0-9]*(_[a-z0-9]+)*"), where, "not snake_case");
        check(faults, timeIsMillis(field), where, "a point in time must be timestamp-millis");
      }
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void featuresAndPredictions_carryTheSameValueUnion() throws IOException {
    Schema features =
        parse(CURRENT.resolve("FeatureVector.avsc")).getField("features").schema().getValueType();
    Schema prediction = parse(CURRENT.resolve("Prediction.avsc"));

    assertThat(prediction.getField("predictions").schema().getValueType()).isEqualTo(features);
    assertThat(prediction.getField("features").schema().getTypes().get(1).getValueType())
        .isEqualTo(features);
  }

  private static void assertReads(Schema reader, Schema writer) {
    SchemaPairCompatibility result =
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
    assertThat(result.getType())
        .as(result.getResult().getIncompatibilities().toString())
        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
  }

  private static void check(List<String> faults, boolean holds, String where, String what) {
    if (!holds) {
      faults.add(where + ": " + what);
    }
  }

  private static boolean timeIsMillis(Schema.Field field) {
    String name = field.name();
    boolean time =
        name.equals("timestamp")
            || name.matches(".*_(at|start|end|until)")
            || name.matches("data_(from|to)");
    LogicalType logicalType = field.schema().getLogicalType();
    return !time || LogicalTypes.timestampMillis().equals(logicalType);
  }

  private static Set<Schema> namedTypes(Schema root) {
    Set<Schema> found = new LinkedHashSet<>();
    collect(root, found);
    return found;
  }

  private static void collect(Schema schema, Set<Schema> found) {
    switch (schema.getType()) {
      case RECORD -> {
        if (found.add(schema)) {
          schema.getFields().forEach(field -> collect(field.schema(), found));
        }
      }
      case ENUM, FIXED -> found.add(schema);
      case ARRAY -> collect(schema.getElementType(), found);
      case MAP -> collect(schema.getValueType(), found);
      case UNION -> schema.getTypes().forEach(branch -> collect(branch, found));
      default -> {
        // A primitive has no name and no doc.
      }
    }
  }

  private static Schema parse(Path file) throws IOException {
    return new Schema.Parser(NameValidator.STRICT_VALIDATOR)
        .setValidateDefaults(true)
        .parse(Files.readString(file));
  }
}
