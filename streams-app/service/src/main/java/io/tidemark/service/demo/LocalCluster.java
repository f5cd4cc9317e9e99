// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.demo;

import io.tidemark.service.registry.InProcessRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the service needs around it, inside this process: a broker, a Schema Registry, or only one
 * of them, and a directory for state. Closing it forgets all data.
 */
public final class LocalCluster implements AutoCloseable {

  private final Map<String, String> settings = new LinkedHashMap<>();
  private final Path stateDirectory;
  private EmbeddedKafka kafka;
  private InProcessRegistry registry;

  private LocalCluster(Path stateDirectory) {
    this.stateDirectory = stateDirectory;
    settings.put("kafka.state.dir", stateDirectory.toString());
  }

  /**
   * Starts broker and registry.
   *
   * @return the running cluster
   */
  public static LocalCluster start() {
    return start(true, true);
  }

  /**
   * Starts what is asked for, on free ports of the loopback interface.
   *
   * @param withBroker whether to start a broker
   * @param withRegistry whether to start a registry
   * @return the running cluster
   */
  public static LocalCluster start(boolean withBroker, boolean withRegistry) {
    try {
      LocalCluster cluster = new LocalCluster(Files.createTempDirectory("tidemark-state-"));
      if (withRegistry) {
        cluster.registry = InProcessRegistry.start(0);
        cluster.settings.put("schema.registry.url", cluster.registry.url());
      }
      if (withBroker) {
        cluster.kafka = new EmbeddedKafka().start();
        cluster.settings.put("kafka.bootstrap.servers", cluster.kafka.bootstrapServers());
      }
      return cluster;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What the service must be configured with to use this cluster.
   *
   * @return settings by name, only of what runs here
   */
  public Map<String, String> settings() {
    return Map.copyOf(settings);
  }

  @Override
  public void close() {
    if (kafka != null) {
      kafka.close();
    }
    if (registry != null) {
      registry.close();
    }
    try (Stream<Path> paths = Files.walk(stateDirectory)) {
      for (Path path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
