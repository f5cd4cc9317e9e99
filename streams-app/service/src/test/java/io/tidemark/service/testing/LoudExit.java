// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.testing;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Exit;

/**
 * Lets a broker in the JVM of a test say why it ends that JVM. Kafka exits where it sees no way on;
 * all that is left of the run otherwise is an exit status.
 */
final class LoudExit {

  private LoudExit() {}

  /** Replaces Kafka's own ways out for the rest of this JVM. */
  static void install() {
    Exit.setExitProcedure((status, message) -> halt("exit", status, message));
    Exit.setHaltProcedure((status, message) -> halt("halt", status, message));
  }

  private static void halt(String how, int status, String message) {
    // Not System.err: what runs the tests has put a stream of its own there, which would be lost.
    try (PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8)) {
      new IllegalStateException("Kafka wants to " + how + " with " + status + ": " + message)
          .printStackTrace(err);
    } finally {
      Runtime.getRuntime().halt(status);
    }
  }
}
