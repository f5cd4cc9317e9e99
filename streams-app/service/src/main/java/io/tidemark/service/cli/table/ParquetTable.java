// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * A Parquet file. Numbers, texts, enums, decimals, dates and times are columns; those of nested
 * groups have dotted names. Lists, maps and raw bytes are not columns. A row group at a time is
 * held, compressed as it is in the file, and of it only the columns wanted.
 */
final class ParquetTable extends Table {

  private final MessageType schema;
  private final String createdBy;
  private final long totalRows;
  private final List<ParquetColumn> found;
  private final TypedCells typed;

  private ParquetTable(
      Path file,
      ParquetFileReader reader,
      FoundColumns<ParquetColumn> found,
      Set<String> missingTexts)
      throws TableException {
    super(file, found);
    this.schema = reader.getFileMetaData().getSchema();
    this.createdBy = reader.getFileMetaData().getCreatedBy();
    this.totalRows = reader.getRecordCount();
    this.found = found.columns();
    this.typed = new TypedCells(missingTexts);
  }

  static ParquetTable of(Path file, Set<String> missingTexts) throws TableException {
    try (ParquetFileReader reader = reader(file)) {
      FoundColumns<ParquetColumn> found = ParquetColumn.of(reader.getFileMetaData().getSchema());
      if (found.columns().isEmpty()) {
        throw new TableException(
            file + " has no column of numbers, texts or times; a table needs one");
      }
      return new ParquetTable(file, reader, found, missingTexts);
    } catch (IOException | RuntimeException e) {
      throw unreadable(file, e);
    }
  }

  private static TableException unreadable(Path file, Exception e) {
    String reason = ParquetCodecs.reason(e).replaceAll("org\\.apache\\S+@\\S+", "it");
    return new TableException(
        "cannot read " + file + " as Parquet: " + reason + "; the file may be cut off or damaged",
        e);
  }

  private static ParquetFileReader reader(Path file) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new ParquetCodecs())
            .build();
    return ParquetFileReader.open(new LocalInputFile(file), options);
  }

  @Override
  public void read(List<Reading> wanted, List<? extends RowSink> sinks) throws TableException {
    try (ParquetFileReader reader = reader(file())) {
      reader.setRequestedSchema(projection(wanted));
      RowFeed.run(wanted, sinks, new Decoder(reader, wanted));
    } catch (IOException | RuntimeException e) {
      throw unreadable(file(), e);
    }
  }

  private MessageType projection(List<Reading> wanted) {
    MessageType taken = null;
    for (int i = 0; i < wanted.size(); i++) {
      if (wanted.get(i) != Reading.SKIP) {
        MessageType column = new MessageType(schema.getName(), found.get(i).alone(schema));
        taken = taken == null ? column : taken.union(column);
      }
    }
    return taken == null ? new MessageType(schema.getName(), List.<Type>of()) : taken;
  }

  /** Turns row groups into rows, column by column. */
  private final class Decoder implements RowFeed.Decoder {
    private final ParquetFileReader reader;
    private final List<Reading> wanted;
    private final List<ColumnReader> columns = new ArrayList<>();
    private long leftInGroup;
    private long row;

    Decoder(ParquetFileReader reader, List<Reading> wanted) {
      this.reader = reader;
      this.wanted = wanted;
    }

    @Override
    public void fill(RowBatch batch, int rows) throws TableException {
      int column = -1;
      try {
        if (leftInGroup == 0 && !openGroup()) {
          return;
        }
        int taken = (int) Math.min(rows, leftInGroup);
        for (column = 0; column < wanted.size(); column++) {
          if (wanted.get(column) != Reading.SKIP) {
            read(columns.get(column), column, batch.column(column), taken);
          }
        }
        for (int i = 0; i < taken; i++) {
          batch.endRow(row++);
        }
        leftInGroup -= taken;
        watch().read(file(), row, (double) row / Math.max(1, totalRows));
      } catch (IOException | RuntimeException e) {
        throw broken(column, e);
      }
    }

    private TableException broken(int column, Exception e) {
      String where = column < 0 ? "" : ", column " + found.get(column).name();
      return new TableException(
          file()
              + ", after row "
              + row
              + where
              + ": "
              + ParquetCodecs.reason(e)
              + "; if the codec is not the reason, the file may be cut off or damaged",
          e);
    }

    private boolean openGroup() throws IOException {
      PageReadStore pages = reader.readNextRowGroup();
      while (pages != null && pages.getRowCount() == 0) {
        pages = reader.readNextRowGroup();
      }
      if (pages == null) {
        return false;
      }
      leftInGroup = pages.getRowCount();
      MessageType read = projection(wanted);
      ColumnReadStoreImpl store =
          new ColumnReadStoreImpl(pages, ParquetConverters.of(read), read, createdBy);
      columns.clear();
      for (int i = 0; i < wanted.size(); i++) {
        columns.add(
            wanted.get(i) == Reading.SKIP
                ? null
                : store.getColumnReader(read.getColumnDescription(found.get(i).path())));
      }
      return true;
    }

    private void read(ColumnReader reader, int column, Cells cells, int rows) {
      ParquetColumn source = found.get(column);
      Reading reading = wanted.get(column);
      int present = reader.getDescriptor().getMaxDefinitionLevel();
      for (int i = 0; i < rows; i++) {
        if (reader.getCurrentDefinitionLevel() < present) {
          cells.addMissing();
        } else {
          source.add(cells, reading, reader, typed);
        }
        reader.consume();
      }
    }
  }
}
