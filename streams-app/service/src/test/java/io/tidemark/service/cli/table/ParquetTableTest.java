// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that pyarrow and pandas wrote, by {@code src/test/python/parquet_fixtures.py}. */
class ParquetTableTest {

  private static final List<String> COLUMNS =
      List.of(
          "int8",
          "uint64",
          "int64",
          "half",
          "float",
          "double",
          "flag",
          "text",
          "category",
          "price",
          "day",
          "at",
          "point.x",
          "point.kind");

  @TempDir private Path directory;

  private Path fixture(String name) throws IOException {
    Path file = directory.resolve(name + ".bin");
    try (InputStream in = ParquetTableTest.class.getResourceAsStream(name + ".parquet")) {
      Files.copy(in, file);
    }
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "snappy", "gzip", "zstd", "lz4", "v2"})
  void rows_everyTypeAndCodec_areReadAsNumbers(String name) throws Exception {
    Table table = Table.open(fixture(name));
    assertThat(table.columns()).isEqualTo(COLUMNS);
    assertThat(table.unusable())
        .containsExactly("list.list.element (a list or map)", "raw (raw bytes)");
    assertThat(table.timeColumns()).containsExactly("day", "at");
    List<List<String>> rows = TableText.numbers(table);
    assertThat(rows).hasSize(20);
    assertThat(rows.get(0).get(5)).isEqualTo("NaN");
    assertThat(rows.get(4)).isEqualTo(Collections.nCopies(COLUMNS.size(), null));
    assertThat(rows.get(18))
        .isEqualTo(
            Arrays.asList(
                "8.0",
                "1.8446744073709552E19",
                "1.15292150460684698E18",
                "4.5",
                "2.25",
                "1.8",
                "true",
                "väl0",
                "a",
                "0.16",
                "2024-03-17",
                "2024-02-28T12:00:00.123456Z",
                "9.0",
                null));
  }

  @Test
  void rows_textsWanted_areExactBeyondDoubles() throws Exception {
    List<String> row = TableText.texts(Table.open(fixture("snappy"))).get(18);
    assertThat(row.subList(0, 6))
        .containsExactly("8", "18446744073709551597", "1152921504606846994", "4.5", "2.25", "1.8");
    assertThat(row.get(9)).isEqualTo("0.16");
  }

  @Test
  void rows_ofPandas_haveNullsWhereItHasNone() throws Exception {
    assertThat(TableText.numbers(Table.open(fixture("pandas"))))
        .containsExactly(List.of("1.5", "u"), Arrays.asList(null, "v"), Arrays.asList("3.0", null));
  }

  @Test
  void read_someColumns_leavesTheOthers() throws Exception {
    Table table = Table.open(fixture("zstd"));
    List<Reading> wanted = new ArrayList<>(Collections.nCopies(14, Reading.SKIP));
    wanted.set(12, Reading.NUMBER);
    double[] sum = new double[1];
    table.read(
        wanted,
        List.of(
            batch -> {
              assertThat(batch.column(0)).isNull();
              for (int row = 0; row < batch.rows(); row++) {
                sum[0] += batch.column(12).isNumber(row) ? batch.column(12).number(row) : 0;
              }
            }));
    assertThat(sum[0]).isEqualTo((19 * 20 / 2 - (4 + 9 + 14 + 19)) / 2.0);
  }

  @Test
  void read_unknownCodec_namesItAndTheRemedy() throws Exception {
    Path file = fixture("brotli");
    assertThatThrownBy(() -> TableText.texts(Table.open(file)))
        .isInstanceOf(TableException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("compressed by BROTLI")
        .hasMessageContaining("snappy");
  }

  @Test
  void open_cutFile_saysSo() throws Exception {
    Path file = fixture("none");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> Table.open(file))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("cannot read " + file)
        .hasMessageContaining("cut off");
  }

  @Test
  void read_damagedPage_namesTheColumn() throws Exception {
    Path file = fixture("zstd");
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, 40, 60, (byte) 0x5A);
    Files.write(file, bytes);
    assertThatThrownBy(() -> TableText.texts(Table.open(file)))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("after row 0")
        .hasMessageContaining("damaged");
  }
}
