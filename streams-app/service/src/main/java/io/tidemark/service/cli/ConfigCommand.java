// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.service.cli.shell.ClusterOptions;
import io.tidemark.service.config.ConfigEntry;
import io.tidemark.service.config.TidemarkConfig;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Names the commands about the configuration. */
@Command(
    name = "config",
    description = "Check the configuration.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExample:%n",
    footer = "  tidemark config check --config tidemark.properties")
final class ConfigCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command given; one of: check");
  }

  /** Reads the configuration as {@code run} would, and shows it; connects to nothing. */
  @Command(
      name = "check",
      description = {
        "Read the configuration as 'run' does and show every setting with its origin.",
        "Ends with 2 and names every problem when it cannot be used. Connects to nothing.",
      },
      footerHeading = "%nExamples:%n",
      footer = {
        "  tidemark config check --config tidemark.properties",
        "  tidemark config check --config tidemark.properties -D windows.size=30m --changed",
        "  tidemark config check --config tidemark.properties --model churn",
      })
  int check(
      @Option(names = "--changed", description = "Show only settings that are not defaults.")
          boolean changed,
      @Option(
              names = "--model",
              paramLabel = "NAME",
              description = "Show what holds for one model, and which line says so.")
          String model,
      @Option(
              names = "--model-version",
              paramLabel = "NAME",
              description = "With --model: what holds for one version of it.")
          String version,
      @Mixin ClusterOptions options) {
    TidemarkConfig config = options.load();
    PrintWriter out = spec.commandLine().getOut();
    for (ConfigEntry entry : entries(config, model, version)) {
      if (!changed || !entry.origin().equals(ConfigEntry.DEFAULT)) {
        out.println(entry);
      }
    }
    config
        .warnings()
        .forEach(warning -> spec.commandLine().getErr().println("warning: " + warning));
    return 0;
  }

  private List<ConfigEntry> entries(TidemarkConfig config, String model, String version) {
    if (model == null && version == null) {
      return config.entries();
    }
    if (model == null || model.isEmpty() || "".equals(version)) {
      throw new ParameterException(
          spec.commandLine(), "--model-version needs --model, and neither may be empty");
    }
    return (version == null
            ? config.models().ofModel(model)
            : config.models().of(new ModelVersion(model, version)))
        .entries();
  }
}
