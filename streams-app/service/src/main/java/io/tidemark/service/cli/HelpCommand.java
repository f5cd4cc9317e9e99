// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tidemark help}: the same as {@code --help} after a command. */
@Command(
    name = "help",
    helpCommand = true,
    description = "Show the help of a command.",
    footerHeading = "%nExamples:%n",
    footer = {"  tidemark help compare", "  tidemark help reference build"})
final class HelpCommand implements Runnable {

  // picocli's own has an option -h, which is everywhere inherited here.

  @Parameters(paramLabel = "COMMAND", description = "Such as: compare, or: reference build.")
  private List<String> words = List.of();

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    CommandLine command = spec.parent().commandLine();
    for (String word : words) {
      CommandLine subcommand = command.getSubcommands().get(word);
      if (subcommand == null) {
        throw new ParameterException(
            command,
            "no command '%s'; one of: %s"
                .formatted(word, String.join(", ", Tidemark.subcommands(command))));
      }
      command = subcommand;
    }
    command.usage(spec.commandLine().getOut());
  }
}
