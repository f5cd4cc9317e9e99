// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli;

import io.tidemark.service.TidemarkService;
import io.tidemark.service.cli.shell.CommandFailure;
import io.tidemark.service.cli.shell.ConfigOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows how the service is wired. */
@Command(
    name = "topology",
    description = {
      "Show the processors, stores and topics of the service as Kafka Streams describes them.",
      "Connects to nothing.",
    },
    footerHeading = "%nExamples:%n",
    footer = {"  tidemark topology", "  tidemark topology --config tidemark.properties"})
final class TopologyCommand implements Callable<Integer> {

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "Partitions of the input topics. Default: 1.")
  private int partitions = 1;

  @Mixin private ConfigOptions configOptions;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (partitions < 1) {
      throw CommandFailure.usage("--partitions must be 1 or more, got " + partitions);
    }
    String description =
        TidemarkService.topology(configOptions.load(), partitions).describe().toString();
    spec.commandLine().getOut().println(description.stripTrailing());
    return 0;
  }
}
