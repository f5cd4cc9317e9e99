// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.service.testing.EventProducer;
import io.tidemark.service.testing.EventStream;
import io.tidemark.service.testing.ServiceProcess;
import io.tidemark.service.testing.TidemarkCluster;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a supervisor of processes relies on: SIGTERM ends an instance in good order and in time, and
 * an instance that reads its state back says so, and is left alone until it has.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(240)
class StopAndRestoreIT {

  private static final int HALVES = 40_000;

  /** What operations.md promises to whoever sets a grace period. */
  private static final Duration GRACE_PERIOD = Duration.ofSeconds(60);

  private static final int STOPPED_BY_SIGTERM = 128 + 15;

  @TempDir private static Path directory;

  private final HttpClient http = HttpClient.newHttpClient();
  private TidemarkCluster cluster;
  private Map<String, String> settings;

  @BeforeAll
  void leaveMuchState() throws Exception {
    cluster = TidemarkCluster.start(2);
    settings =
        cluster.settings(
            directory.resolve("state"),
            Map.of(
                "kafka.application.id", "stopped",
                "join.window", "1h",
                // Restores by single records, so that it can be watched.
                "kafka.restore.consumer.max.poll.records", "1"));
    try (EventProducer producer = cluster.producer()) {
      for (int i = 0; i < HALVES; i++) {
        producer.features("half-" + i, EventStream.START_MILLIS, new HashMap<>(Map.of("x", 1.0)));
      }
      producer.flush();
    }
  }

  @AfterAll
  void stop() {
    cluster.close();
  }

  @Test
  void stopAndStart_withState_endsInTimeAndTellsOfTheRestore() throws Exception {
    try (ServiceProcess first = ServiceProcess.start(directory.resolve("first"), settings)) {
      first.awaitRunning();
      while (cluster.unread("stopped") > 0) {
        first.live(Duration.ofMillis(200));
      }
      first.terminate();
      assertThat(first.endsWithin(GRACE_PERIOD)).as("ended within %s", GRACE_PERIOD).isTrue();
      assertThat(first.exitValue()).isEqualTo(STOPPED_BY_SIGTERM);
    }

    try (TidemarkService second = new TidemarkService(cluster.config(directory, settings))) {
      second.start();
      Set<String> unready = new LinkedHashSet<>();
      boolean sawRemaining = false;
      HttpResponse<String> ready = get(second, "/readyz");
      while (ready.statusCode() != 200) {
        assertThat(get(second, "/livez").statusCode()).isEqualTo(200);
        unready.add(ready.body());
        sawRemaining |= remainingRecords(second) > 0;
        ready = get(second, "/readyz");
      }
      assertThat(unready).anyMatch(body -> body.matches("(?s).*[1-9] tasks? restore.*records.*"));
      assertThat(sawRemaining).as("remaining records were exported").isTrue();
      assertThat(ready.body()).doesNotContain("restore");
      assertThat(remainingRecords(second)).isZero();
    }
  }

  private double remainingRecords(TidemarkService service) throws Exception {
    String name = "tidemark_streams_restore_remaining_records ";
    return get(service, "/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
        .findAny()
        .orElse(0);
  }

  private HttpResponse<String> get(TidemarkService service, String path) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(service.url() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
