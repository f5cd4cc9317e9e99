// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.testing.chaos;

import io.tidemark.schemas.DriftAlert;
import io.tidemark.schemas.DriftResult;
import io.tidemark.service.TidemarkService;
import io.tidemark.service.status.ModelCounters;
import io.tidemark.service.status.StatusCounters;
import io.tidemark.service.testing.NaiveOracle.Counted;
import io.tidemark.service.testing.TidemarkCluster;
import io.tidemark.service.testing.TopicReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The same input once more, under another application id and without faults: its counters, which no
 * crash has set back, must be the recomputed ones, and its results, alerts and triggers must say
 * the same as those of the disturbed run, field by field.
 */
final class Undisturbed {

  private static final String PREFIX = "undisturbed-";

  /**
   * When it was written; and why a window closed, for where a fault lasts longer than the idle
   * timeout, idleness may close what a watermark would have closed.
   */
  private static final Set<String> OF_A_RESULT = Set.of("emitted_at", "close_reason");

  private static final Set<String> OF_AN_ALERT = Set.of("emitted_at");

  /** When it was written, twice; and by whom: the source names the application id. */
  private static final Set<String> OF_A_TRIGGER = Set.of("decided_at", "ce_time", "ce_source");

  private static final Map<String, String> OUTPUTS =
      Map.of(
          "topics.results", "results",
          "topics.alerts", "alerts",
          "topics.triggers", "triggers",
          "topics.dead.letters", "dead-letters");

  private final TidemarkCluster cluster;
  private final Path directory;
  private final Map<String, String> settings;

  Undisturbed(TidemarkCluster cluster, Path directory, Map<String, String> settings) {
    this.cluster = cluster;
    this.directory = directory;
    this.settings = new HashMap<>(settings);
    this.settings.put("kafka.application.id", "undisturbed");
    OUTPUTS.forEach((key, name) -> this.settings.put(key, PREFIX + name));
  }

  void compare(ChaosReport report, Traffic traffic) {
    TopicReader reader = cluster.reader();
    StatusCounters counters;
    try (TidemarkService service = new TidemarkService(cluster.config(directory, settings))) {
      service.start();
      reader.untilCount(PREFIX + "results", report.resultsExpected());
      counters = service.status().counters();
    }
    count(report, counters);
    ResultCheck check =
        new ResultCheck(traffic, report.direct())
            .exactlyOnce(
                report.windows(),
                reader.all(PREFIX + "results").stream()
                    .map(record -> TopicReader.decode(record.value(), DriftResult.class))
                    .toList());
    check.differences().forEach(difference -> report.differs("undisturbed: " + difference));
    results(reader, PREFIX + "results").compare("result", results(reader, "drift-results"), report);
    alerts(reader, PREFIX + "alerts").compare("alert", alerts(reader, "drift-alerts"), report);
    triggers(reader, PREFIX + "triggers")
        .compare("trigger", triggers(reader, "retraining-triggers"), report);
  }

  private static void count(ChaosReport report, StatusCounters counters) {
    Counted counted = report.counted();
    report.same("late", counted.late, sum(counters, true));
    report.same("pairs", counted.pairs, sum(counters, false));
    report.same("duplicates", counted.duplicates, counters.duplicates());
    report.same(
        "unmatched features", counted.unmatchedFeatures, counters.unmatched().get("features"));
    report.same(
        "unmatched predictions",
        counted.unmatchedPredictions,
        counters.unmatched().get("predictions"));
    report.same(
        "unusable",
        counted.deadLetters,
        counters.deadLetters().values().stream().mapToLong(n -> n).sum());
  }

  private static long sum(StatusCounters counters, boolean late) {
    return counters.models().values().stream()
        .mapToLong(late ? ModelCounters::late : ModelCounters::observations)
        .sum();
  }

  private static Contents results(TopicReader reader, String topic) {
    return Contents.avro(
        reader, topic, DriftResult.class, List.of("result_id", "part"), OF_A_RESULT);
  }

  private static Contents alerts(TopicReader reader, String topic) {
    return Contents.avro(reader, topic, DriftAlert.class, List.of("event_id"), OF_AN_ALERT);
  }

  private static Contents triggers(TopicReader reader, String topic) {
    return Contents.json(reader, topic, "trigger_id", OF_A_TRIGGER);
  }
}
