// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.testing;

import io.tidemark.schemas.FeatureVector;
import io.tidemark.schemas.Prediction;
import io.tidemark.service.registry.SchemaRegistryClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes events the way a producer with Confluent's serializer would. */
@SuppressWarnings("FutureReturnValueIgnored") // The flush waits; what is lost is missed later.
public final class EventProducer implements AutoCloseable {

  private final KafkaProducer<byte[], byte[]> producer;
  private final SchemaRegistryClient registry;
  private Integer partition;
  private Long recordTimeMillis;

  /** A producer of a broker and a registry. */
  public EventProducer(String bootstrapServers, SchemaRegistryClient registry) {
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "linger.ms",
                5,
                "compression.type",
                "lz4",
                "batch.size",
                64 * 1024,
                // A broker that was killed knows a repeated batch again only if it was the last.
                "max.in.flight.requests.per.connection",
                1,
                // Brokers under test go away and come back.
                "delivery.timeout.ms",
                600_000,
                "max.block.ms",
                600_000),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.registry = registry;
  }

  /** Sends what follows to this partition, in records of this time, whatever is in them. */
  public void inPartition(int number, long timeMillis) {
    this.partition = number;
    this.recordTimeMillis = timeMillis;
  }

  /** Publishes features. */
  public void features(String id, long timestampMillis, Map<String, Object> values) {
    send(
        "ml-features",
        id,
        timestampMillis,
        FeatureVector.newBuilder()
            .setPredictionId(id)
            .setTimestamp(Instant.ofEpochMilli(timestampMillis))
            .setFeatures(values)
            .build());
  }

  /** Publishes a prediction. */
  public void prediction(
      String id, String model, String version, long timestampMillis, Map<String, Object> values) {
    send(
        "ml-predictions",
        id,
        timestampMillis,
        Prediction.newBuilder()
            .setPredictionId(id)
            .setModel(model)
            .setModelVersion(version)
            .setTimestamp(Instant.ofEpochMilli(timestampMillis))
            .setPredictions(values)
            .build());
  }

  /** Publishes any bytes. */
  public void raw(String topic, String key, byte[] value) {
    producer.send(
        new ProducerRecord<>(
            topic,
            partition,
            recordTimeMillis,
            key == null ? null : key.getBytes(StandardCharsets.UTF_8),
            value));
  }

  /** Publishes any bytes in a record without a timestamp, as some clients do. */
  public void withoutTimestamp(String topic, String key, byte[] value) {
    producer.send(
        new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value) {
          @Override
          public Long timestamp() {
            return -1L;
          }
        });
  }

  /** Publishes a prediction whose event time lies far ahead, in a record of today. */
  public void rawFuture(String topic, String id, long timestampMillis) {
    Prediction prediction =
        Prediction.newBuilder()
            .setPredictionId(id)
            .setModel("churn")
            .setModelVersion("1")
            .setTimestamp(Instant.ofEpochMilli(timestampMillis))
            .setPredictions(Map.of("score", 0.5))
            .build();
    raw(topic, id, encode(topic, prediction));
  }

  /** Waits until everything is on the broker. */
  public void flush() {
    producer.flush();
  }

  /** The bytes of a record in Confluent's wire format. */
  public byte[] encode(String topic, SpecificRecord record) {
    Schema schema = record.getSchema();
    return AvroBytes.of(
        registry.register(topic + "-value", schema),
        out -> new SpecificDatumWriter<SpecificRecord>(schema).write(record, out));
  }

  private void send(String topic, String id, long timestampMillis, SpecificRecord record) {
    producer.send(
        new ProducerRecord<>(
            topic,
            partition,
            recordTimeMillis == null ? timestampMillis : recordTimeMillis,
            id.getBytes(StandardCharsets.UTF_8),
            encode(topic, record)));
  }

  @Override
  public void close() {
    producer.close();
  }
}
