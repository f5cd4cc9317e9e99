// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.core.reference.ReferenceCodec;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.service.cli.shell.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reference profiles in files of their own, as {@code reference build} writes them. */
public final class ReferenceFile {

  /** How the names of such files end. */
  public static final String SUFFIX = ".ref";

  private ReferenceFile() {}

  /**
   * Whether a file is taken for a finished reference, not for a sample.
   *
   * @param file its path
   * @return true when the name ends with {@value #SUFFIX}
   */
  public static boolean isOne(Path file) {
    return file.toString().endsWith(SUFFIX);
  }

  /**
   * Reads a reference.
   *
   * @param file its path
   * @return the reference
   */
  public static ReferenceProfile read(Path file) {
    try {
      return ReferenceCodec.decode(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw CommandFailure.usage("no file " + file + "; check the path", e);
    } catch (IOException e) {
      throw CommandFailure.running("cannot read " + file + ": " + e.getMessage(), e);
    } catch (RuntimeException e) {
      throw CommandFailure.running(
          file
              + " is not a reference file ("
              + e.getMessage()
              + "); make one by 'tidemark reference build'",
          e);
    }
  }

  /** Writes a reference with its segments and returns the number of bytes. */
  static long write(ReferenceProfile profile, Path file) {
    byte[] bytes = ReferenceCodec.encodeBundle(profile);
    try {
      Files.write(file, bytes);
    } catch (NoSuchFileException e) {
      throw CommandFailure.running(
          "cannot write --output " + file + ": its directory does not exist; create it", e);
    } catch (IOException e) {
      throw CommandFailure.running(
          "cannot write --output " + file + ": " + e + "; choose another path", e);
    }
    return bytes.length;
  }
}
