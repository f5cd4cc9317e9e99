// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.schemas.DriftResult;
import io.tidemark.schemas.DriftVerdict;
import io.tidemark.service.cli.CommandRun;
import io.tidemark.service.testing.EventProducer;
import io.tidemark.service.testing.EventStream;
import io.tidemark.service.testing.TidemarkCluster;
import io.tidemark.service.testing.TopicReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * References are activated and retired by the commands people use, and each result says which one
 * its window was compared with.
 */
class ReferenceLifeCycleIT {

  private static final long START = EventStream.START_MILLIS;

  @TempDir Path directory;

  private TidemarkCluster cluster;

  @Test
  void activateAndRetire_takeEffectAtTheirWindow() throws Exception {
    EventStream stream = new EventStream(11, 60);
    ReferenceProfile training = stream.reference(EventStream.HEALTHY);
    ReferenceProfile other = stream.reference(EventStream.HEALTHY);
    assertThat(other.id()).isNotEqualTo(training.id());
    try (TidemarkCluster started = TidemarkCluster.start(2)) {
      cluster = started;
      cluster.publishAll(List.of(training, other));
      reference("activate", training.id(), "--from=" + Instant.ofEpochMilli(START));
      reference("activate", other.id(), "--from=" + Instant.ofEpochMilli(START + 15_000));
      reference("retire", "--from=" + Instant.ofEpochMilli(START + 40_000));
      try (EventProducer producer = cluster.producer()) {
        stream.publish(producer);
      }

      Map<Long, DriftResult> results = new TreeMap<>();
      try (TidemarkService service = new TidemarkService(cluster.config(directory, Map.of()))) {
        service.start();
        assertThat(service.awaitRunning(Duration.ofSeconds(60))).isTrue();
        TopicReader reader = cluster.reader();
        reader.until("drift-results", records -> records.size() >= 12);
        reader
            .all("drift-results")
            .forEach(
                record -> {
                  DriftResult result = TopicReader.decode(record.value(), DriftResult.class);
                  if (result.getModel().equals(EventStream.HEALTHY.model())) {
                    results.put(result.getWindowStart().toEpochMilli() - START, result);
                  }
                });
        assertThat(references(service)).contains("\"state\":\"INACTIVE\"", training.id());
      }

      assertThat(used(results, 0, 10_000)).containsOnly(training.id());
      assertThat(used(results, 20_000, 30_000)).containsOnly(other.id());
      assertThat(results.get(40_000L).getVerdict()).isEqualTo(DriftVerdict.NO_REFERENCE);
      assertThat(results.get(50_000L).getVerdict()).isEqualTo(DriftVerdict.NO_REFERENCE);
    }
  }

  private static List<String> used(Map<Long, DriftResult> results, long... starts) {
    List<String> ids = new ArrayList<>();
    for (long start : starts) {
      ids.add(results.get(start).getReferenceId());
    }
    return ids;
  }

  private void reference(String command, String... arguments) {
    List<String> all = new ArrayList<>(List.of("reference", command));
    all.addAll(List.of(arguments));
    all.add("--model=" + EventStream.HEALTHY.model());
    all.add("--version=" + EventStream.HEALTHY.version());
    Map<String, String> settings = cluster.settings(directory, Map.of());
    all.add("--bootstrap-servers=" + settings.get("kafka.bootstrap.servers"));
    all.add("--schema-registry=" + settings.get("schema.registry.url"));
    CommandRun run = CommandRun.of(all.toArray(String[]::new));
    assertThat(run.exitCode()).as("%s", run.err()).isZero();
  }

  private static String references(TidemarkService service) throws Exception {
    URI uri =
        URI.create(
            service.url()
                + "/api/v1/references/"
                + EventStream.HEALTHY.model()
                + "/"
                + EventStream.HEALTHY.version());
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
        .body();
  }
}
