// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * The bytes of a file with text in it, uncompressed where gzip's first bytes say so, and how many
 * of the file's have been read. Files of other formats are known by their first bytes and refused.
 */
final class TableBytes {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int MAGIC_BYTES = 4;
  private static final String GZIP = "\u001f\u008b";
  private static final String PARQUET = "PAR1";
  private static final String AVRO = "Obj\u0001";
  private static final String ZIP = "PK\u0003\u0004";
  private static final String ZSTANDARD = "(\u00b5/\u00fd";

  private final Counted counted;
  private final InputStream text;
  private final long size;

  private TableBytes(Path file) throws IOException, TableException {
    size = Files.size(file);
    counted = new Counted(Files.newInputStream(file));
    BufferedInputStream raw = new BufferedInputStream(counted, BUFFER_BYTES);
    try {
      text = opened(file, raw);
    } catch (IOException | TableException e) {
      raw.close();
      throw e;
    }
  }

  static TableBytes open(Path file) throws TableException {
    if (Files.isDirectory(file)) {
      throw new TableException(file + " is a directory; name a file");
    }
    if (!Files.exists(file)) {
      throw new TableException("no file " + file + "; check the path");
    }
    try {
      return new TableBytes(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static InputStream opened(Path file, BufferedInputStream raw)
      throws IOException, TableException {
    raw.mark(MAGIC_BYTES);
    String magic = new String(raw.readNBytes(MAGIC_BYTES), StandardCharsets.ISO_8859_1);
    raw.reset();
    if (magic.startsWith(GZIP)) {
      return new GZIPInputStream(raw, BUFFER_BYTES);
    }
    String other = otherFormat(magic);
    if (other != null) {
      throw new TableException(
          file
              + " is "
              + other
              + ", which cannot be read here; write it as CSV with a header line first (pandas:"
              + " DataFrame.to_csv('x.csv.gz', index=False); DuckDB: COPY … TO 'x.csv.gz')");
    }
    return raw;
  }

  private static String otherFormat(String magic) {
    return switch (magic) {
      case PARQUET -> "a Parquet file";
      case AVRO -> "an Avro file";
      case ZIP -> "a ZIP archive or a spreadsheet";
      case ZSTANDARD -> "compressed by Zstandard";
      default -> null;
    };
  }

  static TableException unreadable(Path file, IOException cause) {
    return new TableException("cannot read " + file + ": " + cause.getMessage(), cause);
  }

  /** The text; to be closed. */
  InputStream text() {
    return text;
  }

  /** Share of the file's bytes read so far, in [0, 1]; 1 for what has no size, such as a pipe. */
  double share() {
    return size <= 0 ? 1 : Math.min(1.0, (double) counted.bytes / size);
  }

  /** Counts what passes. */
  private static final class Counted extends FilterInputStream {
    private long bytes;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      bytes += next < 0 ? 0 : 1;
      return next;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      int got = super.read(buffer, from, length);
      bytes += Math.max(0, got);
      return got;
    }
  }
}
