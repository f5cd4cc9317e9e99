// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.Observation;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.Segment;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.schemas.DriftAlert;
import io.tidemark.schemas.DriftResult;
import io.tidemark.schemas.DriftVerdict;
import io.tidemark.service.testing.EventProducer;
import io.tidemark.service.testing.SegmentedSample;
import io.tidemark.service.testing.TidemarkCluster;
import io.tidemark.service.testing.TopicReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * A shift in one small country on a real broker: the model as a whole is as it was, the country's
 * segment drifts and has an alert, no other has.
 */
@TestInstance(Lifecycle.PER_CLASS)
class SegmentIT {

  private static final ModelVersion PRICING = new ModelVersion("pricing", "4");
  private static final ModelVersion UNWATCHED = new ModelVersion("pricing-off", "4");
  private static final long START = 1_767_225_600_000L;
  private static final int WINDOWS = 6;
  private static final int PER_WINDOW = 3_000;
  private static final Map<String, Double> SHARES = Map.of("DE", 0.05, "FR", 0.30, "IT", 0.33);
  private static final List<Segment> SEGMENTS =
      List.of(
          Segment.of("country", "DE"),
          Segment.of("country", "FR"),
          Segment.of("country", "SE"),
          new Segment(List.of("country", "tier"), List.of("FR", "gold")));

  @TempDir static Path stateDir;

  private final SplittableRandom random = new SplittableRandom(5);
  private TidemarkCluster cluster;
  private List<DriftResult> results;
  private List<DriftAlert> alerts;

  @BeforeAll
  void runOnce() throws Exception {
    cluster = TidemarkCluster.start(3);
    cluster.publishAll(
        List.of(
            SegmentedSample.reference(PRICING, 1, sample(PRICING), SEGMENTS),
            SegmentedSample.reference(UNWATCHED, 1, sample(UNWATCHED), SEGMENTS)));
    try (EventProducer producer = cluster.producer()) {
      publish(producer);
    }
    TopicReader reader = cluster.reader();
    Map<String, String> changes = Map.of("model.pricing-off.segments.enabled", "false");
    try (TidemarkService service = new TidemarkService(cluster.config(stateDir, changes))) {
      service.start();
      assertThat(service.awaitRunning(Duration.ofSeconds(60))).isTrue();
      reader.until("drift-results", records -> records.size() >= WINDOWS * 6);
    }
    results =
        reader.all("drift-results").stream()
            .map(record -> TopicReader.decode(record.value(), DriftResult.class))
            .toList();
    alerts =
        reader.all("drift-alerts").stream()
            .map(record -> TopicReader.decode(record.value(), DriftAlert.class))
            .toList();
  }

  @AfterAll
  void stop() {
    cluster.close();
  }

  private String country() {
    double u = random.nextDouble();
    for (String country : List.of("DE", "FR", "IT")) {
      u -= SHARES.get(country);
      if (u < 0) {
        return country;
      }
    }
    return "SE";
  }

  private String tier() {
    return random.nextBoolean() ? "gold" : "tin";
  }

  private List<Observation> sample(ModelVersion model) {
    ValueLayout layout = ValueLayout.of("amount", "country", "tier");
    List<Observation> sample = new ArrayList<>();
    for (int row = 0; row < 20_000; row++) {
      ObservedValues.Builder features =
          ObservedValues.builder(layout).number(0, random.nextDouble()).text(2, tier());
      String country = country();
      if (random.nextInt(20) > 0) {
        features.text(1, country);
      }
      ObservedValues score =
          ObservedValues.builder(ValueLayout.of("score")).number(0, random.nextDouble()).build();
      sample.add(new Observation(model, 0, features.build(), score));
    }
    return sample;
  }

  /** From the third window on amounts of Germany are larger; as ever, some have no country. */
  private void publish(EventProducer producer) {
    for (int i = 0; i < WINDOWS * PER_WINDOW; i++) {
      long time = START + i * 10_000L / PER_WINDOW;
      String country = country();
      boolean shifted = country.equals("DE") && i >= 2 * PER_WINDOW;
      Map<String, Object> features = new HashMap<>();
      features.put("amount", random.nextDouble() + (shifted ? 0.6 : 0));
      features.put("country", random.nextInt(20) == 0 ? null : country);
      features.put("tier", tier());
      Map<String, Object> score = Map.of("score", random.nextDouble());
      for (ModelVersion model : List.of(PRICING, UNWATCHED)) {
        if (model.equals(PRICING) || i % 10 == 0) {
          String id = model.model() + i;
          producer.features(id, time, features);
          producer.prediction(id, model.model(), model.version(), time, score);
        }
      }
    }
    producer.flush();
  }

  private Map<String, List<DriftResult>> bySegment(ModelVersion model) {
    return results.stream()
        .filter(result -> result.getModel().equals(model.model()))
        .collect(groupingBy(r -> r.getSegment() == null ? "" : r.getSegment()));
  }

  @Test
  void results_oneForEachWindowOfTheWholeAndOfEachSegment() {
    assertThat(bySegment(PRICING))
        .containsOnlyKeys("", "country=DE", "country=FR", "country=SE", "country=FR,tier=gold")
        .allSatisfy((segment, all) -> assertThat(all).as(segment).hasSize(WINDOWS));
    assertThat(results.stream().map(DriftResult::getResultId)).doesNotHaveDuplicates();
    assertThat(results.stream().filter(r -> r.getModel().equals("pricing")))
        .extracting(DriftResult::getReferenceId)
        .containsOnly(results.get(0).getReferenceId());
  }

  @Test
  void observations_ofSegments_areThoseOfTheirRows() {
    Map<String, List<DriftResult>> segments = bySegment(PRICING);
    long all = segments.get("").stream().mapToLong(DriftResult::getObservations).sum();
    long watched =
        List.of("DE", "FR", "SE").stream()
            .flatMap(country -> segments.get("country=" + country).stream())
            .mapToLong(DriftResult::getObservations)
            .sum();

    assertThat(all).isEqualTo((long) WINDOWS * PER_WINDOW);
    assertThat((double) watched / all).isBetween(0.62, 0.66); // All but Italy, with a country.
    assertThat(segments.get("country=DE")).allMatch(result -> result.getFeatures().size() == 3);
  }

  @Test
  void verdicts_onlyTheShiftedCountryDrifts_theWholeDoesNot() {
    bySegment(PRICING)
        .forEach(
            (segment, all) ->
                all.forEach(
                    result -> {
                      long start = result.getWindowStart().toEpochMilli();
                      boolean shifted = segment.equals("country=DE") && start >= START + 20_000;
                      assertThat(result.getVerdict() == DriftVerdict.DRIFT)
                          .as(segment + " " + result.getWindowStart() + " " + result.getReason())
                          .isEqualTo(shifted);
                      if (segment.isEmpty()) {
                        assertThat(result.getVerdict()).isEqualTo(DriftVerdict.STABLE);
                      }
                    }));
  }

  @Test
  void alerts_oneOfTheShiftedCountry_andNoTrigger() {
    assertThat(alerts).isNotEmpty();
    assertThat(alerts).extracting(DriftAlert::getSegment).containsOnly("country=DE");
    assertThat(alerts).extracting(DriftAlert::getModel).containsOnly("pricing");
    assertThat(alerts).extracting(DriftAlert::getAlertId).containsOnly(alerts.get(0).getAlertId());
    assertThat(cluster.reader().all("retraining-triggers")).isEmpty();
  }

  @Test
  void segments_switchedOffForAModel_haveNoResults() {
    assertThat(bySegment(UNWATCHED)).containsOnlyKeys("");
  }
}
