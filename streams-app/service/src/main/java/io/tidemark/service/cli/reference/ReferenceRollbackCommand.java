// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.core.reference.ReferenceSchedule;
import io.tidemark.service.cli.shell.CommandFailure;
import io.tidemark.service.references.ModelReferences;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Goes back to the reference before. */
@Command(
    name = "rollback",
    description = {
      "Go back to the reference that a model version was compared with before the present one.",
    },
    footerHeading = "%nExample:%n",
    footer = "  tidemark reference rollback --model churn --version 3 --config tidemark.properties")
final class ReferenceRollbackCommand implements Callable<Integer> {

  @Mixin private ScheduleChange schedule;

  @Override
  public Integer call() {
    schedule.run(ReferenceRollbackCommand::back);
    return 0;
  }

  private static ReferenceSchedule back(ModelReferences references, long fromMillis) {
    String before = references.inForce().before(fromMillis);
    if (references.find(before).isEmpty()) {
      throw CommandFailure.running(
          "there is no reference of "
              + references.modelVersion()
              + " to go back to; its history is"
              + System.lineSeparator()
              + ActivationTime.describe(references.inForce(), references));
    }
    return references.inForce().then(fromMillis, before);
  }
}
