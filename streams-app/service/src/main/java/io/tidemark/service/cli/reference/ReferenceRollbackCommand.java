// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.core.reference.ReferenceSchedule;
import io.tidemark.service.cli.shell.ClusterOptions;
import io.tidemark.service.cli.shell.CommandFailure;
import io.tidemark.service.references.ModelReferences;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Goes back to the reference before. */
@Command(
    name = "rollback",
    description = {
      "Go back to the reference that a model version was compared with before the present one.",
    },
    footerHeading = "%nExample:%n",
    footer = "  tidemark reference rollback --model churn --version 3 --config tidemark.properties")
final class ReferenceRollbackCommand implements Callable<Integer> {

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
    String before = references.inForce().before(from);
    if (references.find(before).isEmpty()) {
      throw CommandFailure.running(
          "there is no reference of "
              + references.modelVersion()
              + " to go back to; its history is"
              + System.lineSeparator()
              + ActivationTime.describe(references.inForce(), references));
    }
    ReferenceSchedule schedule = references.inForce().then(from, before);
    topics.publish(schedule);
    out.println(references.modelVersion() + " is compared with");
    out.println(ActivationTime.describe(schedule, references));
    return 0;
  }
}
