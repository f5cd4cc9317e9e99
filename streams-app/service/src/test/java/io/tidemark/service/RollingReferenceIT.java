// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.schemas.DriftResult;
import io.tidemark.schemas.DriftVerdict;
import io.tidemark.schemas.ReferenceProfile;
import io.tidemark.service.testing.EventProducer;
import io.tidemark.service.testing.EventStream;
import io.tidemark.service.testing.ServiceProcess;
import io.tidemark.service.testing.TidemarkCluster;
import io.tidemark.service.testing.TopicReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A model whose income halves at second 20 is compared with what it did last: by the first period
 * it drifts, by the second it does not. The service is killed again and again.
 */
class RollingReferenceIT {

  private static final long START = EventStream.START_MILLIS;
  private static final long PERIOD = 20_000;
  private static final List<String> MODELS =
      List.of(EventStream.DRIFTING.model(), EventStream.HEALTHY.model());

  @TempDir Path directory;

  @Test
  void shift_isDriftByThePeriodBefore_andStableByItsOwn_throughKills() throws Exception {
    EventStream stream = new EventStream(11, 80);
    try (TidemarkCluster cluster = TidemarkCluster.start(3);
        EventProducer producer = cluster.producer()) {
      TopicReader reader = cluster.reader();
      Map<String, String> settings =
          cluster.settings(
              directory.resolve("state"),
              Map.of(
                  "references.rolling", "20s",
                  "references.rolling.observations", "100",
                  "windows.idle.timeout", "5m",
                  "kafka.session.timeout.ms", "6000",
                  "kafka.producer.transaction.timeout.ms", "5000"));
      // Half a pair waits for the other for 5 s and holds time back as long.
      stream.publish(producer, 0, 20);
      runUntil(settings, reader, "drift-results", MODELS.size());
      stream.publish(producer, 20, 30);
      runUntil(settings, reader, "reference-profiles", MODELS.size());
      stream.publish(producer, 30, 50);
      runUntil(settings, reader, "reference-profiles", 2 * MODELS.size());
      stream.publish(producer, 50, 80);
      runUntil(settings, reader, "drift-results", 7 * MODELS.size());

      Map<String, Map<Long, DriftResult>> results = results(reader);
      Map<String, Map<Long, ReferenceProfile>> references = references(reader);
      for (String model : MODELS) {
        assertRows(references.get(model), results.get(model));
        assertUsed(references.get(model), results.get(model));
      }
      Map<Long, DriftResult> shifted = results.get(EventStream.DRIFTING.model());
      assertThat(shifted.get(30_000L).getVerdict()).isEqualTo(DriftVerdict.DRIFT);
      assertThat(shifted.get(40_000L).getVerdict()).isEqualTo(DriftVerdict.DRIFT);
      assertThat(shifted.get(50_000L).getVerdict()).isEqualTo(DriftVerdict.STABLE);
      assertThat(shifted.get(60_000L).getVerdict()).isEqualTo(DriftVerdict.STABLE);
    }
  }

  private void runUntil(Map<String, String> settings, TopicReader reader, String topic, int records)
      throws Exception {
    try (ServiceProcess service = ServiceProcess.start(directory, settings)) {
      service.awaitRunning();
      reader.until(topic, found -> found.size() >= records);
      assertThat(service.isAlive()).isTrue();
      service.kill();
    }
  }

  private static Map<String, Map<Long, DriftResult>> results(TopicReader reader) {
    Map<String, Map<Long, DriftResult>> results = new HashMap<>();
    for (var record : reader.all("drift-results")) {
      DriftResult result = TopicReader.decode(record.value(), DriftResult.class);
      DriftResult twice =
          results
              .computeIfAbsent(result.getModel(), model -> new TreeMap<>())
              .put(result.getWindowStart().toEpochMilli() - START, result);
      assertThat(twice).isNull();
    }
    return results;
  }

  /** By the end of their periods. */
  private static Map<String, Map<Long, ReferenceProfile>> references(TopicReader reader) {
    Map<String, Map<Long, ReferenceProfile>> references = new HashMap<>();
    for (var record : reader.all("reference-profiles")) {
      ReferenceProfile profile = TopicReader.decode(record.value(), ReferenceProfile.class);
      assertThat(profile.getName()).isEqualTo("rolling");
      long holdsFrom = profile.getCreatedAt().toEpochMilli() - START;
      ReferenceProfile twice =
          references
              .computeIfAbsent(profile.getModel(), model -> new TreeMap<>())
              .put(holdsFrom - 10_000, profile);
      assertThat(twice).as("a second reference of %s", profile.getModel()).isNull();
    }
    return references;
  }

  /** Each is made of the observations that the windows of its period have. */
  private static void assertRows(
      Map<Long, ReferenceProfile> references, Map<Long, DriftResult> results) {
    assertThat(references).containsKeys(PERIOD, 2 * PERIOD);
    references.forEach(
        (end, reference) ->
            assertThat(reference.getRows())
                .as("rows of the period that ends at %s", end)
                .isEqualTo(
                    results.get(end - 20_000).getObservations()
                        + results.get(end - 10_000).getObservations()));
  }

  private static void assertUsed(
      Map<Long, ReferenceProfile> references, Map<Long, DriftResult> results) {
    for (long start : List.of(0L, 10_000L, 20_000L)) {
      assertThat(results.get(start).getVerdict()).isEqualTo(DriftVerdict.NO_REFERENCE);
    }
    for (long start : List.of(30_000L, 40_000L)) {
      assertThat(results.get(start).getReferenceId())
          .isEqualTo(references.get(PERIOD).getReferenceId());
    }
    for (long start : List.of(50_000L, 60_000L)) {
      assertThat(results.get(start).getReferenceId())
          .isEqualTo(references.get(2 * PERIOD).getReferenceId());
    }
  }
}
