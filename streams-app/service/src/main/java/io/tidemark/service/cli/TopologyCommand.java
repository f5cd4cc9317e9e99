// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli;

import io.tidemark.service.TidemarkService;
import io.tidemark.service.access.AccessRules;
import io.tidemark.service.cli.shell.CommandFailure;
import io.tidemark.service.cli.shell.ConfigOptions;
import io.tidemark.service.config.TidemarkConfig;
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
      "With --acls: the permissions it needs, as kafka-acls.sh adds them. Connects to nothing.",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  tidemark topology --config tidemark.properties",
      "  tidemark topology --acls --principal User:tidemark --config tidemark.properties",
    })
final class TopologyCommand implements Callable<Integer> {

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "Partitions of the input topics. Default: 1.")
  private int partitions = 1;

  @Option(names = "--acls", description = "Show the permissions instead, and no more than needed.")
  private boolean acls;

  @Option(
      names = "--principal",
      paramLabel = "TYPE:NAME",
      description = "Whom to allow. Default: User: and the application id.")
  private String principal;

  @Mixin private ConfigOptions configOptions;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (partitions < 1) {
      throw CommandFailure.usage("--partitions must be 1 or more, got " + partitions);
    }
    TidemarkConfig config = configOptions.load();
    if (acls) {
      String whom = principal == null ? "User:" + config.kafka().applicationId() : principal;
      AccessRules.script(config, whom).forEach(spec.commandLine().getOut()::println);
      return 0;
    }
    String description = TidemarkService.topology(config, partitions).describe().toString();
    spec.commandLine().getOut().println(description.stripTrailing());
    return 0;
  }
}
