// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli;

import io.tidemark.service.cli.compare.CompareCommand;
import io.tidemark.service.cli.deadletters.DeadLettersCommand;
import io.tidemark.service.cli.reference.ReferenceCommand;
import io.tidemark.service.cli.replay.ReplayCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of the command line. It does nothing but name its subcommands. */
@Command(
    name = "tidemark",
    description = "Watches the data of machine-learning models on Kafka and says when it drifts.",
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = VersionCommand.class,
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      ReferenceCommand.class,
      ReplayCommand.class,
      CompareCommand.class,
      DeadLettersCommand.class,
      ConfigCommand.class,
      TopologyCommand.class,
      VersionCommand.class,
      HelpCommand.class,
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  tidemark demo                          see it work, with everything in one process",
      "  tidemark run --config tidemark.properties",
      "  tidemark reference build train.csv --model churn --version 3 --output churn-3.ref",
      "  tidemark compare train.csv today.csv   two files, without Kafka",
      "",
      "Exit codes: 0 done, 1 failed while running, 2 wrong command line or configuration,",
      "            3 compare found drift.",
      "'tidemark COMMAND --help' shows the options and examples of a command.",
    })
final class Tidemark implements Runnable {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help and end.")
  @SuppressWarnings("UnusedVariable") // read by picocli
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version and end.")
  @SuppressWarnings("UnusedVariable") // read by picocli
  private boolean version;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Log more, and show where errors come from.")
  private boolean verbose;

  @Spec private CommandSpec spec;

  boolean verbose() {
    return verbose;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "no command given; one of: " + String.join(", ", subcommands(spec.commandLine())));
  }

  static Iterable<String> subcommands(CommandLine commandLine) {
    return commandLine.getSubcommands().keySet();
  }
}
