// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.demo;

import io.tidemark.core.observation.FeatureVector;
import io.tidemark.core.observation.Prediction;
import io.tidemark.service.config.TopicSettings;
import io.tidemark.service.registry.SchemaRegistryClient;
import io.tidemark.service.serde.FeatureVectorEncoder;
import io.tidemark.service.serde.PredictionEncoder;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends features and predictions as producers in service do: keyed by prediction id, with the event
 * time as the record's time. Not safe for use by several threads.
 */
public final class InputPublisher implements AutoCloseable {

  private final TopicSettings topics;
  private final FeatureVectorEncoder features;
  private final PredictionEncoder predictions;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  /**
   * Makes a publisher.
   *
   * @param clientConfig how to reach the brokers
   * @param registry where the schemas are registered
   * @param topics where the records go
   */
  public InputPublisher(
      Map<String, Object> clientConfig, SchemaRegistryClient registry, TopicSettings topics) {
    this.topics = topics;
    this.features = new FeatureVectorEncoder(registry, topics.features());
    this.predictions = new PredictionEncoder(registry, topics.predictions());
    Map<String, Object> config = new HashMap<>(clientConfig);
    config.put("linger.ms", 5);
    config.put("batch.size", 1 << 17);
    config.put("compression.type", "lz4");
    this.producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Sends features; returns before they arrive.
   *
   * @param vector the features of one prediction
   * @throws KafkaException if an earlier record could not be sent
   */
  public void publish(FeatureVector vector) {
    send(
        new ProducerRecord<>(
            topics.features(),
            null,
            vector.timestampMillis(),
            features.key(vector),
            features.value(vector)));
  }

  /**
   * Sends a prediction; returns before it arrives.
   *
   * @param prediction the prediction
   * @throws KafkaException if an earlier record could not be sent
   */
  public void publish(Prediction prediction) {
    send(
        new ProducerRecord<>(
            topics.predictions(),
            null,
            prediction.timestampMillis(),
            predictions.key(prediction),
            predictions.value(prediction)));
  }

  /**
   * Waits until everything sent has arrived.
   *
   * @throws KafkaException if something did not
   */
  public void flush() {
    producer.flush();
    throwFailure();
  }

  @Override
  public void close() {
    producer.close();
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    throwFailure();
    var unused = producer.send(record, this::noteFailure);
  }

  private void noteFailure(RecordMetadata metadata, Exception e) {
    if (e != null) {
      failure.compareAndSet(null, e);
    }
  }

  private void throwFailure() {
    Exception e = failure.get();
    if (e != null) {
      throw new KafkaException("a record could not be sent: " + e.getMessage(), e);
    }
  }
}
