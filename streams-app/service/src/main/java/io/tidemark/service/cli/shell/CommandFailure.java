// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.shell;

import picocli.CommandLine.ExitCode;

/** Ends a command with a message for the user: what went wrong, where, and the remedy. */
public final class CommandFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CommandFailure(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** The command was right, but something failed while it ran. */
  public static CommandFailure running(String message) {
    return new CommandFailure(ExitCode.SOFTWARE, message, null);
  }

  /** The command was right, but something failed while it ran. */
  public static CommandFailure running(String message, Throwable cause) {
    return new CommandFailure(ExitCode.SOFTWARE, message, cause);
  }

  /** The command line or the configuration is wrong. */
  public static CommandFailure usage(String message) {
    return new CommandFailure(ExitCode.USAGE, message, null);
  }

  /** The command line or the configuration is wrong. */
  public static CommandFailure usage(String message, Throwable cause) {
    return new CommandFailure(ExitCode.USAGE, message, cause);
  }

  public int exitCode() {
    return exitCode;
  }
}
