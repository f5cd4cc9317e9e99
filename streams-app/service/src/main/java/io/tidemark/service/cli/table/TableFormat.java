// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a file holds, known by its first bytes. */
enum TableFormat {
  /** Comma-separated text, or such text in gzip. */
  TEXT,
  /** An Avro object container. */
  AVRO,
  /** Parquet. */
  PARQUET;

  private static final int MAGIC_BYTES = 4;

  static TableFormat of(Path file) throws TableException {
    String magic;
    try (InputStream in = Files.newInputStream(file)) {
      magic = new String(in.readNBytes(MAGIC_BYTES), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw TableException.unreadable(file, e);
    }
    if (magic.equals("PAR1")) {
      return PARQUET;
    }
    if (magic.equals("Obj\u0001")) {
      return AVRO;
    }
    String other = unreadable(magic);
    if (other != null) {
      throw new TableException(
          file
              + " is "
              + other
              + ", which cannot be read here; write it as CSV with a header line, Parquet or Avro"
              + " first");
    }
    return TEXT;
  }

  private static String unreadable(String magic) {
    if (magic.equals("PARE")) {
      return "an encrypted Parquet file";
    }
    if (magic.equals("PK\u0003\u0004")) {
      return "a ZIP archive or a spreadsheet";
    }
    if (magic.equals("(\u00b5/\u00fd")) {
      return "compressed by Zstandard";
    }
    if (magic.startsWith("\u00ff\u00fe") || magic.startsWith("\u00fe\u00ff")) {
      return "text in UTF-16";
    }
    return magic.equals("ARRO") ? "an Arrow or Feather file" : null;
  }
}
