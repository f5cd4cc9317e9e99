// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rows of a {@link RowSpool}. The place of a row is made of its hash and not of its position,
 * so that what chance decides does not depend on the order in which rows were added.
 */
final class SpooledTable extends Table {

  private final Path spool;
  private final int[] tableColumns;
  private final long largestHash;
  private final TypedCells typed = new TypedCells(Set.of());

  SpooledTable(Path origin, Path spool, Map<String, Integer> columns, long largestHash)
      throws TableException {
    super(origin, columns.keySet().stream().sorted().toList());
    this.spool = spool;
    this.largestHash = largestHash;
    this.tableColumns = new int[columns.size()];
    for (int i = 0; i < tableColumns.length; i++) {
      tableColumns[columns.get(columns().get(i))] = i;
    }
  }

  @Override
  public String describe(long place) {
    return "one of the records";
  }

  @Override
  public void read(List<Reading> wanted, List<? extends RowSink> sinks) throws TableException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(spool), 1 << 16))) {
      RowFeed.run(wanted, sinks, new Decoder(in, wanted));
    } catch (IOException e) {
      throw TableException.unreadable(spool, e);
    }
  }

  /** Reads rows back. */
  private final class Decoder implements RowFeed.Decoder {
    private final DataInputStream in;
    private final List<Reading> wanted;
    private final byte[] kinds = new byte[tableColumns.length];
    private final double[] numbers = new double[tableColumns.length];
    private final String[] texts = new String[tableColumns.length];

    Decoder(DataInputStream in, List<Reading> wanted) {
      this.in = in;
      this.wanted = wanted;
    }

    @Override
    public void fill(RowBatch batch, int rows) throws TableException {
      try {
        while (batch.rows() < rows) {
          long hash = in.readLong();
          readRow();
          if (hash <= largestHash) {
            addRow(batch);
            batch.endRow(hash >>> 1);
          }
        }
      } catch (EOFException e) {
        return; // the end of the spool
      } catch (IOException e) {
        throw TableException.unreadable(spool, e);
      }
    }

    private void readRow() throws IOException {
      Arrays.fill(kinds, (byte) 0);
      for (int column = in.readInt(); column >= 0; column = in.readInt()) {
        int at = tableColumns[column];
        kinds[at] = in.readByte();
        if (kinds[at] == RowSpool.NUMBER) {
          numbers[at] = in.readDouble();
        } else {
          texts[at] = in.readUTF();
        }
      }
    }

    private void addRow(RowBatch batch) {
      for (int i = 0; i < kinds.length; i++) {
        Cells cells = batch.column(i);
        if (cells == null) {
          continue;
        }
        switch (kinds[i]) {
          case RowSpool.NUMBER -> typed.add(cells, wanted.get(i), numbers[i]);
          case RowSpool.TEXT -> cells.addText(texts[i]);
          default -> cells.addMissing();
        }
      }
    }
  }
}
