// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.testing;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.reference.ReferenceProfileBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A stream of events with everything that goes wrong in real ones, the same for the same seed: out
 * of order, repeated, unmatched and late records, missing values, two models of which one drifts.
 */
public final class EventStream {

  /** Start of the first window: a multiple of ten seconds, long past. */
  public static final long START_MILLIS = 1_767_225_600_000L;

  /** The model whose income halves from the third window on. */
  public static final ModelVersion DRIFTING = new ModelVersion("credit", "7");

  /** The model that stays as it is. */
  public static final ModelVersion HEALTHY = new ModelVersion("churn", "1");

  private static final int PAIRS_A_SECOND = 60;

  private final Random random;
  private final int seconds;

  /** A stream of this length of event time. */
  public EventStream(long seed, int seconds) {
    this.random = new Random(seed);
    this.seconds = seconds;
  }

  /** Publishes the whole stream. */
  public void publish(EventProducer producer) {
    publish(producer, 0, seconds);
  }

  /** Publishes the part of the stream between two seconds; parts follow each other. */
  public void publish(EventProducer producer, int fromSecond, int toSecond) {
    for (int i = fromSecond * PAIRS_A_SECOND; i < toSecond * PAIRS_A_SECOND; i++) {
      long time = START_MILLIS + i * 1000L / PAIRS_A_SECOND - (long) (random.nextDouble() * 900);
      ModelVersion model = random.nextInt(3) == 0 ? HEALTHY : DRIFTING;
      boolean drifted = model.equals(DRIFTING) && time >= START_MILLIS + 20_000;
      publishPair(producer, "id-" + i, model, Math.max(time, START_MILLIS), drifted);
      if (i % 97 == 96) {
        // Far behind: its window has closed.
        publishPair(producer, "late-" + i, model, START_MILLIS + 100, false);
      }
    }
    producer.flush();
  }

  private void publishPair(
      EventProducer producer, String id, ModelVersion model, long time, boolean drifted) {
    Map<String, Object> features = features(drifted);
    Map<String, Object> predictions = Map.of("score", random.nextDouble());
    int fate = random.nextInt(100);
    boolean featuresFirst = random.nextBoolean();
    if (featuresFirst && fate != 0) {
      producer.features(id, time, features);
    }
    if (fate != 1) {
      producer.prediction(id, model.model(), model.version(), time, predictions);
    }
    if (!featuresFirst && fate != 0) {
      producer.features(id, time, features);
    }
    if (fate == 2) {
      producer.prediction(id, model.model(), model.version(), time, predictions);
    } else if (fate == 3) {
      producer.features(id, time, features(drifted));
    }
  }

  private Map<String, Object> features(boolean drifted) {
    Map<String, Object> features = new HashMap<>();
    features.put("income", Math.exp(random.nextGaussian()) * (drifted ? 0.4 : 1));
    features.put("age", random.nextInt(50) == 0 ? null : (Object) (long) (20 + random.nextInt(50)));
    features.put("region", "r" + random.nextInt(4));
    return features;
  }

  /** A reference of undrifted features for a model, and the incomes in it. */
  public ReferenceProfile reference(ModelVersion model, List<Double> incomes) {
    ReferenceProfileBuilder builder =
        new ReferenceProfileBuilder(model, "training", START_MILLIS - 1).resolution(100_000);
    ValueLayout featureLayout = ValueLayout.of("income", "age", "region");
    ValueLayout predictionLayout = ValueLayout.of("score");
    for (int i = 0; i < 1_000; i++) {
      double income = Math.exp(random.nextGaussian());
      incomes.add(income);
      builder.accept(
          ObservedValues.builder(featureLayout)
              .number(0, income)
              .number(1, 20 + random.nextInt(50))
              .text(2, "r" + random.nextInt(4))
              .build(),
          ObservedValues.builder(predictionLayout).number(0, random.nextDouble()).build());
    }
    return builder.build();
  }

  /** A reference of undrifted features for a model. */
  public ReferenceProfile reference(ModelVersion model) {
    return reference(model, new ArrayList<>());
  }
}
