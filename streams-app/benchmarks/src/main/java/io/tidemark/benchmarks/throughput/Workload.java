// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.throughput;

import io.tidemark.core.observation.FeatureVector;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.Prediction;
import io.tidemark.core.observation.ValueLayout;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.reference.ReferenceProfileBuilder;
import io.tidemark.service.registry.SchemaRegistryClient;
import io.tidemark.service.serde.FeatureVectorEncoder;
import io.tidemark.service.serde.PredictionEncoder;
import io.tidemark.service.serde.ReferenceProfileSerde;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The same pairs for every variant: 16 numeric and 4 categorical features and a score, spread over
 * some models, a thousand pairs a second of event time.
 *
 * @param pairs how many
 * @param models over how many models they are spread
 */
record Workload(int pairs, int models) {

  static final String FEATURES = "ml-features";
  static final String PREDICTIONS = "ml-predictions";
  static final String REFERENCES = "reference-profiles";

  private static final long SEED = 1;
  private static final long START_MILLIS = 1_767_225_600_000L;
  private static final int NUMERIC = 16;
  private static final int CATEGORICAL = 4;
  private static final int REFERENCE_ROWS = 5_000;
  private static final ValueLayout OUTPUTS = ValueLayout.of("score");

  /** Publishes references, features and predictions. */
  @SuppressWarnings("FutureReturnValueIgnored") // The flush waits; a variant misses what is lost.
  void publish(String bootstrapServers, SchemaRegistryClient registry) {
    Random random = new Random(SEED);
    FeatureVectorEncoder features = new FeatureVectorEncoder(registry, FEATURES);
    PredictionEncoder predictions = new PredictionEncoder(registry, PREDICTIONS);
    ReferenceProfileSerde references = new ReferenceProfileSerde(registry, REFERENCES);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "compression.type",
                "lz4",
                "linger.ms",
                20,
                "batch.size",
                256 * 1024),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int model = 0; model < models; model++) {
        ReferenceProfile profile = reference(model, random);
        producer.send(
            new ProducerRecord<>(REFERENCES, references.key(profile), references.value(profile)));
      }
      for (int i = 0; i < pairs; i++) {
        long time = START_MILLIS + i;
        FeatureVector vector = new FeatureVector("prediction-" + i, time, features(random));
        Prediction prediction =
            new Prediction(vector.predictionId(), model(i % models), time, score(random), null);
        producer.send(record(FEATURES, time, features.key(vector), features.value(vector)));
        producer.send(
            record(PREDICTIONS, time, predictions.key(prediction), predictions.value(prediction)));
      }
      producer.flush();
    }
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, long time, byte[] key, byte[] value) {
    return new ProducerRecord<>(topic, null, time, key, value);
  }

  private static ModelVersion model(int number) {
    return new ModelVersion("model-" + number, "1");
  }

  private static ReferenceProfile reference(int model, Random random) {
    ReferenceProfileBuilder builder =
        new ReferenceProfileBuilder(model(model), "training", START_MILLIS - 1);
    for (int row = 0; row < REFERENCE_ROWS; row++) {
      builder.accept(features(random), score(random));
    }
    return builder.build();
  }

  private static final ValueLayout INPUTS = inputs();

  private static ValueLayout inputs() {
    String[] names = new String[NUMERIC + CATEGORICAL];
    for (int i = 0; i < names.length; i++) {
      names[i] = i < NUMERIC ? "number_" + i : "category_" + (i - NUMERIC);
    }
    return ValueLayout.of(names);
  }

  private static ObservedValues features(Random random) {
    ObservedValues.Builder values = ObservedValues.builder(INPUTS);
    for (int i = 0; i < NUMERIC; i++) {
      double gaussian = random.nextGaussian();
      values.number(i, i % 2 == 0 ? gaussian : Math.exp(gaussian));
    }
    for (int i = 0; i < CATEGORICAL; i++) {
      values.text(NUMERIC + i, "value-" + (int) Math.min(19, -4 * Math.log(random.nextDouble())));
    }
    return values.build();
  }

  private static ObservedValues score(Random random) {
    return ObservedValues.builder(OUTPUTS).number(0, random.nextDouble()).build();
  }
}
