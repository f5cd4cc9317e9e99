// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.schemas.DeadLetter;
import io.tidemark.schemas.DriftResult;
import io.tidemark.service.testing.BadRecords;
import io.tidemark.service.testing.EventProducer;
import io.tidemark.service.testing.TidemarkCluster;
import io.tidemark.service.testing.TopicReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten thousand malformed records of 45 kinds among a hundred thousand good ones, Avro features and
 * JSON predictions: every good one is counted, every bad one is a dead letter with a reason and its
 * bytes, and no thread is replaced.
 */
class FuzzedInputIT {

  private static final int GOOD_PAIRS = 50_000;
  private static final int BAD = 10_000;
  private static final int MAX_BYTES = 32 * 1024;
  private static final long TIME = 1_769_860_800_000L;

  @TempDir static Path stateDir;

  private final Random random = new Random(20_261_121L);

  @Test
  void run_badAmongGood_countsTheGoodAndKeepsTheBad() throws Exception {
    try (TidemarkCluster cluster = TidemarkCluster.start(2)) {
      int kinds;
      try (EventProducer producer = cluster.producer()) {
        kinds = publish(producer, new BadRecords(cluster.registry()));
        producer.flush();
      }
      assertThat(kinds).isGreaterThanOrEqualTo(30);
      try (TidemarkService service = new TidemarkService(cluster.config(stateDir, settings()))) {
        service.start();
        assertThat(service.awaitRunning(Duration.ofSeconds(60))).isTrue();
        TopicReader reader = cluster.reader();
        reader.until("drift-results", results -> observations(results) >= GOOD_PAIRS);
        reader.until("drift-dead-letters", letters -> letters.size() >= BAD);

        assertThat(observations(reader.all("drift-results"))).isEqualTo(GOOD_PAIRS);
        assertDeadLetters(reader.all("drift-dead-letters"));
        assertThat(metrics(service))
            .contains("tidemark_streams_failed_threads_total 0")
            .doesNotContain("tidemark_streams_failed_threads_total 1");
      }
    }
  }

  private static Map<String, String> settings() {
    return Map.ofEntries(
        Map.entry("ingest.max.record.bytes", Integer.toString(MAX_BYTES)),
        Map.entry("input.features.format", "avro"),
        Map.entry("input.features.id", "id"),
        Map.entry("input.features.timestamp", "at"),
        Map.entry("input.features.features", "in.*"),
        Map.entry("input.predictions.format", "json"),
        Map.entry("input.predictions.id", "id"),
        Map.entry("input.predictions.model", "'fuzzed'"),
        Map.entry("input.predictions.version", "'1'"),
        Map.entry("input.predictions.timestamp", "at"),
        Map.entry("input.predictions.timestamp.unit", "ms"),
        Map.entry("input.predictions.prediction", "score"));
  }

  /** Publishes good pairs with bad records strewn among them; returns of how many kinds. */
  private int publish(EventProducer producer, BadRecords records) {
    List<BadRecords.Kind> features = List.copyOf(records.features(TIME, MAX_BYTES + 1).values());
    List<BadRecords.Kind> predictions =
        List.copyOf(BadRecords.predictions(TIME, MAX_BYTES + 1).values());
    int kinds = features.size() + predictions.size();
    int bad = 0;
    for (int i = 0; i < GOOD_PAIRS; i++) {
      String id = "good-" + i;
      long at = TIME + i;
      producer.raw("ml-features", id, records.goodFeatures(id, at, random.nextGaussian()));
      producer.raw("ml-predictions", id, BadRecords.goodPrediction(id, at, random.nextDouble()));
      for (; bad < (long) (i + 1) * BAD / GOOD_PAIRS; bad++) {
        int kind = bad % kinds;
        boolean isFeatures = kind < features.size();
        producer.raw(
            isFeatures ? "ml-features" : "ml-predictions",
            "bad-" + bad,
            isFeatures
                ? features.get(kind).make(random)
                : predictions.get(kind - features.size()).make(random));
      }
    }
    return kinds;
  }

  private static long observations(List<ConsumerRecord<byte[], byte[]>> results) {
    return results.stream()
        .map(record -> TopicReader.decode(record.value(), DriftResult.class))
        .filter(result -> result.getPart() == 1)
        .mapToLong(DriftResult::getObservations)
        .sum();
  }

  private static void assertDeadLetters(List<ConsumerRecord<byte[], byte[]>> records) {
    List<String> keys = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      DeadLetter letter = TopicReader.decode(record.value(), DeadLetter.class);
      keys.add(text(letter.getKey()));
      assertThat(letter.getReason()).matches("[a-z]+(-[a-z0-9]+)*");
      assertThat(letter.getMessage()).isNotBlank().hasSizeLessThan(2_001);
      assertThat(letter.getValue() == null ? -1 : letter.getValue().remaining())
          .isEqualTo(letter.getValueSize());
    }
    Set<String> distinct = keys.stream().filter(key -> key.startsWith("bad-")).collect(toSet());
    assertThat(keys).hasSize(BAD);
    assertThat(distinct).hasSize(BAD);
  }

  private static String text(ByteBuffer bytes) {
    return StandardCharsets.UTF_8.decode(bytes).toString();
  }

  private static String metrics(TidemarkService service) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(service.url() + "/metrics")).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
