// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.engine;

import io.tidemark.benchmarks.load.Shape;
import io.tidemark.service.TidemarkService;
import io.tidemark.service.config.ConfigLoader;
import java.util.HashMap;
import java.util.Map;

/**
 * The service as it is, with its defaults but for windows, names and addresses, and whatever {@code
 * -Dtidemark.setting.NAME=VALUE} among the options of its JVM says.
 */
final class TidemarkEngine implements Engine {

  private static final String SETTING = "tidemark.setting.";

  private final TidemarkService service;

  TidemarkEngine(EngineSettings settings) {
    Shape shape = settings.shape();
    Map<String, String> config = new HashMap<>();
    config.put("kafka.bootstrap.servers", settings.bootstrapServers());
    config.put("kafka.application.id", settings.applicationId());
    config.put("kafka.state.dir", settings.stateDirectory().toString());
    config.put("schema.registry.url", settings.registryUrl());
    config.put("topics.results", settings.resultsTopic());
    config.put("windows.size", shape.window().toMillis() + "ms");
    config.put("windows.grace", shape.grace().toMillis() + "ms");
    config.put("join.window", shape.joinWindow().toMillis() + "ms");
    config.put("http.port", "0");
    if (settings.variant() == Variant.TIDEMARK_ALOS) {
      config.put("kafka.processing.guarantee", "at_least_once");
    }
    System.getProperties()
        .stringPropertyNames()
        .forEach(
            name -> {
              if (name.startsWith(SETTING)) {
                config.put(name.substring(SETTING.length()), System.getProperty(name));
              }
            });
    this.service = new TidemarkService(ConfigLoader.of(config));
  }

  @Override
  public void start() {
    service.start();
  }

  @Override
  public long observed() {
    return service.status().observations();
  }
}
