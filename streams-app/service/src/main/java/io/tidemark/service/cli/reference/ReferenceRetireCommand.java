// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.core.reference.ReferenceSchedule;
import io.tidemark.service.cli.shell.ClusterOptions;
import io.tidemark.service.references.ModelReferences;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Ends the judging of a model version. */
@Command(
    name = "retire",
    description = {
      "Compare windows of a model version with nothing any more: they are counted, and their"
          + " verdict is NO_REFERENCE. The references stay published; 'reference activate' takes"
          + " one up again.",
    },
    footerHeading = "%nExample:%n",
    footer = "  tidemark reference retire --model churn --version 2 --config tidemark.properties")
final class ReferenceRetireCommand implements Callable<Integer> {

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
    ReferenceSchedule schedule = references.inForce().then(from, ReferenceSchedule.NONE);
    topics.publish(schedule);
    out.println(references.modelVersion() + " is compared with");
    out.println(ActivationTime.describe(schedule, references));
    return 0;
  }
}
