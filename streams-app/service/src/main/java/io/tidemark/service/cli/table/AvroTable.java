// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;

/**
 * An Avro object container whose records are rows. Primitive fields, enums, decimals, dates, times
 * and nullable unions of these are columns; those of nested records have dotted names. Arrays,
 * maps, raw bytes and unions of several types are not columns.
 */
final class AvroTable extends Table {

  private final List<AvroColumn> found;
  private final TypedCells typed;

  private AvroTable(Path file, FoundColumns<AvroColumn> found, Set<String> missingTexts)
      throws TableException {
    super(file, found);
    this.found = found.columns();
    this.typed = new TypedCells(missingTexts);
  }

  static AvroTable of(Path file, Set<String> missingTexts) throws TableException {
    try (DataFileReader<GenericRecord> reader = reader(file)) {
      Schema schema = reader.getSchema();
      if (schema.getType() != Schema.Type.RECORD) {
        throw new TableException(
            file
                + " holds values of the Avro type "
                + schema.getType().getName()
                + "; a table needs records, whose fields are its columns");
      }
      FoundColumns<AvroColumn> found = AvroColumn.of(schema);
      if (found.columns().isEmpty()) {
        throw new TableException(
            file
                + ": no field of "
                + schema.getFullName()
                + " can be a column; it needs a number, text, enum or time");
      }
      return new AvroTable(file, found, missingTexts);
    } catch (IOException | AvroRuntimeException e) {
      throw TableException.unreadable(file, e);
    }
  }

  private static DataFileReader<GenericRecord> reader(Path file) throws IOException {
    return new DataFileReader<>(new File(file.toString()), new GenericDatumReader<>());
  }

  @Override
  public void read(List<Reading> wanted, List<? extends RowSink> sinks) throws TableException {
    List<Integer> taken = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      if (wanted.get(i) != Reading.SKIP) {
        taken.add(i);
      }
    }
    try (DataFileReader<GenericRecord> reader = reader(file())) {
      Decoder decoder = new Decoder(reader, wanted, taken);
      RowFeed.run(wanted, sinks, decoder);
    } catch (IOException e) {
      throw TableException.unreadable(file(), e);
    }
  }

  /** Turns records into rows. */
  private final class Decoder implements RowFeed.Decoder {
    private final DataFileReader<GenericRecord> reader;
    private final List<Reading> wanted;
    private final List<Integer> taken;
    private final double size = Math.max(1, file().toFile().length());
    private GenericRecord record;
    private long row;

    Decoder(DataFileReader<GenericRecord> reader, List<Reading> wanted, List<Integer> taken) {
      this.reader = reader;
      this.wanted = wanted;
      this.taken = taken;
    }

    @Override
    public void fill(RowBatch batch, int rows) throws TableException {
      try {
        while (batch.rows() < rows && reader.hasNext()) {
          record = reader.next(record);
          for (int column : taken) {
            add(batch, column, record);
          }
          batch.endRow(row++);
        }
        watch().read(file(), row, Math.min(1, reader.previousSync() / size));
      } catch (IOException | RuntimeException e) {
        throw new TableException(
            file()
                + ", after row "
                + row
                + ": "
                + e.getMessage()
                + "; the file may be cut off or damaged",
            e);
      }
    }

    private void add(RowBatch batch, int column, IndexedRecord record) {
      AvroColumn source = found.get(column);
      Object value = source.valueIn(record);
      if (value == null) {
        batch.column(column).addMissing();
      } else {
        source.add(batch.column(column), wanted.get(column), value, typed);
      }
    }
  }
}
