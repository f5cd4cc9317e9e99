// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Names the commands about references. */
@Command(
    name = "reference",
    description = "Make, publish and look at the references that models are compared with.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ReferenceBuildCommand.class,
      ReferencePublishCommand.class,
      ReferenceListCommand.class,
      ReferenceShowCommand.class,
      ReferenceActivateCommand.class,
      ReferenceRollbackCommand.class,
      ReferenceRetireCommand.class,
      ReferenceDiffCommand.class,
      ReferenceExportCommand.class,
      ReferenceDeleteCommand.class,
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  tidemark reference build train.csv --model churn --version 3 --output churn-3.ref",
      "  tidemark reference publish churn-3.ref --config tidemark.properties",
    })
public final class ReferenceCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "no command given; one of: " + String.join(", ", spec.subcommands().keySet()));
  }
}
