// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A CSV file with a header line. UTF-8, comma-separated, quoted by {@code "} where needed; a file
 * compressed by gzip is known by its first bytes. Lines end in LF, CR LF or CR; blank ones are
 * skipped. Every row must have as many fields as the header.
 *
 * <p>Reading is cut into blocks of whole records, which several threads turn into numbers.
 */
final class CsvTable extends Table {

  private static final int BUFFER_BYTES = 1 << 16;

  private final List<byte[]> missingTexts;

  private CsvTable(Path file, List<String> columns, List<byte[]> missingTexts)
      throws TableException {
    super(file, columns);
    this.missingTexts = missingTexts;
  }

  static CsvTable of(Path file, Set<String> missing) throws TableException {
    List<byte[]> missingTexts =
        missing.stream().map(text -> text.getBytes(CsvParser.ENCODING)).toList();
    try (TableBytes bytes = TableBytes.open(file)) {
      List<String> columns = CsvParser.header(file, new CsvBlocks(file, bytes.text()).next());
      return new CsvTable(file, columns, missingTexts);
    }
  }

  @Override
  public void read(List<Reading> wanted, List<? extends RowSink> sinks) throws TableException {
    try (TableBytes bytes = TableBytes.open(file())) {
      CsvBlocks blocks = new CsvBlocks(file(), bytes.text());
      AtomicLong rows = new AtomicLong();
      List<BlockWorker> workers = new ArrayList<>();
      for (RowSink sink : sinks) {
        workers.add(new BlockWorker(blocks, wanted, sink, rows));
      }
      Conveyor.<CsvBlocks.Block>run(
          () -> {
            watch().read(file(), rows.get(), bytes.share());
            return blocks.next();
          },
          workers);
    }
  }

  /** The number of the line of a byte; it reads the file up to there. */
  @Override
  public String describe(long place) {
    try (TableBytes bytes = TableBytes.open(file())) {
      return String.format(Locale.ROOT, "line %d", 1 + lineEnds(bytes.text(), place));
    } catch (IOException | TableException e) {
      return String.format(Locale.ROOT, "byte %d", place);
    }
  }

  private static long lineEnds(InputStream in, long until) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long ends = 0;
    long left = until;
    boolean carriageReturn = false;
    while (left > 0) {
      int got = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (got < 0) {
        break;
      }
      for (int i = 0; i < got; i++) {
        boolean newLine = buffer[i] == '\n';
        ends += (newLine && !carriageReturn) || buffer[i] == '\r' ? 1 : 0;
        carriageReturn = buffer[i] == '\r';
      }
      left -= got;
    }
    return ends;
  }

  /** Turns blocks into rows. */
  private final class BlockWorker implements Conveyor.Worker<CsvBlocks.Block> {
    private final CsvBlocks blocks;
    private final CsvParser parser;
    private final RowSink sink;
    private final AtomicLong rows;

    BlockWorker(CsvBlocks blocks, List<Reading> wanted, RowSink sink, AtomicLong rows) {
      this.blocks = blocks;
      this.parser = new CsvParser(wanted, missingTexts);
      this.sink = sink;
      this.rows = rows;
    }

    @Override
    public void work(CsvBlocks.Block block) throws TableException {
      try {
        RowBatch batch = parser.parse(block);
        sink.accept(batch);
        rows.addAndGet(batch.rows());
      } catch (CsvParser.BadRowException e) {
        throw new TableException(file() + ", " + describe(e.place()) + ": " + e.getMessage(), e);
      } finally {
        blocks.recycle(block);
      }
    }
  }
}
