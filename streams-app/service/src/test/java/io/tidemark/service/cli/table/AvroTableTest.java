// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroTableTest {

  private static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Loan", "fields": [
                {"name": "amount", "type": "double"},
                {"name": "months", "type": ["null", "int"]},
                {"name": "number", "type": "long"},
                {"name": "kind", "type": {"type": "enum", "name": "Kind", "symbols": ["CAR", "HOUSE"]}},
                {"name": "paid", "type": ["boolean", "null"]},
                {"name": "rate", "type": {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 3}},
                {"name": "day", "type": {"type": "int", "logicalType": "date"}},
                {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
                {"name": "tags", "type": {"type": "map", "values": "string"}},
                {"name": "either", "type": ["string", "double"]},
                {"name": "owner", "type": ["null", {"type": "record", "name": "Owner", "fields": [
                  {"name": "city", "type": "string"},
                  {"name": "home", "type": {"type": "record", "name": "Home", "fields": [
                    {"name": "rooms", "type": ["null", "float"]}]}}]}]}
              ]}
              """);

  @TempDir private Path directory;

  private static GenericRecord loan(int i) {
    GenericRecord loan = new GenericData.Record(SCHEMA);
    loan.put("amount", i + 0.5);
    loan.put("months", i % 2 == 0 ? null : i);
    loan.put("number", (1L << 60) + i);
    loan.put(
        "kind",
        new GenericData.EnumSymbol(SCHEMA.getField("kind").schema(), i % 2 == 0 ? "CAR" : "HOUSE"));
    loan.put("paid", i % 3 == 0);
    loan.put("rate", ByteBuffer.wrap(new byte[] {(byte) 0xFF, (byte) (0x38 + i)})); // -0.2 + i/1000
    loan.put("day", 19_000);
    loan.put("at", 1_700_000_000_000L);
    loan.put("tags", Map.of("a", "b"));
    loan.put("either", 1.0);
    if (i % 2 == 1) {
      Schema owners = SCHEMA.getField("owner").schema().getTypes().get(1);
      GenericRecord owner = new GenericData.Record(owners);
      GenericRecord home = new GenericData.Record(owners.getField("home").schema());
      home.put("rooms", i + 0.25f);
      owner.put("city", "Åbo");
      owner.put("home", home);
      loan.put("owner", owner);
    }
    return loan;
  }

  private Path write(String codec, int rows) throws IOException {
    Path file = directory.resolve(codec);
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<GenericRecord>(SCHEMA))) {
      writer.setCodec(CodecFactory.fromString(codec)).create(SCHEMA, file.toFile());
      for (int i = 0; i < rows; i++) {
        writer.append(loan(i));
      }
    }
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "deflate", "snappy", "zstandard"})
  void rows_everyType_areCellsUnderDottedNames(String codec) throws Exception {
    Table table = Table.open(write(codec, 2));
    assertThat(table.columns())
        .containsExactly(
            "amount",
            "months",
            "number",
            "kind",
            "paid",
            "rate",
            "day",
            "at",
            "owner.city",
            "owner.home.rooms");
    assertThat(table.timeColumns()).containsExactly("day", "at");
    assertThat(table.unusable())
        .containsExactly("tags (of type map)", "either (a union of several types)");
    assertThat(TableText.numbers(table))
        .containsExactly(
            Arrays.asList(
                "0.5",
                null,
                "1.15292150460684698E18",
                "CAR",
                "true",
                "-0.2",
                "2022-01-08",
                "2023-11-14T22:13:20Z",
                null,
                null),
            Arrays.asList(
                "1.5",
                "1.0",
                "1.15292150460684698E18",
                "HOUSE",
                "false",
                "-0.199",
                "2022-01-08",
                "2023-11-14T22:13:20Z",
                "Åbo",
                "1.25"));
    assertThat(TableText.texts(table).get(1).subList(0, 3))
        .containsExactly("1.5", "1", "1152921504606846977");
  }

  @Test
  void read_severalSinks_giveEveryRowOnce() throws Exception {
    Table table = Table.open(write("deflate", 20_000));
    AtomicLong rows = new AtomicLong();
    RowSink sink = batch -> rows.addAndGet(batch.rows());
    table.read(Collections.nCopies(10, Reading.NUMBER), List.of(sink, sink));
    assertThat(rows).hasValue(20_000);
    assertThat(table.describe(16)).isEqualTo("row 17");
  }

  @Test
  void read_cutFile_saysAfterWhichRow() throws Exception {
    Path file = write("null", 20_000);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 100));
    assertThatThrownBy(() -> TableText.texts(Table.open(file)))
        .isInstanceOf(TableException.class)
        .hasMessageContaining(file + ", after row 19")
        .hasMessageContaining("cut off");
  }

  @Test
  void open_noRecords_saysWhatIsNeeded() throws Exception {
    Path file = directory.resolve("numbers");
    Schema number = Schema.create(Schema.Type.INT);
    try (DataFileWriter<Integer> writer = new DataFileWriter<>(new GenericDatumWriter<>(number))) {
      writer.create(number, file.toFile());
      writer.append(1);
    }
    assertThatThrownBy(() -> Table.open(file)).hasMessageContaining("a table needs records");
  }
}
