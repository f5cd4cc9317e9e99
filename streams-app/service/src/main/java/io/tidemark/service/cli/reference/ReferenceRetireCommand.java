// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.core.reference.ReferenceSchedule;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

  @Mixin private ScheduleChange schedule;

  @Override
  public Integer call() {
    schedule.run((references, from) -> references.inForce().then(from, ReferenceSchedule.NONE));
    return 0;
  }
}
