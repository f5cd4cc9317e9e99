// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.deadletters;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Names the commands about dead letters. */
@Command(
    name = "dead-letters",
    description = "Look at the records that could not be used, and send them once more.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DeadLettersListCommand.class,
      DeadLettersShowCommand.class,
      DeadLettersRetryCommand.class,
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  tidemark dead-letters list --since 1h --config tidemark.properties",
      "  tidemark dead-letters show 0:17 --config tidemark.properties",
      "  tidemark dead-letters retry --reason unknown-schema-id --config tidemark.properties",
    })
public final class DeadLettersCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "no command given; one of: " + String.join(", ", spec.subcommands().keySet()));
  }
}
