// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Secrets that stand in files of their own, as orchestrators mount them. */
final class SecretFiles {

  static final String SUFFIX = ".file";

  private SecretFiles() {}

  /** The secret setting that {@code name} gives by file, or null when it is an ordinary name. */
  static String base(String name) {
    if (!name.endsWith(SUFFIX)) {
      return null;
    }
    String base = name.substring(0, name.length() - SUFFIX.length());
    return Secrets.isSecret(base) ? base : null;
  }

  /** The text of a file without the line end that editors add. */
  static String read(String path) throws InvalidValueException {
    String text;
    try {
      text = Files.readString(Path.of(path.strip())).stripTrailing();
    } catch (IOException | InvalidPathException e) {
      throw new InvalidValueException(
          "names a file that cannot be read as UTF-8 text", "give the path of a readable file");
    }
    if (text.isEmpty()) {
      throw new InvalidValueException("names an empty file", "write the secret into it");
    }
    return text;
  }
}
