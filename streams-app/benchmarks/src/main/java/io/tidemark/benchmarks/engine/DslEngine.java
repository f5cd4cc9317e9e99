// SPDX-License-Identifier: Apache-2.0
package io.tidemark.benchmarks.engine;

import io.tidemark.benchmarks.dsl.DslBaseline;
import io.tidemark.benchmarks.load.Topics;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.service.references.ReferenceTopic;
import io.tidemark.service.registry.RegistryConfig;
import io.tidemark.service.registry.SchemaRegistryClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;

/**
 * The baseline in the runtime Tidemark uses, exactly once, with the same commit interval, batches
 * and compression, and the runtime's own cache.
 */
final class DslEngine implements Engine {

  private final EngineSettings settings;
  private DslBaseline baseline;
  private KafkaStreams streams;

  DslEngine(EngineSettings settings) {
    this.settings = settings;
  }

  @Override
  public void start() {
    RegistryConfig registry = RegistryConfig.of(settings.registryUrl());
    List<ReferenceProfile> references =
        new ReferenceTopic(
                Map.of("bootstrap.servers", settings.bootstrapServers()),
                registry,
                Topics.REFERENCES,
                Duration.ofSeconds(30))
                .readAll(
                    (key, why) -> {
                      throw new IllegalStateException(key + " cannot be read: " + why);
                    })
                .all()
                .stream()
                .flatMap(known -> known.profiles().stream())
                .toList();
    baseline =
        new DslBaseline(
            settings.shape(),
            settings.resultsTopic(),
            new SchemaRegistryClient(registry),
            references);
    Topology topology =
        settings.variant() == Variant.DSL_LEAN ? baseline.buildLean() : baseline.build();
    streams = new KafkaStreams(topology, properties());
    streams.setUncaughtExceptionHandler(
        failure -> {
          failure.printStackTrace();
          Runtime.getRuntime().halt(1);
          return null;
        });
    streams.start();
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", settings.bootstrapServers());
    properties.put("application.id", settings.applicationId());
    properties.put("state.dir", settings.stateDirectory().toString());
    properties.put("processing.guarantee", "exactly_once_v2");
    properties.put("commit.interval.ms", 1_000);
    properties.put("auto.offset.reset", "earliest");
    properties.put("producer.compression.type", "lz4");
    properties.put("metric.reporters", "");
    properties.put("enable.metrics.push", false);
    properties.put("main.consumer.max.poll.records", 5_000);
    properties.put("main.consumer.fetch.max.bytes", 16 * 1024 * 1024);
    return properties;
  }

  @Override
  public long observed() {
    return baseline.counted();
  }
}
