// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.shell;

import java.nio.file.Files;
import java.nio.file.Path;

/** Checks the files that a command line names, before anything is done. */
public final class InputFiles {

  private InputFiles() {}

  /**
   * Refuses a path that is not a readable file.
   *
   * @param option which option or argument names it
   * @param file the path
   * @return the path
   */
  public static Path require(String option, Path file) {
    if (!Files.exists(file)) {
      throw CommandFailure.usage(option + ": there is no file " + file + "; check the path");
    }
    if (Files.isDirectory(file)) {
      throw CommandFailure.usage(option + ": " + file + " is a directory; name a file");
    }
    if (!Files.isReadable(file)) {
      throw CommandFailure.usage(option + ": no permission to read " + file);
    }
    return file;
  }
}
