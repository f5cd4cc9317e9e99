// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.service.cli.shell.ClusterOptions;
import io.tidemark.service.cli.shell.TextTable;
import io.tidemark.service.references.ModelReferences;
import io.tidemark.service.status.ReferenceStatus;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the published references. */
@Command(
    name = "list",
    description = "List the published references, and which of them windows are compared with now.",
    footerHeading = "%nExample:%n",
    footer = "  tidemark reference list --config tidemark.properties")
final class ReferenceListCommand implements Callable<Integer> {

  @Mixin private ClusterOptions clusterOptions;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ReferenceTopics topics = new ReferenceTopics(clusterOptions);
    List<ModelReferences> all = topics.readAll(spec.commandLine().getErr());
    if (all.stream().allMatch(references -> references.profiles().isEmpty())) {
      spec.commandLine().getErr().println("tidemark: " + topics.name() + " holds no reference");
      return 0;
    }
    TextTable table =
        new TextTable(
            "MODEL",
            "VERSION",
            "NAME",
            "ID",
            "COLUMNS",
            "ROWS",
            "CREATED",
            "STATE",
            "SINCE",
            "SEGMENTS");
    long now = System.currentTimeMillis();
    for (ModelReferences references : all) {
      for (ReferenceStatus status : references.statuses(now)) {
        add(table, status);
      }
    }
    table.lines().forEach(spec.commandLine().getOut()::println);
    return 0;
  }

  private static void add(TextTable table, ReferenceStatus status) {
    ReferenceProfile profile = status.profile();
    table.add(
        profile.modelVersion().model(),
        profile.modelVersion().version(),
        profile.name(),
        profile.id(),
        profile.size(),
        ReferenceRows.of(profile),
        Instant.ofEpochMilli(profile.createdMillis()),
        status.state().name().toLowerCase(Locale.ROOT),
        since(status),
        profile.parts().names().size());
  }

  private static String since(ReferenceStatus status) {
    if (status.state() == ReferenceStatus.State.INACTIVE) {
      return "-";
    }
    return status.fromMillis() == Long.MIN_VALUE
        ? "ever"
        : Instant.ofEpochMilli(status.fromMillis()).toString();
  }
}
