// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTableTest {

  @TempDir private Path directory;

  @Test
  void rows_quotesCommasAndBlankLines_areReadAsMeant() throws Exception {
    Path file = write("a, b ,c\r\n1,\"x, \"\"y\"\"\nz\",\n\n,2,NA\r\n");
    Table table = Table.open(file);
    assertThat(table.columns()).containsExactly("a", "b", "c");
    assertThat(TableText.texts(table))
        .containsExactly(Arrays.asList("1", "x, \"y\"\nz", null), Arrays.asList(null, "2", "NA"));
  }

  @Test
  void rows_numbersWanted_areReadAsNumbersWhereTheyAre() throws Exception {
    Path file = write("a,b\n 1 ,\"2.5\"\n-0,1e3\n0x10,1d\nnan,-Infinity\n.5,+7.\n.,1e\n");
    assertThat(TableText.numbers(Table.open(file)))
        .containsExactly(
            List.of("1.0", "2.5"),
            List.of("-0.0", "1000.0"),
            List.of("0x10", "1d"),
            List.of("NaN", "-Infinity"),
            List.of("0.5", "7.0"),
            List.of(".", "1e"));
  }

  @Test
  void rows_missingTexts_areMissing() throws Exception {
    Path file = write("a\nNA\nx\n");
    assertThat(TableText.texts(Table.open(file, Set.of("NA"))))
        .containsExactly(Arrays.asList((String) null), List.of("x"));
  }

  @Test
  void rows_gzipAndByteOrderMark_areRead() throws Exception {
    Path file = directory.resolve("table.bin");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("\uFEFFa,b\r\n1,ü\r\n".getBytes(StandardCharsets.UTF_8));
    }
    Table table = Table.open(file);
    assertThat(table.columns()).containsExactly("a", "b");
    assertThat(TableText.texts(table)).containsExactly(List.of("1", "ü"));
  }

  @Test
  void rows_wrongNumberOfFields_namesFileLineAndNumbers() throws Exception {
    Path file = write("a,b\n\n1,\"2\n2\"\n3\n");
    assertThatThrownBy(() -> TableText.texts(Table.open(file)))
        .isInstanceOf(TableException.class)
        .hasMessageContaining(file + ", line 5: expected 2 fields as in the header, found 1");
    Path more = write("a,b\n1,2,3\n");
    assertThatThrownBy(() -> TableText.texts(Table.open(more)))
        .hasMessageContaining("line 2: expected 2 fields as in the header, found 3");
  }

  @Test
  void rows_brokenQuotes_nameFileAndLine() throws Exception {
    Path open = write("a,b\n1,2\n\"3,4\n5,6\n");
    assertThatThrownBy(() -> TableText.texts(Table.open(open)))
        .isInstanceOf(TableException.class)
        .hasMessageContaining(open + ", line 3: a double quote is never closed");
    Path after = write("a,b\n1,2\n\"3\"x,4\n");
    assertThatThrownBy(() -> TableText.texts(Table.open(after)))
        .hasMessageContaining("line 3: a text goes on after its closing double quote");
  }

  @Test
  void rows_cutGzip_saysThatItIsCut() throws Exception {
    Path file = directory.resolve("cut.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      new SplittableRandom(1).longs(50_000).forEach(n -> writeLine(out, n < 0 ? "a" + n : "b" + n));
    }
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> TableText.texts(Table.open(file)))
        .isInstanceOf(TableException.class)
        .hasMessageContaining("cannot read " + file)
        .hasMessageContaining("cut off");
  }

  private static void writeLine(OutputStream out, String text) {
    try {
      out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void open_unusableFile_saysWhy() throws Exception {
    assertThatThrownBy(() -> Table.open(directory.resolve("none.csv")))
        .hasMessageContaining("no file");
    assertThatThrownBy(() -> Table.open(directory)).hasMessageContaining("is a directory");
    assertThatThrownBy(() -> Table.open(Path.of("/dev/null"))).hasMessageContaining("a pipe");
    Path empty = write("");
    assertThatThrownBy(() -> Table.open(empty)).hasMessageContaining("is empty");
    Path twice = write("a,a\n");
    assertThatThrownBy(() -> Table.open(twice)).hasMessageContaining("names column 'a' twice");
    Path nameless = write("a,,b\n");
    assertThatThrownBy(() -> Table.open(nameless)).hasMessageContaining("column 2 has no name");
    Path zip = write("PK\u0003\u0004");
    assertThatThrownBy(() -> Table.open(zip)).hasMessageContaining("a ZIP archive");
  }

  @Test
  void read_manyBlocksAndSinks_giveEveryRowOnceAndTheFirstError() throws Exception {
    StringBuilder text = new StringBuilder("n,t\n");
    int rows = 300_000;
    for (int i = 0; i < rows; i++) {
      text.append(i).append(i % 1000 == 0 ? ",\"a,\n\"\"b\"\n" : ",word\n");
    }
    Table table = Table.open(write(text.toString()));
    AtomicLong sum = new AtomicLong();
    AtomicLong count = new AtomicLong();
    RowSink sink =
        batch -> {
          for (int row = 0; row < batch.rows(); row++) {
            sum.addAndGet((long) batch.column(0).number(row));
          }
          count.addAndGet(batch.rows());
        };
    table.read(List.of(Reading.NUMBER, Reading.TEXT), List.of(sink, sink, sink));
    assertThat(count).hasValue(rows);
    assertThat(sum).hasValue(rows * (rows - 1L) / 2);

    text.insert(text.indexOf("200001,"), "x\n").append("y\n");
    Table broken = Table.open(write(text.toString()));
    assertThatThrownBy(
            () -> broken.read(List.of(Reading.NUMBER, Reading.TEXT), List.of(sink, sink, sink)))
        .hasMessageContaining("line 200204: expected 2 fields");
  }

  @Property(tries = 300)
  void rows_anyText_areThoseOfAnotherParser(@ForAll @LongRange(min = 0) long seed)
      throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    int columns = 1 + random.nextInt(4);
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < 1 + random.nextInt(20); row++) {
      List<String> cells = new ArrayList<>();
      for (int column = 0; column < columns; column++) {
        cells.add(row == 0 ? "c" + column : cell(random));
      }
      text.append(String.join(",", cells));
      text.append(List.of("\n", "\r\n", "\n\n").get(random.nextInt(3)));
    }
    List<List<String>> expected = new ArrayList<>();
    try (var records = CsvReader.builder().ofCsvRecord(text.toString())) {
      records.stream().skip(1).forEach(r -> expected.add(withNulls(r.getFields())));
    }
    Path file = Files.createTempFile("table", ".csv");
    try {
      assertThat(TableText.texts(Table.open(Files.writeString(file, text)))).isEqualTo(expected);
    } finally {
      Files.delete(file);
    }
  }

  private static String cell(SplittableRandom random) {
    String[] cells = {
      "1", "-2.5e3", "ü", "a\"b", "\"\"", "\"x,y\"", "\"l\nm\"", "\"r\r\ns\"", "\"q\"\"\"", " s "
    };
    return cells[random.nextInt(cells.length)];
  }

  private static List<String> withNulls(List<String> fields) {
    List<String> cells = new ArrayList<>(fields);
    cells.replaceAll(field -> field.isEmpty() ? null : field);
    return cells;
  }

  private Path write(String text) throws IOException {
    Path file = Files.createTempFile(directory, "table", ".csv");
    return Files.writeString(file, text);
  }
}
