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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A real broker and a registry, with Tidemark's topics, for one test class. */
public final class TidemarkCluster implements AutoCloseable {

  private final EmbeddedKafka kafka = new EmbeddedKafka();
  private final InProcessRegistry registryServer;
  private final SchemaRegistryClient registry;

  private TidemarkCluster(int partitions) throws IOException {
    kafka.start();
    registryServer = InProcessRegistry.start(0);
    registry = new SchemaRegistryClient(RegistryConfig.of(registryServer.url()));
    kafka.createTopic("ml-features", partitions);
    kafka.createTopic("ml-predictions", partitions);
  }

  /** Starts a cluster whose input topics have so many partitions. */
  public static TidemarkCluster start(int partitions) throws IOException {
    return new TidemarkCluster(partitions);
  }

  /** The broker. */
  public EmbeddedKafka kafka() {
    return kafka;
  }

  /** A client of the registry. */
  public SchemaRegistryClient registry() {
    return registry;
  }

  /** Settings of a service on this cluster with short windows, changed by what is given. */
  public Map<String, String> settings(Path stateDir, Map<String, String> changes) {
    Map<String, String> settings = new HashMap<>();
    settings.put("kafka.bootstrap.servers", kafka.bootstrapServers());
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
    return new EventProducer(kafka.bootstrapServers(), registry);
  }

  /** A reader of topics. */
  public TopicReader reader() {
    return new TopicReader(kafka.bootstrapServers());
  }

  /** Creates the references topic and publishes profiles. */
  @SuppressWarnings("FutureReturnValueIgnored") // The flush waits; what is lost is missed later.
  public void publishAll(List<ReferenceProfile> profiles) {
    kafka.createTopic("reference-profiles", 1, Map.of("cleanup.policy", "compact"));
    ReferenceProfileSerde serde = new ReferenceProfileSerde(registry, "reference-profiles");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (ReferenceProfile profile : profiles) {
        producer.send(
            new ProducerRecord<>("reference-profiles", serde.key(profile), serde.value(profile)));
      }
      producer.flush();
    }
  }

  @Override
  public void close() {
    registryServer.close();
    kafka.close();
  }
}
