// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.service.cli.shell.ClusterOptions;
import io.tidemark.service.cli.shell.CommandFailure;
import io.tidemark.service.references.ModelReferences;
import io.tidemark.service.status.ReferenceStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Deletes a published reference. */
@Command(
    name = "delete",
    description = {
      "Delete a published reference for good.",
      "One that is in force, or will be, is deleted only with --force: windows that need it are"
          + " then counted and not judged.",
    },
    footerHeading = "%nExample:%n",
    footer =
        "  tidemark reference delete 3f2a --model churn --version 3 --config tidemark.properties")
final class ReferenceDeleteCommand implements Callable<Integer> {

  @Parameters(paramLabel = "REFERENCE", description = "Its name, or its id or how that begins.")
  private String wanted;

  @Option(names = "--force", description = "Delete it even if windows are compared with it.")
  private boolean force;

  @Mixin private ModelOptions modelOptions;

  @Mixin private ClusterOptions clusterOptions;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ReferenceTopics topics = new ReferenceTopics(clusterOptions);
    ModelReferences references =
        topics.read(modelOptions.modelVersion(), spec.commandLine().getErr());
    ReferenceProfile profile = ModelOptions.find(references, wanted);
    if (!force && isNeeded(references, profile)) {
      throw CommandFailure.running(
          "reference "
              + profile.name()
              + " ("
              + profile.id()
              + ") of "
              + profile.modelVersion()
              + " is in force; activate another or retire it first, or say --force");
    }
    topics.delete(profile);
    spec.commandLine()
        .getOut()
        .println(
            "Deleted reference "
                + profile.id()
                + " of "
                + profile.modelVersion()
                + " ("
                + profile.name()
                + ")");
    return 0;
  }

  private static boolean isNeeded(ModelReferences references, ReferenceProfile profile) {
    return references.standsForOthers(profile)
        || state(references, profile) != ReferenceStatus.State.INACTIVE;
  }

  private static ReferenceStatus.State state(ModelReferences references, ReferenceProfile profile) {
    return references.statuses(System.currentTimeMillis()).stream()
        .filter(status -> status.profile().id().equals(profile.id()))
        .map(ReferenceStatus::state)
        .findFirst()
        .orElse(ReferenceStatus.State.INACTIVE);
  }
}
