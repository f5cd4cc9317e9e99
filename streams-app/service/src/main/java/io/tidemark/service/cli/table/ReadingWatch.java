// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import java.nio.file.Path;

/** Is told now and then how far the reading of a file has come. */
@FunctionalInterface
public interface ReadingWatch {

  /** Does nothing. */
  ReadingWatch NONE = (file, rows, share) -> {};

  /**
   * Takes note.
   *
   * @param file the file
   * @param rows rows read so far
   * @param share share of the file's bytes read so far, in [0, 1]; a little ahead of the rows
   */
  void read(Path file, long rows, double share);
}
