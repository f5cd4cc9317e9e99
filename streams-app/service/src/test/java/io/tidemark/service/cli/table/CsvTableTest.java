// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.core.observation.FeatureKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTableTest {

  @TempDir private Path directory;

  @Test
  void rows_quotedAndEmptyCells_areTextsAndMissing() throws Exception {
    Path file = write("a,b,c\n1,\"x, \"\"y\"\"\nz\",\n\n,2,NA\n");
    assertThat(read(CsvTable.open(file)))
        .containsExactly(Arrays.asList("1", "x, \"y\"\nz", null), Arrays.asList(null, "2", "NA"));
  }

  @Test
  void rows_missingTexts_areMissing() throws Exception {
    Path file = write("a\nNA\nx\n");
    assertThat(read(CsvTable.open(file, Set.of("NA"))))
        .containsExactly(Arrays.asList((String) null), List.of("x"));
  }

  @Test
  void rows_gzipAndByteOrderMark_areRead() throws Exception {
    Path file = directory.resolve("table.csv");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("\uFEFFa,b\r\n1,ü\r\n".getBytes(StandardCharsets.UTF_8));
    }
    CsvTable table = CsvTable.open(file);
    assertThat(table.columns()).containsExactly("a", "b");
    assertThat(read(table)).containsExactly(List.of("1", "ü"));
  }

  @Test
  void rows_wrongNumberOfFields_namesFileLineAndNumbers() throws Exception {
    Path file = write("a,b\n1,2\n3\n");
    assertThatThrownBy(() -> read(CsvTable.open(file)))
        .isInstanceOf(TableException.class)
        .hasMessageContaining(file + ", line 3: expected 2 fields as in the header, found 1");
    Path more = write("a,b\n1,2,3\n");
    assertThatThrownBy(() -> read(CsvTable.open(more)))
        .hasMessageContaining("line 2: expected 2 fields as in the header, found 3");
  }

  @Test
  void rows_unclosedQuote_namesFileAndLine() throws Exception {
    Path file = write("a,b\n1,2\n\"3,4\n5,6\n");
    assertThatThrownBy(() -> read(CsvTable.open(file)))
        .isInstanceOf(TableException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("after line 2")
        .hasMessageContaining("quote");
  }

  @Test
  void open_unusableFile_saysWhy() throws Exception {
    assertThatThrownBy(() -> CsvTable.open(directory.resolve("none.csv")))
        .hasMessageContaining("no file");
    assertThatThrownBy(() -> CsvTable.open(directory)).hasMessageContaining("is a directory");
    Path empty = write("");
    assertThatThrownBy(() -> CsvTable.open(empty)).hasMessageContaining("is empty");
    Path twice = write("a,a\n");
    assertThatThrownBy(() -> CsvTable.open(twice)).hasMessageContaining("names column 'a' twice");
    Path nameless = write("a,,b\n");
    assertThatThrownBy(() -> CsvTable.open(nameless)).hasMessageContaining("column 2 has no name");
  }

  @Test
  void infer_columns_findsKindsAndCounts() throws Exception {
    Path file = write("id,n,c,d,e\nx,1,1,1,\ny,2.5,a,1,\nz,nan,,1,\n");
    Map<String, Column> columns = ColumnTypes.infer(CsvTable.open(file), Set.of("id"), Set.of("d"));
    assertThat(columns.keySet()).containsExactly("n", "c", "d", "e");
    assertThat(columns.get("n").kind()).isEqualTo(FeatureKind.NUMERIC);
    assertThat(columns.get("n").whole()).isFalse();
    Column mixed = columns.get("c");
    assertThat(mixed.kind()).isEqualTo(FeatureKind.CATEGORICAL);
    assertThat(mixed.count()).isEqualTo(2);
    assertThat(mixed.missing()).isEqualTo(1);
    assertThat(mixed.firstText()).isEqualTo("a");
    assertThat(mixed.firstTextLine()).isEqualTo(3);
    assertThat(columns.get("d").kind()).isEqualTo(FeatureKind.CATEGORICAL);
    assertThat(columns.get("d").oddity()).isEqualTo("is constant");
    assertThat(columns.get("e").oddity()).isEqualTo("has no value at all");
  }

  @Test
  void oddity_idsAndStrayTexts_areNamed() throws Exception {
    StringBuilder text = new StringBuilder("id,price,amount,note\n");
    for (int i = 0; i < 200; i++) {
      text.append(i).append(',').append(i).append(".25,");
      text.append(i == 99 ? "n/a" : Integer.toString(i % 7));
      text.append(i < 90 ? ",x" + i % 2 : ",").append('\n');
    }
    Map<String, Column> columns =
        ColumnTypes.infer(CsvTable.open(write(text.toString())), Set.of(), Set.of());
    assertThat(columns.get("id").oddity()).contains("different value in every row");
    assertThat(columns.get("price").oddity()).isEmpty();
    assertThat(columns.get("amount").oddity()).contains("line 101 holds 'n/a'");
    assertThat(columns.get("note").oddity()).isEqualTo("is mostly missing");
  }

  private Path write(String text) throws IOException {
    Path file = Files.createTempFile(directory, "table", ".csv");
    return Files.writeString(file, text);
  }

  private static List<List<String>> read(CsvTable table) throws TableException {
    List<List<String>> all = new ArrayList<>();
    try (CsvTable.Rows rows = table.rows()) {
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
          row.add(rows.cell(i));
        }
        all.add(row);
      }
    }
    return all;
  }
}
