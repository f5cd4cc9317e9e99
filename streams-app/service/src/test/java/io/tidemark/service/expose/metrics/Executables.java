// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.metrics;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/** Programs of the operating system that tests run. */
public final class Executables {

  private Executables() {}

  /**
   * Finds a program on the path. Where it is absent the test is skipped with a message; when the
   * environment says {@code CI=true} it fails.
   *
   * @param program the program's name
   * @param debianPackage the package that has it, for the message
   */
  public static Path require(String program, String debianPackage) {
    for (String directory : System.getenv("PATH").split(File.pathSeparator, -1)) {
      Path candidate = Path.of(directory).resolve(program);
      if (Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    String message = program + " is not installed; Debian has it in " + debianPackage;
    if ("true".equals(System.getenv("CI"))) {
      return fail(message + ", and CI=true does not allow to skip this test");
    }
    return abort(message + "; this test is skipped");
  }
}
