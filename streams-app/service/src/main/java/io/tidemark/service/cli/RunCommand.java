// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli;

import io.tidemark.service.cli.shell.ClusterOptions;
import io.tidemark.service.cli.shell.HostedService;
import io.tidemark.service.cli.shell.StopSignal;
import io.tidemark.service.config.TidemarkConfig;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the service until it is told to end. */
@Command(
    name = "run",
    description = {
      "Run the service against a Kafka cluster until it is told to end (Ctrl-C, SIGTERM).",
      "The input topics must exist. Logs go to stderr.",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  tidemark run --config tidemark.properties",
      "  tidemark run --bootstrap-servers localhost:9092 \\",
      "      --schema-registry http://localhost:8081 -D windows.size=30m",
    })
final class RunCommand implements Callable<Integer> {

  private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);

  private static final Logger logger = LoggerFactory.getLogger(RunCommand.class);

  @Mixin private ClusterOptions clusterOptions;

  @Override
  public Integer call() {
    TidemarkConfig config = clusterOptions.load();
    logger.info("Configuration:\n{}", config);
    config.warnings().forEach(logger::warn);
    try (StopSignal stop = new StopSignal(STOP_PATIENCE);
        HostedService service = HostedService.start(config, stop::ask)) {
      stop.await();
      service.requireHealthy();
    }
    return 0;
  }
}
