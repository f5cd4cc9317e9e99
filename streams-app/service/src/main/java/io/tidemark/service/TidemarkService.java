// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service;

import io.tidemark.service.clients.CommitPace;
import io.tidemark.service.clients.InputProgress;
import io.tidemark.service.clients.TrackingClientSupplier;
import io.tidemark.service.config.TidemarkConfig;
import io.tidemark.service.expose.http.HttpEndpoint;
import io.tidemark.service.expose.http.HttpSettings;
import io.tidemark.service.expose.http.RegistryAwareHealth;
import io.tidemark.service.expose.http.StreamsHealth;
import io.tidemark.service.expose.metrics.KafkaStreamsFigures;
import io.tidemark.service.expose.metrics.MetricsPage;
import io.tidemark.service.registry.SchemaRegistryClient;
import io.tidemark.service.status.ServiceStatus;
import io.tidemark.service.topology.DriftTopology;
import io.tidemark.service.topology.TopologyParts;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One instance of the service: checks what it needs, wires the topology to the surfaces, starts and
 * stops them.
 */
public final class TidemarkService implements AutoCloseable {

  private static final Logger logger = LoggerFactory.getLogger(TidemarkService.class);
  private static final Duration STARTUP_PATIENCE = Duration.ofSeconds(60);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

  private static final int FAILURES = 5;
  private static final Duration FAILURES_WITHIN = Duration.ofMinutes(10);

  private final TidemarkConfig config;
  private final ServiceStatus status = new ServiceStatus();
  private final StreamsHealth health =
      new StreamsHealth(Clock.systemUTC(), StreamsHealth.DEFAULT_TOLERANCE, this::restoreProgress);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final CountDownLatch running = new CountDownLatch(1);
  private KafkaStreams streams;
  private HttpEndpoint http;
  private volatile boolean stoppedInOrder = true;

  /** An instance with this configuration; it does nothing before {@link #start}. */
  public TidemarkService(TidemarkConfig config) {
    this.config = config;
  }

  /** The topology that this configuration gives, for a number of input partitions. */
  public static Topology topology(TidemarkConfig config, int partitions) {
    TopologyParts parts =
        Wiring.parts(
            config,
            partitions,
            Wiring.registry(config),
            InputProgress.UNKNOWN,
            CommitPace.RUNTIME,
            new ServiceStatus());
    return new DriftTopology(parts).build();
  }

  /**
   * Checks brokers, topics and registry, then starts the stream and the HTTP endpoint.
   *
   * @throws StartupException if something needed is not there; the message names the remedy
   */
  public void start() {
    int partitions = checkTopics();
    SchemaRegistryClient registry = Wiring.registry(config);
    status.watchRegistry(registry::state);
    RegistryPreflight.check(registry, config.registry(), STARTUP_PATIENCE);
    TrackingClientSupplier clients = Wiring.clients(config);
    TopologyParts parts = Wiring.parts(config, partitions, registry, clients, clients, status);
    RegistryPreflight.prepare(parts.formats(), parts.learning().enabled());
    parts.overflow().removeAbandoned();
    streams =
        new KafkaStreams(
            new DriftTopology(parts).build(), StreamsProperties.of(config.kafka()), clients);
    streams.setUncaughtExceptionHandler(
        new FailureBudget(FAILURES, FAILURES_WITHIN, System::currentTimeMillis));
    streams.setStateListener(this::onChange);
    startHttp();
    logger.info(
        "Starting {}: {} input partitions, {} threads here",
        config.kafka().applicationId(),
        partitions,
        config.kafka().streamThreads());
    streams.start();
  }

  private int checkTopics() {
    Admin admin = admin();
    try {
      return new TopicPreflight(admin, Wiring.topicNames(config), config.topics().create())
          .check(STARTUP_PATIENCE, config.kafka().bootstrapServers());
    } finally {
      // Without a limit this would wait for calls that a broker will never answer.
      admin.close(Duration.ZERO);
    }
  }

  /** Some logins ask an identity provider already here. */
  private Admin admin() {
    try {
      return Admin.create(config.kafka().clientProperties());
    } catch (KafkaException e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      throw new StartupException(
          "no Kafka client can be made: "
              + cause.getMessage()
              + "; check kafka.sasl.*, kafka.ssl.* and kafka.security.protocol",
          e);
    }
  }

  private void startHttp() {
    MetricsPage metrics =
        new MetricsPage(status, new KafkaStreamsFigures(streams), config.metrics().maxSeries());
    try {
      http =
          HttpEndpoint.start(
              new HttpSettings(config.http().host(), config.http().port(), 4),
              status,
              metrics,
              new RegistryAwareHealth(health, status::registry));
    } catch (IOException e) {
      throw new StartupException(e.getMessage(), e);
    }
    logger.info("Metrics, health and the status page are at {}", http.url());
  }

  private String restoreProgress() {
    return new KafkaStreamsFigures(streams).get().restoration().inWords();
  }

  private void onChange(KafkaStreams.State now, KafkaStreams.State before) {
    logger.info("The stream is {}, was {}", now, before);
    health.onChange(now, before);
    if (now == KafkaStreams.State.RUNNING) {
      running.countDown();
    } else if (now == KafkaStreams.State.ERROR || now == KafkaStreams.State.NOT_RUNNING) {
      ended.countDown();
    }
  }

  /** Waits until all tasks are running; returns false when that took longer. */
  public boolean awaitRunning(Duration patience) throws InterruptedException {
    return running.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Waits until the instance has ended, by {@link #close} or by too many failures.
   *
   * @return whether it ended in good order
   */
  public boolean awaitEnd() throws InterruptedException {
    ended.await();
    return streams.state() != KafkaStreams.State.ERROR
        && streams.state() != KafkaStreams.State.PENDING_ERROR;
  }

  /** What this instance owns and has done. */
  public ServiceStatus status() {
    return status;
  }

  /** Where the HTTP endpoint listens. */
  public String url() {
    return http.url();
  }

  /**
   * Nothing is kept here, so nothing is won by waiting for this member to come back; unless it was
   * given a name for just that.
   */
  private CloseOptions closeOptions() {
    return CloseOptions.timeout(STOP_PATIENCE)
        .withGroupMembershipOperation(
            config.kafka().staticMember()
                ? CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP
                : CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
  }

  /** Whether {@link #close} could commit all and hand the tasks over; true before it. */
  public boolean stoppedInOrder() {
    return stoppedInOrder;
  }

  /** Commits, hands the tasks over and stops listening. */
  @Override
  public void close() {
    if (streams != null) {
      logger.info("Stopping");
      stoppedInOrder = streams.close(closeOptions());
      if (stoppedInOrder) {
        logger.info("Stopped");
      } else {
        logger.warn(
            "Not stopped within {} s; what is not committed will be done again",
            STOP_PATIENCE.toSeconds());
      }
    }
    if (http != null) {
      http.close();
    }
    ended.countDown();
  }
}
