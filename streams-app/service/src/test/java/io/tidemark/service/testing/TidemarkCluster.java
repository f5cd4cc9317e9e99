// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.testing;

import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.service.config.ConfigLoader;
import io.tidemark.service.config.TidemarkConfig;
import io.tidemark.service.demo.EmbeddedKafka;
import io.tidemark.service.registry.InProcessRegistry;
import io.tidemark.service.registry.RegistryConfig;
import io.tidemark.service.registry.SchemaRegistryClient;
import io.tidemark.service.serde.ReferenceProfileSerde;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A real broker and a registry, with Tidemark's topics, for one test class. */
public final class TidemarkCluster implements AutoCloseable {

  private static final List<String> INPUTS = List.of("ml-features", "ml-predictions");

  static {
    LoudExit.install();
  }

  private final String bootstrapServers;
  private final Runnable closeBroker;
  private final InProcessRegistry registryServer;
  private final SchemaRegistryClient registry;

  private TidemarkCluster(String bootstrapServers, Runnable closeBroker, int partitions)
      throws IOException {
    this.bootstrapServers = bootstrapServers;
    this.closeBroker = closeBroker;
    registryServer = InProcessRegistry.start(0);
    registry = new SchemaRegistryClient(RegistryConfig.of(registryServer.url()));
    INPUTS.forEach(topic -> createTopic(topic, partitions, Map.of()));
  }

  /** Starts a cluster whose input topics have so many partitions, in this process. */
  public static TidemarkCluster start(int partitions) throws IOException {
    EmbeddedKafka kafka = new EmbeddedKafka().start();
    return new TidemarkCluster(kafka.bootstrapServers(), kafka::close, partitions);
  }

  /** Puts such a cluster on a broker that somebody else started. */
  public static TidemarkCluster on(BrokerProcess broker, int partitions) throws IOException {
    return new TidemarkCluster(broker.bootstrapServers(), () -> {}, partitions);
  }

  private void createTopic(String name, int partitions, Map<String, String> config) {
    NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(config);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.createTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /** Moves a partition to a broker, and waits until that one leads it. */
  public void move(TopicPartition partition, int broker) {
    Optional<NewPartitionReassignment> there =
        Optional.of(new NewPartitionReassignment(List.of(broker)));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.alterPartitionReassignments(Map.of(partition, there)).all().get(30, TimeUnit.SECONDS);
      while (leader(admin, partition) != broker) {
        Thread.sleep(100);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private static int leader(Admin admin, TopicPartition partition)
      throws ExecutionException, InterruptedException, TimeoutException {
    Node leader =
        admin
            .describeTopics(List.of(partition.topic()))
            .allTopicNames()
            .get(30, TimeUnit.SECONDS)
            .get(partition.topic())
            .partitions()
            .get(partition.partition())
            .leader();
    return leader == null ? Node.noNode().id() : leader.id();
  }

  /** Where clients connect. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** A client of the registry. */
  public SchemaRegistryClient registry() {
    return registry;
  }

  /** Settings of a service on this cluster with short windows, changed by what is given. */
  public Map<String, String> settings(Path stateDir, Map<String, String> changes) {
    Map<String, String> settings = new HashMap<>();
    settings.put("kafka.bootstrap.servers", bootstrapServers);
    settings.put("kafka.state.dir", stateDir.toString());
    settings.put("kafka.commit.interval.ms", "200");
    settings.put("schema.registry.url", registryServer.url());
    settings.put("windows.size", "10s");
    settings.put("windows.grace", "2s");
    settings.put("windows.idle.timeout", "2s");
    settings.put("join.window", "5s");
    settings.put("http.port", "0");
    settings.putAll(changes);
    return settings;
  }

  /** The configuration these settings make. */
  public TidemarkConfig config(Path stateDir, Map<String, String> changes) {
    return ConfigLoader.of(settings(stateDir, changes));
  }

  /** A producer of events. */
  public EventProducer producer() {
    return new EventProducer(bootstrapServers, registry);
  }

  /** A reader of topics. */
  public TopicReader reader() {
    return new TopicReader(bootstrapServers);
  }

  /** Bytes on the broker's disk, by topic. */
  public Map<String, Long> bytesByTopic() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      Map<String, Long> bytes = new TreeMap<>();
      List<Integer> brokers =
          admin.describeCluster().nodes().get().stream().map(node -> node.id()).toList();
      for (var directories : admin.describeLogDirs(brokers).allDescriptions().get().values()) {
        for (var directory : directories.values()) {
          directory
              .replicaInfos()
              .forEach((partition, info) -> bytes.merge(partition.topic(), info.size(), Long::sum));
        }
      }
      return bytes;
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /** How many records of both inputs an application has not committed to have read. */
  public long unread(String applicationId) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      Map<TopicPartition, OffsetAndMetadata> read =
          admin.listConsumerGroupOffsets(applicationId).partitionsToOffsetAndMetadata().get();
      Map<TopicPartition, OffsetSpec> inputs = new HashMap<>();
      admin
          .describeTopics(INPUTS)
          .allTopicNames()
          .get()
          .forEach(
              (topic, description) ->
                  description
                      .partitions()
                      .forEach(
                          partition ->
                              inputs.put(
                                  new TopicPartition(topic, partition.partition()),
                                  OffsetSpec.latest())));
      long unread = 0;
      for (var end : admin.listOffsets(inputs).all().get().entrySet()) {
        OffsetAndMetadata offset = read.get(end.getKey());
        unread += end.getValue().offset() - (offset == null ? 0 : offset.offset());
      }
      return unread;
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /** Creates the references topic and publishes profiles, each before its parts. */
  @SuppressWarnings("FutureReturnValueIgnored") // The flush waits; what is lost is missed later.
  public void publishAll(List<ReferenceProfile> profiles) {
    createTopic("reference-profiles", 1, Map.of("cleanup.policy", "compact"));
    ReferenceProfileSerde serde = new ReferenceProfileSerde(registry, "reference-profiles");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (ReferenceProfile profile : profiles) {
        List<ReferenceProfile> pieces = new ArrayList<>(List.of(profile));
        pieces.addAll(profile.parts().profiles());
        for (ReferenceProfile piece : pieces) {
          producer.send(
              new ProducerRecord<>("reference-profiles", serde.key(piece), serde.value(piece)));
        }
      }
      producer.flush();
    }
  }

  @Override
  public void close() {
    registryServer.close();
    closeBroker.run();
  }
}
