// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.core.reference.FeatureReference;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.service.cli.shell.ClusterOptions;
import io.tidemark.service.cli.shell.TextTable;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the published references. */
@Command(
    name = "list",
    description = "List the references that are published now.",
    footerHeading = "%nExample:%n",
    footer = "  tidemark reference list --config tidemark.properties")
final class ReferenceListCommand implements Callable<Integer> {

  @Mixin private ClusterOptions clusterOptions;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ReferenceTopics topics = new ReferenceTopics(clusterOptions);
    Collection<ReferenceProfile> profiles = topics.readAll(spec.commandLine().getErr()).values();
    if (profiles.isEmpty()) {
      spec.commandLine().getErr().println("tidemark: " + topics.name() + " holds no reference");
      return 0;
    }
    TextTable table = new TextTable("MODEL", "VERSION", "NAME", "ID", "COLUMNS", "ROWS", "CREATED");
    for (ReferenceProfile profile : profiles) {
      table.add(
          profile.modelVersion().model(),
          profile.modelVersion().version(),
          profile.name(),
          profile.id(),
          profile.size(),
          rows(profile),
          Instant.ofEpochMilli(profile.createdMillis()));
    }
    table.lines().forEach(spec.commandLine().getOut()::println);
    return 0;
  }

  private static long rows(ReferenceProfile profile) {
    return profile.features().stream().mapToLong(ReferenceListCommand::rows).max().orElse(0);
  }

  private static long rows(FeatureReference feature) {
    return feature.count() + feature.missing() + feature.invalid();
  }
}
