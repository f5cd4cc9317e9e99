// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli;

import io.tidemark.service.cli.shell.CommandFailure;
import io.tidemark.service.cli.shell.ConfigOptions;
import io.tidemark.service.cli.shell.DurationConverter;
import io.tidemark.service.cli.shell.HostedService;
import io.tidemark.service.cli.shell.Logs;
import io.tidemark.service.cli.shell.StopSignal;
import io.tidemark.service.config.Durations;
import io.tidemark.service.config.TidemarkConfig;
import io.tidemark.service.demo.DemoReferences;
import io.tidemark.service.demo.DemoTraffic;
import io.tidemark.service.demo.DemoWatch;
import io.tidemark.service.demo.InputPublisher;
import io.tidemark.service.demo.LocalCluster;
import io.tidemark.service.demo.ServiceTopics;
import io.tidemark.service.references.ReferenceTopic;
import io.tidemark.service.registry.SchemaRegistryClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows Tidemark at work, with everything it needs in one process. */
@Command(
    name = "demo",
    description = {
      "Run a Kafka broker, a Schema Registry, the service and two models in one process.",
      "After a minute the features of one model drift; verdicts, alerts and retraining triggers"
          + " are told as they happen. Ctrl-C ends it; nothing is left behind.",
    },
    footerHeading = "%nExamples:%n",
    footer = {"  tidemark demo", "  tidemark demo --for 150s --drift-after 30s"})
final class DemoCommand implements Callable<Integer> {

  private static final int PARTITIONS = 2;
  private static final Duration START_PATIENCE = Duration.ofMinutes(2);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "End by itself after this time, such as 150s. Default: run until Ctrl-C.")
  private Duration runFor = StopSignal.FOREVER;

  @Option(
      names = "--drift-after",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "When the features of one model drift. Default: 60s.")
  private Duration driftAfter = Duration.ofSeconds(60);

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Predictions a second and model. Default: 200.")
  private int rate = 200;

  @Mixin private ConfigOptions configOptions;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (rate < 1) {
      throw CommandFailure.usage("--rate must be 1 or more, got " + rate);
    }
    Logs.onlyWarnings();
    Logs.withEmbeddedBroker();
    configOptions.load(overrides());
    try (StopSignal stop = new StopSignal(STOP_PATIENCE);
        LocalCluster cluster = LocalCluster.start()) {
      Map<String, String> overrides = overrides();
      overrides.putAll(cluster.settings());
      run(configOptions.load(overrides), stop);
    }
    return 0;
  }

  private void run(TidemarkConfig config, StopSignal stop) {
    Map<String, Object> clientConfig = config.kafka().clientProperties();
    ServiceTopics.create(clientConfig, config.topics(), PARTITIONS);
    new ReferenceTopic(
            clientConfig, config.registry(), config.topics().references(), START_PATIENCE)
        .publish(DemoReferences.make(System.currentTimeMillis()));
    InputPublisher publisher =
        new InputPublisher(
            clientConfig, new SchemaRegistryClient(config.registry()), config.topics());
    try (HostedService service = HostedService.start(config, stop::ask);
        DemoWatch watch = new DemoWatch(config, this::tell);
        DemoTraffic traffic = new DemoTraffic(publisher, rate, driftAfter, this::tellDrift)) {
      service.awaitRunning(START_PATIENCE);
      greet(config, service.url());
      watch.start();
      traffic.start();
      stop.await(runFor);
      service.requireHealthy();
    }
    tell("The demo has ended.");
  }

  private Map<String, String> overrides() {
    Map<String, String> overrides = new HashMap<>();
    overrides.put("kafka.application.id", "tidemark-demo");
    overrides.put("windows.size", "10s");
    overrides.put("windows.grace", "1s");
    overrides.put("windows.idle.timeout", "5s");
    if (configOptions.isDefault("http.port") && !isFree()) {
      overrides.put("http.port", "0");
    }
    return overrides;
  }

  private boolean isFree() {
    TidemarkConfig config = configOptions.load();
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(config.http().host(), config.http().port()));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void greet(TidemarkConfig config, String url) {
    tell("Two models are in service, " + rate + " predictions a second each, windows of 10 s.");
    tell(
        "In "
            + Durations.format(driftAfter)
            + " the features of credit-risk will drift; churn stays as it is.");
    tell("");
    tell("  what it sees      " + url + "/");
    tell("  metrics           " + url + "/metrics");
    tell("  ready?            " + url + "/readyz");
    tell("  Kafka             " + config.kafka().bootstrapServers());
    tell("  Schema Registry   " + config.registry().urls().get(0));
    tell("");
    tell("Verdicts follow, one for each model and window (times in UTC). Ctrl-C ends the demo.");
    tell("");
  }

  private void tellDrift() {
    tell("--- now incomes fall, cards are used more, payments come later, purposes change ---");
  }

  private synchronized void tell(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
