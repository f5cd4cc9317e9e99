// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import java.nio.file.Path;

/** Says what is wrong with a file: which one, where in it, and the remedy. */
public final class TableException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * Makes one.
   *
   * @param message file, place, trouble and remedy
   */
  public TableException(String message) {
    super(message);
  }

  /**
   * Makes one.
   *
   * @param message file, place, trouble and remedy
   * @param cause what the file system or the parser said
   */
  public TableException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Says that a file cannot be read. */
  static TableException unreadable(Path file, Exception cause) {
    return new TableException(
        "cannot read " + file + ": " + cause.getMessage() + "; the file may be cut off or damaged",
        cause);
  }
}
