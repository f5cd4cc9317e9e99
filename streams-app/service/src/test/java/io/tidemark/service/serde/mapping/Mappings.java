// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde.mapping;

import io.tidemark.core.observation.ObservedValues;
import io.tidemark.service.serde.InputRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Mappings and records for tests. */
final class Mappings {

  private Mappings() {}

  /** Predictions that carry their features: everything below {@code event} is the envelope. */
  static InputMapping embedded(String features, String exclude) {
    return predictions("score", features, exclude, TimestampUnit.AUTO);
  }

  static InputMapping predictions(
      String prediction, String features, String exclude, TimestampUnit unit) {
    return new InputMapping(
        "input.predictions",
        ValueSource.parse("event.id"),
        ValueSource.parse("event.model"),
        ValueSource.parse("'7'"),
        ValueSource.parse("event.at"),
        unit,
        FieldPattern.parseList(prediction),
        list(features),
        list(exclude));
  }

  static InputMapping features(String id, String timestamp, String features) {
    return new InputMapping(
        "input.features",
        ValueSource.parse(id),
        null,
        null,
        ValueSource.parse(timestamp),
        TimestampUnit.AUTO,
        List.of(),
        list(features),
        List.of());
  }

  private static List<FieldPattern> list(String text) {
    return text.isEmpty() ? List.of() : FieldPattern.parseList(text);
  }

  static InputRecord record(byte[] value) {
    return new InputRecord(null, value, new RecordHeaders(), 42L);
  }

  static Map<String, Object> asMap(ObservedValues values) {
    Map<String, Object> map = new HashMap<>();
    for (int slot = 0; slot < values.size(); slot++) {
      map.put(
          values.layout().name(slot),
          switch (values.type(slot)) {
            case NUMBER -> (Object) values.number(slot);
            case TEXT -> values.text(slot);
            case MISSING -> null;
          });
    }
    return map;
  }
}
