// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli;

import io.tidemark.service.cli.shell.CommandFailure;
import io.tidemark.service.cli.shell.Logs;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs the command line. Results go to stdout, everything else to stderr. */
public final class Main {

  private Main() {}

  /**
   * Runs one command and ends the process with its exit code: 0 done, 1 failed while running, 2
   * wrong command line or configuration.
   *
   * @param args the command and its options
   */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /**
   * The whole command line, ready to execute.
   *
   * @return a new instance
   */
  static CommandLine commandLine() {
    Tidemark root = new Tidemark();
    CommandLine commandLine = new CommandLine(root);
    commandLine.setUsageHelpAutoWidth(true);
    commandLine.setUsageHelpWidth(100);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setParameterExceptionHandler((e, args) -> explain(e));
    commandLine.setExecutionExceptionHandler(
        (e, failed, result) -> explain(e, failed, root.verbose()));
    commandLine.setExecutionStrategy(result -> execute(result, root));
    return commandLine;
  }

  private static int execute(ParseResult result, Tidemark root) {
    if (root.verbose()) {
      Logs.verbose();
    }
    return new CommandLine.RunLast().execute(result);
  }

  private static int explain(ParameterException e) {
    CommandLine failed = e.getCommandLine();
    PrintWriter err = failed.getErr();
    List<String> unknown = failed.getUnmatchedArguments();
    if (e instanceof MissingParameterException && !unknown.isEmpty()) {
      // A misspelt option is the likelier reason than a forgotten one.
      err.println("tidemark: unknown: " + String.join(" ", unknown));
    }
    err.println("tidemark: " + e.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(e, err)
        && !failed.getSubcommands().isEmpty()
        && e instanceof UnmatchedArgumentException) {
      err.println("Commands: " + String.join(", ", failed.getSubcommands().keySet()));
    }
    err.println("Try '" + failed.getCommandSpec().qualifiedName() + " --help'.");
    return ExitCode.USAGE;
  }

  private static int explain(Exception e, CommandLine failed, boolean verbose) {
    PrintWriter err = failed.getErr();
    if (e instanceof CommandFailure failure) {
      err.println("tidemark: " + failure.getMessage());
      printTrace(failure, verbose, err);
      return failure.exitCode();
    }
    err.println(
        String.format(
            Locale.ROOT,
            "tidemark: unexpected %s: %s%s",
            e.getClass().getSimpleName(),
            e.getMessage(),
            verbose ? "" : " (run it again with --verbose to see where)"));
    printTrace(e, verbose, err);
    return ExitCode.SOFTWARE;
  }

  private static void printTrace(Exception e, boolean verbose, PrintWriter err) {
    if (verbose) {
      e.printStackTrace(err);
    }
  }
}
