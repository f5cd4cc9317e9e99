// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.load;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.tidemark.service.demo.EmbeddedKafka;
import io.tidemark.service.registry.InProcessRegistry;
import io.tidemark.service.registry.RegistryConfig;
import io.tidemark.service.registry.SchemaRegistryClient;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.LoggerFactory;

/** A broker and a registry in this JVM, whose own work is never part of a figure. */
public final class Cluster implements AutoCloseable {

  private final EmbeddedKafka kafka;
  private final InProcessRegistry registry;

  private Cluster(EmbeddedKafka kafka, InProcessRegistry registry) {
    this.kafka = kafka;
    this.registry = registry;
  }

  /** Starts both and creates the input topics. */
  public static Cluster start(int partitions) throws IOException {
    quietBroker();
    EmbeddedKafka kafka = new EmbeddedKafka().start();
    kafka.createTopic(Topics.FEATURES, partitions);
    kafka.createTopic(Topics.PREDICTIONS, partitions);
    kafka.createTopic(Topics.REFERENCES, 1, Map.of("cleanup.policy", "compact"));
    return new Cluster(kafka, InProcessRegistry.start(0));
  }

  /**
   * The first transaction of a producer on a new partition makes the broker refuse batches that
   * overtake it, with a stack trace for each; the producer sends them again. And a broker that is
   * stopped closes a client twice.
   */
  private static void quietBroker() {
    ((Logger) LoggerFactory.getLogger("org.apache.kafka.clients.NetworkClient"))
        .setLevel(Level.ERROR);
    ((Logger) LoggerFactory.getLogger("kafka.server.ReplicaManager")).setLevel(Level.OFF);
  }

  /** Creates a topic that one variant alone writes to. */
  public void createTopic(String name, int partitions) {
    kafka.createTopic(name, partitions);
  }

  /** Where the broker is. */
  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** Where the registry is. */
  public String registryUrl() {
    return registry.url();
  }

  /** A client of the registry. */
  public SchemaRegistryClient registryClient() {
    return new SchemaRegistryClient(RegistryConfig.of(registry.url()));
  }

  /**
   * The bytes that clients appended to each topic with a prefix, as they came over the network
   * (compressed, with the framing of batches), whatever was deleted or compacted since.
   */
  public Map<String, Long> bytesIn(String prefix) {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    Map<String, Long> bytes = new TreeMap<>();
    try {
      ObjectName all =
          new ObjectName("kafka.server:type=BrokerTopicMetrics,name=BytesInPerSec,topic=*");
      for (ObjectName name : beans.queryNames(all, null)) {
        String topic = name.getKeyProperty("topic");
        if (topic.startsWith(prefix)) {
          bytes.put(topic, (Long) beans.getAttribute(name, "Count"));
        }
      }
    } catch (JMException e) {
      throw new IllegalStateException("the broker's metrics cannot be read", e);
    }
    return bytes;
  }

  /** Deletes the topics with a prefix, so that a long benchmark does not fill the disk. */
  public void deleteTopics(String prefix) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      List<String> topics =
          admin.listTopics().names().get().stream().filter(t -> t.startsWith(prefix)).toList();
      admin.deleteTopics(topics).all().get();
    } catch (ExecutionException e) {
      throw new KafkaException("cannot delete the topics of " + prefix, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while deleting topics", e);
    }
  }

  @Override
  public void close() {
    registry.close();
    kafka.close();
  }
}
