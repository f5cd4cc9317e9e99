// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.core.decide.AlertEvent;
import io.tidemark.core.decide.DriftVerdict;
import io.tidemark.core.decide.FeatureVerdict;
import io.tidemark.core.decide.WindowVerdict;
import io.tidemark.core.observation.EvaluationWindow;
import io.tidemark.core.observation.Population;
import io.tidemark.service.config.TopicSettings;
import io.tidemark.service.registry.SchemaRegistryClient;
import io.tidemark.service.serde.DriftAlertReader;
import io.tidemark.service.serde.DriftResultReader;
import io.tidemark.service.serde.UndecodableRecordException;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Puts what the service publishes into plain words. Not safe for use by several threads. */
final class DemoNarrator {

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TopicSettings topics;
  private final DriftResultReader results;
  private final DriftAlertReader alerts;

  /** What had drifted in the window before; details are told when that changes. */
  private final Map<Population, Set<String>> lastDrifted = new HashMap<>();

  DemoNarrator(TopicSettings topics, SchemaRegistryClient registry) {
    this.topics = topics;
    this.results = new DriftResultReader(registry);
    this.alerts = new DriftAlertReader(registry);
  }

  /** The topics it understands, in the order in which one thing leads to the other. */
  List<String> topics() {
    return List.of(topics.results(), topics.alerts(), topics.triggers());
  }

  /** What one record says, as lines of text. */
  List<String> tell(ConsumerRecord<byte[], byte[]> record) {
    try {
      if (record.topic().equals(topics.results())) {
        return tell(results.read(record.value()).verdict());
      }
      if (record.topic().equals(topics.alerts())) {
        return tell(alerts.read(record.value()));
      }
      return tell(JSON.readTree(record.value()));
    } catch (UndecodableRecordException | IOException e) {
      return List.of("cannot read a record of " + record.topic() + ": " + e.getMessage());
    }
  }

  private List<String> tell(WindowVerdict window) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s  %-13s  %-9s  %s",
            clock(window.report().window()),
            window.report().population(),
            window.verdict().name().replace('_', ' '),
            window.reason()));
    List<FeatureVerdict> drifted =
        window.features().stream()
            .filter(feature -> feature.verdict() == DriftVerdict.DRIFT)
            .toList();
    Set<String> names = new TreeSet<>();
    drifted.forEach(feature -> names.add(feature.comparison().feature()));
    if (!names.equals(lastDrifted.put(window.report().population(), names))) {
      drifted.forEach(
          feature -> lines.add("    " + feature.comparison().feature() + ": " + feature.reason()));
    }
    return lines;
  }

  private static List<String> tell(AlertEvent alert) {
    return List.of(
        String.format(
            Locale.ROOT,
            "ALERT %s (%s)  %s  %s",
            alert.state(),
            alert.severity().name().toLowerCase(Locale.ROOT),
            alert.population(),
            alert.reason()));
  }

  private static List<String> tell(JsonNode trigger) {
    return List.of(
        String.format(
            Locale.ROOT,
            "RETRAIN %s/%s  %s; train on data from %s to %s",
            trigger.path("model").asText(),
            trigger.path("model_version").asText(),
            trigger.path("message").asText(),
            trigger.path("data_from").asText(),
            trigger.path("data_to").asText()));
  }

  private static String clock(EvaluationWindow window) {
    return CLOCK.format(Instant.ofEpochMilli(window.startMillis()))
        + "-"
        + CLOCK.format(Instant.ofEpochMilli(window.endMillis()));
  }
}
