// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.replay;

import io.tidemark.core.decide.WindowVerdict;
import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.WindowSpec;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.service.cli.shell.ClusterOptions;
import io.tidemark.service.cli.shell.CommandFailure;
import io.tidemark.service.cli.shell.HostedService;
import io.tidemark.service.cli.table.TableException;
import io.tidemark.service.config.Durations;
import io.tidemark.service.config.TidemarkConfig;
import io.tidemark.service.demo.InputPublisher;
import io.tidemark.service.demo.LocalCluster;
import io.tidemark.service.demo.ServiceTopics;
import io.tidemark.service.demo.TopicTail;
import io.tidemark.service.references.ReferenceTopic;
import io.tidemark.service.registry.SchemaRegistryClient;
import io.tidemark.service.serde.DriftResultReader;
import io.tidemark.service.serde.UndecodableRecordException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;

/** One replay: its topics, its service, and the wait for its results. */
final class ReplayRun implements AutoCloseable {

  private static final Duration START_PATIENCE = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(200);

  private final LocalCluster local;
  private final ReplaySettings settings;
  private final PrintWriter err;
  private final boolean ownBroker;
  private final String name;
  private final TidemarkConfig config;

  private ReplayRun(
      LocalCluster local, ClusterOptions cluster, ReplaySettings settings, PrintWriter err) {
    this.local = local;
    this.settings = settings;
    this.err = err;
    this.ownBroker = !cluster.namesBrokers();
    this.name = "tidemark-replay-" + UUID.randomUUID().toString().substring(0, 8);
    Map<String, String> overrides = new HashMap<>(settings.overrides(name));
    overrides.putAll(local.settings());
    this.config = cluster.load(overrides);
  }

  /** Starts what the command line does not name, and creates the topics. */
  static ReplayRun open(ClusterOptions cluster, ReplaySettings settings, PrintWriter err) {
    // Wrong settings are told of before anything starts.
    cluster.load(settings.overrides("tidemark-replay"));
    LocalCluster local = LocalCluster.start(!cluster.namesBrokers(), !cluster.namesRegistry());
    try {
      ReplayRun run = new ReplayRun(local, cluster, settings, err);
      ServiceTopics.create(
          run.config.kafka().clientProperties(), run.config.topics(), settings.partitions());
      return run;
    } catch (KafkaException e) {
      local.close();
      throw CommandFailure.running(
          e.getMessage() + "; check --bootstrap-servers and that the brokers run", e);
    } catch (RuntimeException e) {
      local.close();
      throw e;
    }
  }

  /** Publishes everything, runs the service, and waits for all windows. */
  List<WindowVerdict> results(ReferenceProfile profile, EventFile file) throws TableException {
    Map<String, Object> clientConfig = config.kafka().clientProperties();
    new ReferenceTopic(
            clientConfig, config.registry(), config.topics().references(), START_PATIENCE)
        .publish(List.of(profile));
    WindowSpec windows = config.models().of(profile.modelVersion()).windows();
    ReplayedEvents events = publish(file, windows, clientConfig);
    ResultCollector collector = new ResultCollector(profile.modelVersion(), events.windows());
    try (HostedService service = HostedService.start(config, () -> {})) {
      service.awaitRunning(START_PATIENCE);
      collect(collector, clientConfig, service);
    }
    tellCounted(events, collector.results(), windows.panesPerWindow());
    return collector.results();
  }

  private ReplayedEvents publish(
      EventFile file, WindowSpec windows, Map<String, Object> clientConfig) throws TableException {
    ReplayedEvents events =
        new ReplayedEvents(
            windows, System.currentTimeMillis() + config.ingest().maxFuture().toMillis());
    SchemaRegistryClient registry = new SchemaRegistryClient(config.registry());
    try (InputPublisher publisher = new InputPublisher(clientConfig, registry, config.topics())) {
      events.publish(file, publisher);
    }
    tellPublished(events);
    return events;
  }

  private void collect(
      ResultCollector collector, Map<String, Object> clientConfig, HostedService service) {
    DriftResultReader reader = new DriftResultReader(new SchemaRegistryClient(config.registry()));
    long deadline = deadline();
    try (TopicTail tail = new TopicTail(clientConfig, List.of(config.topics().results()))) {
      while (!collector.missing().isEmpty()) {
        for (ConsumerRecord<byte[], byte[]> record : tail.poll(POLL)) {
          collector.accept(reader.read(record.value()));
          deadline = deadline();
        }
        service.requireHealthy();
        if (System.nanoTime() - deadline > 0) {
          throw overdue(collector);
        }
      }
    } catch (UndecodableRecordException e) {
      throw CommandFailure.running("a result cannot be read: " + e.getMessage(), e);
    }
  }

  private long deadline() {
    return System.nanoTime() + settings.timeout().toNanos();
  }

  private CommandFailure overdue(ResultCollector collector) {
    EvaluationWindow first = collector.missing().first();
    String open =
        first.endMillis() > System.currentTimeMillis()
            ? "; it ends in the future, and a window stays open until then"
            : "; run it again with --verbose to see what the service does, or give a longer"
                + " --timeout";
    return CommandFailure.running(
        String.format(
            Locale.ROOT,
            "no result for %d windows within %s, the first of them %s%s",
            collector.missing().size(),
            Durations.format(settings.timeout()),
            first,
            open));
  }

  private void tellPublished(ReplayedEvents events) {
    if (events.windows().isEmpty()) {
      throw CommandFailure.running(
          events.published() == 0
              ? "the events file has no rows; there is nothing to replay"
              : "all events lie further in the future than ingest.max.future allows");
    }
    tell(
        "published %d events from %s to %s; expecting %d windows",
        events.published(),
        Instant.ofEpochMilli(events.firstMillis()),
        Instant.ofEpochMilli(events.lastMillis()),
        events.windows().size());
    if (events.tooFarAhead() > 0) {
      tell(
          "%d events lie further in the future than ingest.max.future allows; they become dead"
              + " letters",
          events.tooFarAhead());
    }
    if (events.disorderMillis() > events.graceMillis()) {
      tell(
          "events are up to %s out of order; with less --grace than that, some may come too late"
              + " for their window",
          Durations.format(Duration.ofMillis(events.disorderMillis())));
    }
  }

  private void tellCounted(ReplayedEvents events, List<WindowVerdict> results, int panesPerWindow) {
    long inWindows = results.stream().mapToLong(result -> result.report().observations()).sum();
    long counted = inWindows / panesPerWindow;
    long lost = events.published() - counted - events.tooFarAhead();
    if (lost != 0) {
      tell("%d events are in no window: they came too late or had an id that came before", lost);
    }
  }

  private void tell(String message, Object... values) {
    err.println("tidemark: " + String.format(Locale.ROOT, message, values));
    err.flush();
  }

  @Override
  public void close() {
    try (local) {
      if (!ownBroker) {
        ServiceTopics.deleteAll(config.kafka().clientProperties(), name);
      }
    }
  }
}
