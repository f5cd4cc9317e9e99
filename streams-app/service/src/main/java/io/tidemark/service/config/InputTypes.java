// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.config;

import io.tidemark.service.serde.mapping.FieldPattern;
import io.tidemark.service.serde.mapping.ValueSource;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Deserializer;

/** The kinds of values that settings of inputs take. */
final class InputTypes {

  private InputTypes() {}

  static ConfigType<ValueSource> source() {
    return ConfigType.of(
        "path or source",
        text ->
            parse(
                text,
                ValueSource::parse,
                "write a path such as event.request_id, 'a constant', @key, @timestamp or"
                    + " @header.NAME"));
  }

  static ConfigType<List<FieldPattern>> fields() {
    return ConfigType.of(
        "paths by comma",
        text ->
            parse(
                text,
                FieldPattern::parseList,
                "write paths by comma, such as payload.features.*, user.age as age"));
  }

  private static <T> T parse(String text, Function<String, T> parser, String remedy)
      throws InvalidValueException {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidValueException(e.getMessage(), remedy);
    }
  }

  static ConfigType<String> deserializer() {
    return ConfigType.of(
        "class name",
        text -> {
          Class<?> type;
          try {
            type = Class.forName(text, false, Thread.currentThread().getContextClassLoader());
          } catch (ClassNotFoundException | LinkageError e) {
            throw new InvalidValueException(
                "is not a class on the class path", "correct the name, or add its jar");
          }
          if (!Deserializer.class.isAssignableFrom(type)) {
            throw new InvalidValueException(
                "is not a " + Deserializer.class.getName(), "name a class that is one");
          }
          return text;
        });
  }
}
