// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * The bytes of a file with text in it, uncompressed where gzip's first bytes say so, and how many
 * of the file's have been read.
 */
final class TableBytes implements AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int MAGIC_BYTES = 2;

  private final Path file;
  private final Counted counted;
  private final InputStream text;
  private final long size;

  private TableBytes(Path file) throws IOException {
    this.file = file;
    this.size = Files.size(file);
    this.counted = new Counted(Files.newInputStream(file));
    BufferedInputStream raw = new BufferedInputStream(counted, BUFFER_BYTES);
    try {
      this.text = opened(raw);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  static TableBytes open(Path file) throws TableException {
    try {
      return new TableBytes(file);
    } catch (IOException e) {
      throw TableException.unreadable(file, e);
    }
  }

  private static InputStream opened(BufferedInputStream raw) throws IOException {
    raw.mark(MAGIC_BYTES);
    byte[] magic = raw.readNBytes(MAGIC_BYTES);
    raw.reset();
    boolean gzip = magic.length == MAGIC_BYTES && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
    return gzip ? new GZIPInputStream(raw, BUFFER_BYTES) : raw;
  }

  /** The text. */
  InputStream text() {
    return text;
  }

  /** Share of the file's bytes read so far, in [0, 1]. */
  double share() {
    return size <= 0 ? 1 : Math.min(1.0, (double) counted.bytes / size);
  }

  @Override
  public void close() throws TableException {
    try {
      text.close();
    } catch (IOException e) {
      throw TableException.unreadable(file, e);
    }
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
