// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.references;

import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.reference.ReferenceSchedule;
import io.tidemark.service.registry.RegistryConfig;
import io.tidemark.service.registry.SchemaRegistryClient;
import io.tidemark.service.serde.ReferenceProfileSerde;
import io.tidemark.service.serde.ReferenceScheduleSerde;
import io.tidemark.service.serde.UndecodableRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The compacted topic of reference profiles, read and written with plain clients. Each call opens
 * its own; safe for use by several threads.
 *
 * <p>Every method throws {@link KafkaException} when the brokers cannot be reached within the
 * patience given, and {@link io.tidemark.service.registry.RegistryException} when the registry has
 * to be asked and cannot be.
 */
public final class ReferenceTopic {

  /**
   * The largest record that goes to a topic which Tidemark creates, and the largest that it sends
   * anywhere unless told otherwise. Brokers take 1 MiB unless told otherwise, some 100 numeric
   * columns of 1,024 points.
   */
  public static final int MAX_RECORD_BYTES = 8 * 1024 * 1024;

  private final Map<String, Object> clientConfig;
  private final RegistryConfig registry;
  private final String topic;
  private final Duration patience;

  /**
   * Names the topic; connects to nothing yet.
   *
   * @param clientConfig settings that every Kafka client needs, such as {@code bootstrap.servers}
   * @param registry where the schema is
   * @param topic the topic's name
   * @param patience longest wait for the brokers
   */
  public ReferenceTopic(
      Map<String, Object> clientConfig, RegistryConfig registry, String topic, Duration patience) {
    this.clientConfig = Map.copyOf(clientConfig);
    this.registry = registry;
    this.topic = topic;
    this.patience = patience;
  }

  /**
   * How the topic is created: compacted, with one partition, and with room for wide references.
   *
   * @param topic its name
   * @return what to ask a broker for
   */
  public static NewTopic definition(String topic) {
    return new NewTopic(topic, Optional.of(1), Optional.empty())
        .configs(
            Map.of(
                "cleanup.policy",
                "compact",
                "max.message.bytes",
                Integer.toString(MAX_RECORD_BYTES)));
  }

  /**
   * Whether the topic is there.
   *
   * @return false when somebody has to create it
   */
  public boolean exists() {
    try (Admin admin = Admin.create(patient())) {
      return await(admin.listTopics().names()).contains(topic);
    }
  }

  /**
   * Creates the topic by its {@link #definition}; nothing if it is there.
   *
   * @return whether it was created now
   */
  public boolean create() {
    try (Admin admin = Admin.create(patient())) {
      await(admin.createTopics(Set.of(definition(topic))).all());
      return true;
    } catch (TopicExistsException e) {
      return false;
    }
  }

  /**
   * Publishes profiles, each after its parts. A profile is never changed: one of the same name
   * stands beside it.
   *
   * @param profiles the profiles, with all their parts
   * @throws org.apache.kafka.common.errors.RecordTooLargeException if the topic does not take a
   *     record as large as one of them
   */
  public void publish(List<ReferenceProfile> profiles) {
    ReferenceProfileSerde serde = profileSerde();
    List<ReferenceProfile> pieces = new ArrayList<>();
    for (ReferenceProfile profile : profiles) {
      pieces.addAll(profile.parts().profiles());
      pieces.add(profile);
    }
    send(
        pieces.stream()
            .map(piece -> new ProducerRecord<>(topic, serde.key(piece), serde.value(piece)))
            .toList());
  }

  /**
   * Publishes the schedule of a model version, in place of the one before.
   *
   * @param schedule which references count when
   */
  public void publish(ReferenceSchedule schedule) {
    ReferenceScheduleSerde serde = scheduleSerde();
    send(List.of(new ProducerRecord<>(topic, serde.key(schedule), serde.value(schedule))));
  }

  /**
   * Deletes a profile, and then its parts.
   *
   * @param profile as it was published
   */
  public void delete(ReferenceProfile profile) {
    ReferenceProfileSerde serde = profileSerde();
    List<ReferenceProfile> pieces = new ArrayList<>(List.of(profile));
    pieces.addAll(profile.parts().profiles());
    send(
        pieces.stream()
            .map(piece -> new ProducerRecord<byte[], byte[]>(topic, serde.key(piece), null))
            .toList());
  }

  private void send(List<ProducerRecord<byte[], byte[]>> records) {
    Map<String, Object> config = new HashMap<>(clientConfig);
    config.put("enable.idempotence", true);
    config.put("max.block.ms", patience.toMillis());
    config.put("delivery.timeout.ms", (int) patience.toMillis());
    config.put("request.timeout.ms", (int) (patience.toMillis() / 2));
    config.put("linger.ms", 0);
    // Whether a record is too large is for the topic to say.
    config.put("max.request.size", MAX_RECORD_BYTES);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (ProducerRecord<byte[], byte[]> record : records) {
        await(producer.send(record)::get);
      }
    }
  }

  /**
   * Reads what the topic holds now.
   *
   * @param unreadable told of each record that cannot be read: its key, and why
   * @return all profiles and schedules that were not deleted
   */
  public ReferenceCatalog readAll(BiConsumer<String, String> unreadable) {
    ReferenceCatalog catalog = new ReferenceCatalog();
    ReferenceRecords records = new ReferenceRecords(catalog, profileSerde(), scheduleSerde());
    Map<String, Object> config = patient();
    config.put("isolation.level", "read_committed");
    config.put("allow.auto.create.topics", false);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      consumer
          .partitionsFor(topic)
          .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(patience)) {
          take(record, records, unreadable);
        }
      }
    }
    return catalog;
  }

  private static void take(
      ConsumerRecord<byte[], byte[]> record,
      ReferenceRecords records,
      BiConsumer<String, String> unreadable) {
    if (record.key() == null) {
      unreadable.accept("offset " + record.offset(), "it has no key");
      return;
    }
    String key = new String(record.key(), StandardCharsets.UTF_8);
    try {
      records.take(key, record.value());
    } catch (UndecodableRecordException e) {
      unreadable.accept(key, e.getMessage());
    }
  }

  /** Closing an admin client waits for its calls; they must give up when we do. */
  private Map<String, Object> patient() {
    Map<String, Object> config = new HashMap<>(clientConfig);
    config.put("default.api.timeout.ms", (int) patience.toMillis());
    config.put("request.timeout.ms", (int) (patience.toMillis() / 2));
    return config;
  }

  private ReferenceProfileSerde profileSerde() {
    return new ReferenceProfileSerde(new SchemaRegistryClient(registry), topic);
  }

  private ReferenceScheduleSerde scheduleSerde() {
    return new ReferenceScheduleSerde(new SchemaRegistryClient(registry), topic);
  }

  private <T> T await(KafkaFuture<T> future) {
    return await(() -> future.get(patience.toMillis(), TimeUnit.MILLISECONDS));
  }

  private static <T> T await(Waiting<T> waiting) {
    try {
      return waiting.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new KafkaException(e.getCause());
    } catch (TimeoutException e) {
      throw new org.apache.kafka.common.errors.TimeoutException("no answer in time", e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private interface Waiting<T> {
    T get() throws ExecutionException, TimeoutException, InterruptedException;
  }
}
