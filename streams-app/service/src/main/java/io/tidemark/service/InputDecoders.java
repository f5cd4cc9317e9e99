// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service;

import static java.util.stream.Collectors.joining;

import io.tidemark.service.config.InputFormat;
import io.tidemark.service.config.TidemarkConfig;
import io.tidemark.service.config.TopicInput;
import io.tidemark.service.registry.SchemaRegistryClient;
import io.tidemark.service.serde.FeatureVectorDecoder;
import io.tidemark.service.serde.InputDecoder;
import io.tidemark.service.serde.PredictionDecoder;
import io.tidemark.service.serde.mapping.MappedDecoders;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The decoders of the input topics that a configuration asks for. Stateless. */
public final class InputDecoders {

  private InputDecoders() {}

  /**
   * Decoders of the features topic.
   *
   * @param config the configuration
   * @param registry where writer schemas come from
   * @return makes one for each task; null when predictions carry their features
   * @throws StartupException if a configured deserializer cannot be used
   */
  public static Supplier<InputDecoder> features(
      TidemarkConfig config, SchemaRegistryClient registry) {
    return switch (config.inputs().features().format()) {
      case NONE -> null;
      case TIDEMARK -> () -> new FeatureVectorDecoder(registry);
      case AVRO, JSON ->
          mapped(config, config.inputs().features(), config.topics().features(), registry);
    };
  }

  /**
   * Decoders of the predictions topic.
   *
   * @param config the configuration
   * @param registry where writer schemas come from
   * @return makes one for each task
   * @throws StartupException if a configured deserializer cannot be used
   */
  public static Supplier<InputDecoder> predictions(
      TidemarkConfig config, SchemaRegistryClient registry) {
    TopicInput input = config.inputs().predictions();
    return input.format().mapped()
        ? mapped(config, input, config.topics().predictions(), registry)
        : () -> new PredictionDecoder(registry);
  }

  private static Supplier<InputDecoder> mapped(
      TidemarkConfig config, TopicInput input, String topic, SchemaRegistryClient registry) {
    MappedDecoders decoders = new MappedDecoders(input.mapping(), registry);
    boolean isAvro = input.format() == InputFormat.AVRO;
    if (input.deserializer() == null) {
      return isAvro ? decoders::avro : decoders::json;
    }
    Map<String, String> settings = new HashMap<>(input.deserializerSettings());
    settings.putIfAbsent(
        "schema.registry.url",
        config.registry().urls().stream().map(URI::toString).collect(joining(",")));
    try {
      return decoders.deserialized(input.deserializer(), settings, topic, isAvro);
    } catch (IllegalArgumentException e) {
      throw new StartupException(e.getMessage(), e);
    }
  }
}
