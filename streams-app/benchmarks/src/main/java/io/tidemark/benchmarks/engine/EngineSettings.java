// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.engine;

import io.tidemark.benchmarks.load.Shape;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a process is to do; travels as arguments of the form {@code name=value}.
 *
 * @param variant who does the work
 * @param shape the workload
 * @param bootstrapServers where the broker is
 * @param registryUrl where the registry is
 * @param applicationId consumer group and prefix of internal topics
 * @param resultsTopic where results go
 * @param stateDirectory local state
 * @param profileDirectory where to write CPU profiles; null for none
 */
public record EngineSettings(
    Variant variant,
    Shape shape,
    String bootstrapServers,
    String registryUrl,
    String applicationId,
    String resultsTopic,
    Path stateDirectory,
    Path profileDirectory) {

  List<String> toArguments() {
    Map<String, Object> named = new HashMap<>();
    named.put("variant", variant.label());
    named.put("pairs", shape.pairs());
    named.put("models", shape.models());
    named.put("features", shape.features());
    named.put("partitions", shape.partitions());
    named.put("window", shape.window());
    named.put("grace", shape.grace());
    named.put("rate", shape.pairsPerSecond());
    named.put("bootstrap", bootstrapServers);
    named.put("registry", registryUrl);
    named.put("application", applicationId);
    named.put("results", resultsTopic);
    named.put("state", stateDirectory);
    if (profileDirectory != null) {
      named.put("profile", profileDirectory);
    }
    List<String> arguments = new ArrayList<>();
    named.forEach((name, value) -> arguments.add(name + '=' + value));
    return arguments;
  }

  static EngineSettings of(String[] arguments) {
    Map<String, String> named = new HashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      named.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    Shape shape =
        new Shape(
            Integer.parseInt(named.get("pairs")),
            Integer.parseInt(named.get("models")),
            Integer.parseInt(named.get("features")),
            Integer.parseInt(named.get("partitions")),
            Duration.parse(named.get("window")),
            Duration.parse(named.get("grace")),
            Integer.parseInt(named.get("rate")));
    return new EngineSettings(
        Variant.of(named.get("variant")),
        shape,
        named.get("bootstrap"),
        named.get("registry"),
        named.get("application"),
        named.get("results"),
        Path.of(named.get("state")),
        named.containsKey("profile") ? Path.of(named.get("profile")) : null);
  }
}
