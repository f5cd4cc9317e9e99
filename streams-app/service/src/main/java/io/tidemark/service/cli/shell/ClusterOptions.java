// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.shell;

import io.tidemark.service.config.TidemarkConfig;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say where Kafka and the Schema Registry are. */
public final class ClusterOptions {

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = "The brokers; short for -D kafka.bootstrap.servers=….")
  private String bootstrapServers;

  @Option(
      names = "--schema-registry",
      paramLabel = "URL",
      description = "The Schema Registry; short for -D schema.registry.url=….")
  private String schemaRegistry;

  @Mixin private ConfigOptions config;

  /**
   * Whether brokers are named on the command line.
   *
   * @return true when {@code --bootstrap-servers} was given
   */
  public boolean namesBrokers() {
    return bootstrapServers != null;
  }

  /**
   * Whether a registry is named on the command line.
   *
   * @return true when {@code --schema-registry} was given
   */
  public boolean namesRegistry() {
    return schemaRegistry != null;
  }

  /**
   * Reads and checks the configuration.
   *
   * @return the configuration, with the addresses of the command line
   */
  public TidemarkConfig load() {
    return load(Map.of());
  }

  /**
   * Reads and checks the configuration.
   *
   * @param overrides settings that win over all others
   * @return the configuration, with the addresses of the command line
   */
  public TidemarkConfig load(Map<String, String> overrides) {
    Map<String, String> strongest = new HashMap<>();
    strongest.put(ConfigOptions.BOOTSTRAP_SERVERS, bootstrapServers);
    strongest.put(ConfigOptions.REGISTRY_URL, schemaRegistry);
    strongest.putAll(overrides);
    return config.load(strongest);
  }
}
