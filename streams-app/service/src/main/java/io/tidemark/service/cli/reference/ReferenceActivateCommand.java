// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

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

  @Mixin private ScheduleChange schedule;

  @Override
  public Integer call() {
    schedule.run(
        (references, from) ->
            references.inForce().then(from, ModelOptions.find(references, wanted).id()));
    return 0;
  }
}
