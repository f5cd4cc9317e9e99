// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.schemas.DriftResult;
import io.tidemark.schemas.DriftVerdict;
import io.tidemark.schemas.ReferenceProfile;
import io.tidemark.service.testing.EventProducer;
import io.tidemark.service.testing.EventStream;
import io.tidemark.service.testing.NaiveOracle;
import io.tidemark.service.testing.NaiveOracle.Window;
import io.tidemark.service.testing.ServiceProcess;
import io.tidemark.service.testing.TidemarkCluster;
import io.tidemark.service.testing.TopicReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models without a reference get one from their first windows, through kills, exactly once. */
class AutoReferenceIT {

  private static final long SEED = 11;
  private static final int WINDOWS = 2;

  @TempDir Path directory;

  @Test
  void reference_learnedThroughKills_isPublishedOnceAndThenJudgedBy() throws Exception {
    EventStream stream = new EventStream(SEED, 90);
    try (TidemarkCluster cluster = TidemarkCluster.start(3);
        EventProducer producer = cluster.producer()) {
      TopicReader reader = cluster.reader();
      Map<String, String> settings = settings(cluster);
      stream.publish(producer, 0, 18);
      runAndKill(settings, 5_000);
      stream.publish(producer, 18, 50);
      runAndKill(settings, 4_000);
      try (ServiceProcess service = ServiceProcess.start(directory, settings)) {
        reader.until("reference-profiles", records -> records.size() >= 2);
        assertThat(service.isAlive()).isTrue();
        service.kill();
      }
      stream.publish(producer, 50, 90);
      NaiveOracle oracle = new NaiveOracle(10_000, 2_000, 5_000).recompute(reader);
      try (ServiceProcess service = ServiceProcess.start(directory, settings)) {
        reader.until("drift-results", records -> records.size() >= oracle.windows().size());
        assertThat(service.isAlive()).isTrue();
      }
      Map<String, ReferenceProfile> references = references(reader);
      assertRows(references, oracle);
      assertJudged(references, reader);
    }
  }

  private Map<String, String> settings(TidemarkCluster cluster) {
    return cluster.settings(
        directory.resolve("state"),
        Map.of(
            "references.auto", "true",
            "references.auto.windows", Integer.toString(WINDOWS),
            "references.auto.observations", "100",
            "windows.idle.timeout", "10s",
            "kafka.session.timeout.ms", "6000",
            "kafka.producer.transaction.timeout.ms", "5000"));
  }

  private void runAndKill(Map<String, String> settings, long millis) throws Exception {
    try (ServiceProcess service = ServiceProcess.start(directory, settings)) {
      service.live(Duration.ofMillis(millis));
      service.kill();
    }
  }

  private static Map<String, ReferenceProfile> references(TopicReader reader) {
    Map<String, ReferenceProfile> references = new HashMap<>();
    reader
        .all("reference-profiles")
        .forEach(
            record -> {
              ReferenceProfile profile = TopicReader.decode(record.value(), ReferenceProfile.class);
              assertThat(profile.getName()).isEqualTo("auto");
              assertThat(references.put(profile.getModel(), profile))
                  .as("a second reference of %s", profile.getModel())
                  .isNull();
            });
    return references;
  }

  /**
   * Each has the observations of the model's first windows, as a naive recomputation finds them.
   */
  private static void assertRows(Map<String, ReferenceProfile> references, NaiveOracle oracle) {
    assertThat(references).hasSize(2);
    for (ModelVersion model : List.of(EventStream.DRIFTING, EventStream.HEALTHY)) {
      ReferenceProfile reference = references.get(model.model());
      long expected = 0;
      for (int window = 0; window < WINDOWS; window++) {
        long start = EventStream.START_MILLIS + 10_000L * window;
        expected +=
            oracle.windows().get(new Window(model.model(), model.version(), start)).observations;
      }
      assertThat(reference.getRows()).isEqualTo(expected);
      assertThat(reference.getCreatedAt().toEpochMilli())
          .isEqualTo(EventStream.START_MILLIS + 10_000L * WINDOWS);
    }
  }

  /** What came after the last start is judged, for then every task knew the references. */
  private static void assertJudged(Map<String, ReferenceProfile> references, TopicReader reader) {
    int judged = 0;
    for (var record : reader.all("drift-results")) {
      DriftResult result = TopicReader.decode(record.value(), DriftResult.class);
      long offset = result.getWindowStart().toEpochMilli() - EventStream.START_MILLIS;
      if (offset < 10_000L * WINDOWS) {
        assertThat(result.getVerdict()).isEqualTo(DriftVerdict.NO_REFERENCE);
      } else if (offset >= 50_000) {
        judged++;
        assertThat(result.getReferenceId())
            .isEqualTo(references.get(result.getModel()).getReferenceId());
        boolean drifting = result.getModel().equals(EventStream.DRIFTING.model());
        assertThat(result.getVerdict() == DriftVerdict.DRIFT)
            .as("%s of %s", result.getReason(), result.getModel())
            .isEqualTo(drifting);
      }
    }
    assertThat(judged).isEqualTo(8);
  }
}
