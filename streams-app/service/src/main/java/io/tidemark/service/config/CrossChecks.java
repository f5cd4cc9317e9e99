// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import static io.tidemark.service.config.ConfigKeys.ALERTS_FIRE_AFTER;
import static io.tidemark.service.config.ConfigKeys.COMMIT_INTERVAL;
import static io.tidemark.service.config.ConfigKeys.INGEST_MAX_FUTURE;
import static io.tidemark.service.config.ConfigKeys.INGEST_MAX_RECORD_BYTES;
import static io.tidemark.service.config.ConfigKeys.PROCESSING_GUARANTEE;
import static io.tidemark.service.config.ConfigKeys.REFERENCES_ROLLING;
import static io.tidemark.service.config.ConfigKeys.RETRAINING_AFTER;
import static io.tidemark.service.config.ConfigKeys.RETRAINING_ENABLED;
import static io.tidemark.service.config.ConfigKeys.WINDOWS_ADVANCE;
import static io.tidemark.service.config.ConfigKeys.WINDOWS_GRACE;
import static io.tidemark.service.config.ConfigKeys.WINDOWS_IDLE_TIMEOUT;
import static io.tidemark.service.config.ConfigKeys.WINDOWS_SIZE;

import io.tidemark.service.config.WindowFaults.Fault;
import io.tidemark.service.registry.RegistryTls;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What two settings must not say together. A check is left out where one of its values is bad. */
final class CrossChecks {

  /** What the runtime is given unless the user says otherwise. */
  private static final Duration DEFAULT_TRANSACTION_TIMEOUT = Duration.ofSeconds(15);

  private static final int DEFAULT_MAX_REQUEST_BYTES = 8 * 1024 * 1024;

  private final ParsedSettings settings;
  private final boolean hasFeatures;

  /**
   * Checks of some settings.
   *
   * @param hasFeatures whether there is a features topic
   */
  CrossChecks(ParsedSettings settings, boolean hasFeatures) {
    this.settings = settings;
    this.hasFeatures = hasFeatures;
  }

  void run() {
    against(WINDOWS_GRACE);
    against(JoinKeys.WINDOW);
    advance();
    idleTimeout();
    future();
    recordBytes();
    transactionTimeout();
    registry();
    registryTls();
    topics();
    triggers();
    if ("at_least_once".equals(settings.get(PROCESSING_GUARANTEE))) {
      settings.warn(
          "kafka.processing.guarantee=at_least_once: after a crash, observations may be counted"
              + " twice");
    }
  }

  private void against(ConfigKey<Duration> wait) {
    if (!settings.has(WINDOWS_SIZE) || !settings.has(wait)) {
      return;
    }
    Duration size = settings.get(WINDOWS_SIZE);
    Duration waited = settings.get(wait);
    Optional<Fault> fault = WindowFaults.ofWait(size, waited, settings.shown(WINDOWS_SIZE));
    tell(wait, fault);
    if (fault.isEmpty() && waited.compareTo(size) > 0) {
      settings.warn(
          settings.shown(wait)
              + " is longer than "
              + settings.shown(WINDOWS_SIZE)
              + ", so results may come whole windows late; "
              + Durations.format(size)
              + " or less is usual");
    }
  }

  private void advance() {
    if (!settings.has(WINDOWS_SIZE) || !settings.has(WINDOWS_ADVANCE)) {
      return;
    }
    Duration size = settings.get(WINDOWS_SIZE);
    Duration advance = settings.get(WINDOWS_ADVANCE).orElse(size);
    String shown = settings.shown(WINDOWS_SIZE);
    tell(WINDOWS_ADVANCE, WindowFaults.ofAdvance(size, advance, shown));
    if (settings.has(REFERENCES_ROLLING)) {
      tell(
          REFERENCES_ROLLING,
          settings
              .get(REFERENCES_ROLLING)
              .flatMap(period -> WindowFaults.ofRolling(size, advance, period, shown)));
    }
  }

  private void tell(ConfigKey<?> key, Optional<Fault> fault) {
    fault.ifPresent(found -> settings.problem(key, found.problem(), found.remedy()));
  }

  private void idleTimeout() {
    if (settings.has(WINDOWS_IDLE_TIMEOUT)
        && settings.has(COMMIT_INTERVAL)
        && settings.get(WINDOWS_IDLE_TIMEOUT).compareTo(settings.get(COMMIT_INTERVAL)) <= 0) {
      settings.problem(
          WINDOWS_IDLE_TIMEOUT,
          "is not longer than " + settings.shown(COMMIT_INTERVAL),
          "a partition would seem idle between two commits; set it to "
              + Durations.format(settings.get(COMMIT_INTERVAL).multipliedBy(10))
              + " or so");
    }
  }

  private void future() {
    if (settings.given(INGEST_MAX_FUTURE)
        && settings.has(INGEST_MAX_FUTURE)
        && settings.has(WINDOWS_GRACE)
        && settings.get(INGEST_MAX_FUTURE).compareTo(settings.get(WINDOWS_GRACE)) > 0) {
      settings.warn(
          settings.shown(INGEST_MAX_FUTURE)
              + " is longer than "
              + settings.shown(WINDOWS_GRACE)
              + ": one record from that far ahead makes late what the others of its partition stamp"
              + " with the present; set ingest.max.future to "
              + Durations.format(settings.get(WINDOWS_GRACE))
              + " or less");
    }
  }

  private void transactionTimeout() {
    if (!settings.has(COMMIT_INTERVAL)
        || !"exactly_once_v2".equals(settings.get(PROCESSING_GUARANTEE))) {
      return;
    }
    KafkaNumber timeout =
        producerNumber(
            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
            "the default transaction timeout of 15s",
            DEFAULT_TRANSACTION_TIMEOUT.toMillis());
    if (timeout.value() <= settings.get(COMMIT_INTERVAL).toMillis()) {
      settings.problem(
          COMMIT_INTERVAL,
          "is not shorter than " + timeout.shown(),
          "commit more often, or set kafka.producer.transaction.timeout.ms to some times the"
              + " interval");
    }
  }

  /** A record that waits for its partner goes to a changelog, names and all. */
  private void recordBytes() {
    if (!settings.has(INGEST_MAX_RECORD_BYTES)) {
      return;
    }
    KafkaNumber request =
        producerNumber(
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            "the default largest request of 8MiB",
            DEFAULT_MAX_REQUEST_BYTES);
    if (request.value() < settings.get(INGEST_MAX_RECORD_BYTES)) {
      settings.problem(
          INGEST_MAX_RECORD_BYTES,
          "is larger than " + request.shown(),
          "such a record could not be kept while it waits for its partner; accept less, or raise"
              + " kafka.producer.max.request.size and kafka.topic.max.message.bytes to some times"
              + " that");
    }
  }

  private record KafkaNumber(long value, String shown) {}

  /** A number of the producer, by the strongest name passed through; -1 where it is none. */
  private KafkaNumber producerNumber(String setting, String defaultShown, long defaultValue) {
    for (String name : KafkaNames.ofProducer(setting)) {
      if (settings.passthrough().containsKey(name)) {
        String text = settings.passthrough().get(name).strip();
        long value = text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
        return new KafkaNumber(value, ConfigKeys.KAFKA_PREFIX + name + "=" + text);
      }
    }
    return new KafkaNumber(defaultValue, defaultShown);
  }

  private void registry() {
    if (settings.has(RegistryKeys.BASIC_AUTH) && settings.has(RegistryKeys.TOKEN)) {
      settings.problem(
          RegistryKeys.TOKEN,
          "is given together with " + RegistryKeys.BASIC_AUTH.name(),
          "keep one");
    }
    if (settings.has(RegistryKeys.BACKOFF)
        && settings.has(RegistryKeys.MAX_BACKOFF)
        && settings.get(RegistryKeys.BACKOFF).compareTo(settings.get(RegistryKeys.MAX_BACKOFF))
            > 0) {
      settings.problem(
          RegistryKeys.BACKOFF,
          "is longer than " + settings.shown(RegistryKeys.MAX_BACKOFF),
          "make the first wait the shorter one");
    }
  }

  /** A file that cannot be opened now would stop the service later. */
  private void registryTls() {
    RegistryTls tls = ConfigLoader.tls(settings);
    opens(RegistryKeys.KEYSTORE, new RegistryTls(tls.keyStore(), RegistryTls.Store.NONE));
    opens(RegistryKeys.TRUSTSTORE, new RegistryTls(RegistryTls.Store.NONE, tls.trustStore()));
  }

  private void opens(ConfigKey<?> key, RegistryTls tls) {
    if (!tls.isGiven()) {
      // Without a file only Java's own trust would be loaded, which takes long and checks nothing.
      return;
    }
    try {
      var unused = tls.context();
    } catch (IllegalArgumentException e) {
      settings.problem(
          key,
          "names a file that cannot be used: " + e.getMessage(),
          "give a PEM, PKCS12 or JKS file and its password");
    }
  }

  private void topics() {
    Map<Object, ConfigKey<?>> seen = new HashMap<>();
    for (ConfigKey<?> key : ConfigKeys.all()) {
      boolean absent = key.equals(ConfigKeys.FEATURES_TOPIC) && !hasFeatures;
      if (key.name().startsWith("topics.") && settings.has(key) && !absent) {
        ConfigKey<?> other = seen.putIfAbsent(settings.get(key), key);
        if (other != null) {
          settings.problem(
              key, "is the topic of " + other.name() + " too", "give each its own topic");
        }
      }
    }
  }

  private void triggers() {
    if (Boolean.TRUE.equals(settings.get(RETRAINING_ENABLED))
        && settings.has(RETRAINING_AFTER)
        && settings.has(ALERTS_FIRE_AFTER)
        && settings.get(RETRAINING_AFTER) < settings.get(ALERTS_FIRE_AFTER)) {
      settings.warn(
          settings.shown(RETRAINING_AFTER)
              + " is less than "
              + settings.shown(ALERTS_FIRE_AFTER)
              + ", so a model may be trained anew before anybody is told of the drift");
    }
  }
}
