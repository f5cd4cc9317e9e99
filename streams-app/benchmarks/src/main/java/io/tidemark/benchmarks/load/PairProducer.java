// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.load;

import io.tidemark.core.observation.FeatureVector;
import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.observation.ObservedValues;
import io.tidemark.core.observation.Prediction;
import io.tidemark.service.registry.SchemaRegistryClient;
import io.tidemark.service.serde.FeatureVectorEncoder;
import io.tidemark.service.serde.PredictionEncoder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Publishes both halves of pairs. Not thread-safe. */
final class PairProducer implements AutoCloseable {

  private final FeatureVectorEncoder features;
  private final PredictionEncoder predictions;
  private final KafkaProducer<byte[], byte[]> producer;

  PairProducer(String bootstrapServers, SchemaRegistryClient registry) {
    features = new FeatureVectorEncoder(registry, Topics.FEATURES);
    predictions = new PredictionEncoder(registry, Topics.PREDICTIONS);
    producer = Workload.producer(bootstrapServers);
  }

  /** Sends a pair; the partition is null where the id shall choose it. */
  void send(
      long number,
      Integer partition,
      long timeMillis,
      ModelVersion model,
      ObservedValues inputs,
      ObservedValues outputs) {
    FeatureVector vector = new FeatureVector("prediction-" + number, timeMillis, inputs);
    Prediction prediction = new Prediction(vector.predictionId(), model, timeMillis, outputs, null);
    Workload.send(
        producer,
        new ProducerRecord<>(
            Topics.FEATURES, partition, timeMillis, features.key(vector), features.value(vector)));
    Workload.send(
        producer,
        new ProducerRecord<>(
            Topics.PREDICTIONS,
            partition,
            timeMillis,
            predictions.key(prediction),
            predictions.value(prediction)));
  }

  /** Waits for what was sent. */
  @Override
  public void close() {
    producer.flush();
    producer.close();
  }
}
