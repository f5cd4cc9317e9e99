// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.core.reference.ReferenceSchedule;
import io.tidemark.service.cli.shell.ClusterOptions;
import io.tidemark.service.references.ModelReferences;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The options of commands that change which reference is in force, and how they go about it. */
final class ScheduleChange {

  /** Makes the schedule that shall be in force, given what is known and from when it counts. */
  interface Change {
    ReferenceSchedule apply(ModelReferences references, long fromMillis);
  }

  @Mixin private ModelOptions modelOptions;

  @Mixin private ActivationTime time;

  @Mixin private ClusterOptions clusterOptions;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** Reads, changes and publishes the schedule, and tells what it is now. */
  void run(Change change) {
    ReferenceTopics topics = new ReferenceTopics(clusterOptions);
    ModelReferences references =
        topics.read(modelOptions.modelVersion(), spec.commandLine().getErr());
    ReferenceSchedule schedule = change.apply(references, time.millis());
    topics.publish(schedule);
    spec.commandLine().getOut().println(references.modelVersion() + " is compared with");
    spec.commandLine().getOut().println(ActivationTime.describe(schedule, references));
  }
}
