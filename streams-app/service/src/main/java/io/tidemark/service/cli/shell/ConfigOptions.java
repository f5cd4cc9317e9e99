// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.shell;

import io.tidemark.service.config.ConfigEntry;
import io.tidemark.service.config.ConfigException;
import io.tidemark.service.config.ConfigLoader;
import io.tidemark.service.config.TidemarkConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options from which a command gets its configuration. */
public final class ConfigOptions {

  /** The setting that says where the brokers are. */
  public static final String BOOTSTRAP_SERVERS = "kafka.bootstrap.servers";

  /** The setting that says where the Schema Registry is. */
  public static final String REGISTRY_URL = "schema.registry.url";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Properties file. Environment variables win over it (TIDEMARK_WINDOWS_SIZE sets"
              + " windows.size), and -D over both.")
  private Path file;

  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE",
      description = "One setting, such as -D windows.size=1h. May be given several times.")
  private Map<String, String> settings = Map.of();

  /**
   * Reads and checks the configuration.
   *
   * @return the configuration
   */
  public TidemarkConfig load() {
    return load(Map.of());
  }

  /**
   * Reads and checks the configuration.
   *
   * @param overrides settings that win over file, environment and {@code -D}; null values are left
   *     out
   * @return the configuration
   */
  public TidemarkConfig load(Map<String, String> overrides) {
    Map<String, String> strongest = new LinkedHashMap<>(settings);
    overrides.forEach(
        (key, value) -> {
          if (value != null) {
            strongest.put(key, value);
          }
        });
    if (file != null) {
      InputFiles.require("--config", file);
    }
    try {
      return ConfigLoader.load(file, System.getenv(), strongest);
    } catch (ConfigException e) {
      throw CommandFailure.usage(e.getMessage(), e);
    }
  }

  /**
   * Whether nobody has set a setting.
   *
   * @param key its name
   * @return true when it has its default
   */
  public boolean isDefault(String key) {
    return load().entries().stream()
        .anyMatch(entry -> entry.key().equals(key) && entry.origin().equals(ConfigEntry.DEFAULT));
  }
}
