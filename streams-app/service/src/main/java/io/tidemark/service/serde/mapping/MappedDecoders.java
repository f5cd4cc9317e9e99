// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde.mapping;

import io.tidemark.service.registry.SchemaRegistryClient;
import io.tidemark.service.serde.InputDecoder;
import io.tidemark.service.serde.LayoutInterner;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;

/** Makes decoders of one topic by a mapping: one for each task. Safe for use by several threads. */
public final class MappedDecoders {

  private final InputMapping mapping;
  private final SchemaRegistryClient registry;
  private final LayoutInterner layouts = new LayoutInterner();
  private final Notices notices;

  /**
   * For one topic.
   *
   * @param mapping where its records have what is needed
   * @param registry where writer schemas come from
   */
  public MappedDecoders(InputMapping mapping, SchemaRegistryClient registry) {
    this.mapping = mapping;
    this.registry = registry;
    this.notices = new Notices(mapping.settings());
  }

  /**
   * A decoder of Avro in Confluent's framing.
   *
   * @return a new one
   */
  public InputDecoder avro() {
    return mappedAvro();
  }

  private MappedAvroDecoder mappedAvro() {
    return new MappedAvroDecoder(mapping, registry, layouts, notices);
  }

  /**
   * A decoder of JSON.
   *
   * @return a new one
   */
  public InputDecoder json() {
    return new MappedJsonDecoder(mapping, layouts, notices);
  }

  /**
   * Decoders of what a deserializer makes of values. One is made at once, so that a class that
   * cannot be used shows now.
   *
   * @param className a {@link Deserializer} with a public constructor without arguments
   * @param settings its own settings
   * @param topic the topic it reads
   * @param isAvro whether bytes that it yields are Avro in Confluent's framing, else JSON
   * @return makes one
   * @throws IllegalArgumentException if the class cannot be made or refuses its settings
   */
  public Supplier<InputDecoder> deserialized(
      String className, Map<String, String> settings, String topic, boolean isAvro) {
    try {
      configured(className, settings).close();
    } catch (KafkaException | ClassNotFoundException | LinkageError | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          mapping.settings()
              + ".deserializer="
              + className
              + " cannot be used: "
              + message(e)
              + "; check its settings under "
              + mapping.settings()
              + ".deserializer.",
          e);
    }
    return () -> {
      try {
        MappedAvroDecoder avro = mappedAvro();
        InputDecoder json = json();
        return new DeserializedDecoder(
            configured(className, settings), topic, avro, json, isAvro ? avro : json);
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  private static String message(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static Deserializer<?> configured(String className, Map<String, String> settings)
      throws ClassNotFoundException {
    Deserializer<?> deserializer = Utils.newInstance(className, Deserializer.class);
    deserializer.configure(settings, false);
    return deserializer;
  }
}
