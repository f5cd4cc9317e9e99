// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.service.cli.shell.ClusterOptions;
import io.tidemark.service.references.ModelReferences;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Saves a published reference to a file. */
@Command(
    name = "export",
    description = "Save a published reference to a file, to publish it elsewhere or to keep it.",
    footerHeading = "%nExample:%n",
    footer =
        "  tidemark reference export training --model churn --version 3 --output churn-3.ref"
            + " --config tidemark.properties")
final class ReferenceExportCommand implements Callable<Integer> {

  @Parameters(paramLabel = "REFERENCE", description = "Its name, or its id or how that begins.")
  private String wanted;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE.ref",
      description = "The file to write.")
  private Path output;

  @Mixin private ModelOptions modelOptions;

  @Mixin private ClusterOptions clusterOptions;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    ModelReferences references =
        new ReferenceTopics(clusterOptions)
            .read(modelOptions.modelVersion(), spec.commandLine().getErr());
    ReferenceProfile profile = ModelOptions.find(references, wanted);
    long bytes = ReferenceFile.write(profile, output);
    spec.commandLine()
        .getOut()
        .println(
            String.format(
                Locale.ROOT,
                "Wrote reference %s of %s (%s), %d columns, %d bytes, to %s",
                profile.id(),
                profile.modelVersion(),
                profile.name(),
                profile.size(),
                bytes,
                output));
    return 0;
  }
}
