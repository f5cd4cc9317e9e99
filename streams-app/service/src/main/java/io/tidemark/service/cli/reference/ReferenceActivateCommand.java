// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.reference.ReferenceSchedule;
import io.tidemark.service.cli.shell.ClusterOptions;
import io.tidemark.service.references.ModelReferences;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a published reference the one to compare with. */
@Command(
    name = "activate",
    description = {
      "Compare windows of a model version with this reference from now on, or from a given time.",
      "Takes effect at a window boundary, on every instance, without a restart. What was planned"
          + " for that time or later is dropped.",
    },
    footerHeading = "%nExample:%n",
    footer =
        "  tidemark reference activate last-week --model churn --version 3 --config"
            + " tidemark.properties")
final class ReferenceActivateCommand implements Callable<Integer> {

  @Parameters(paramLabel = "REFERENCE", description = "Its name, or its id or how that begins.")
  private String wanted;

  @Mixin private ModelOptions modelOptions;

  @Mixin private ActivationTime time;

  @Mixin private ClusterOptions clusterOptions;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ReferenceTopics topics = new ReferenceTopics(clusterOptions);
    PrintWriter out = spec.commandLine().getOut();
    ModelReferences references =
        topics.read(modelOptions.modelVersion(), spec.commandLine().getErr());
    long from = time.millis();
    ReferenceProfile profile = ModelOptions.find(references, wanted);
    ReferenceSchedule schedule = references.inForce().then(from, profile.id());
    topics.publish(schedule);
    out.println(references.modelVersion() + " is compared with");
    out.println(ActivationTime.describe(schedule, references));
    return 0;
  }
}
