// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.testing.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.service.testing.TopicReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Everything that the records of an output topic say, field by field and by id, without the fields
 * that may differ between two runs over the same input.
 */
final class Contents {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Map<String, Object>> records = new TreeMap<>();
  private final Set<String> twice = new TreeSet<>();

  private Contents() {}

  /**
   * Records in Avro.
   *
   * @param type their generated class
   * @param idFields what identifies one
   * @param mayDiffer fields that are left out
   */
  static <T extends SpecificRecord> Contents avro(
      TopicReader reader,
      String topic,
      Class<T> type,
      List<String> idFields,
      Set<String> mayDiffer) {
    Contents contents = new Contents();
    for (ConsumerRecord<byte[], byte[]> record : reader.all(topic)) {
      T value = TopicReader.decode(record.value(), type);
      Map<String, Object> fields = new TreeMap<>();
      for (Schema.Field field : value.getSchema().getFields()) {
        fields.put(field.name(), value.get(field.pos()));
      }
      StringBuilder id = new StringBuilder();
      idFields.forEach(field -> id.append(fields.get(field)).append(' '));
      contents.add(id.toString().strip(), record, fields, mayDiffer);
    }
    return contents;
  }

  /**
   * Records of one JSON object each, with what their headers say.
   *
   * @param idField what identifies one
   * @param mayDiffer fields and headers that are left out
   */
  static Contents json(TopicReader reader, String topic, String idField, Set<String> mayDiffer) {
    Contents contents = new Contents();
    for (ConsumerRecord<byte[], byte[]> record : reader.all(topic)) {
      Map<String, Object> fields = new TreeMap<>();
      JsonNode json = parse(record.value());
      json.fieldNames().forEachRemaining(name -> fields.put(name, json.get(name)));
      for (Header header : record.headers()) {
        fields.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
      }
      contents.add(json.get(idField).asText(), record, fields, mayDiffer);
    }
    return contents;
  }

  private static JsonNode parse(byte[] value) {
    try {
      return JSON.readTree(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(
      String id,
      ConsumerRecord<byte[], byte[]> record,
      Map<String, Object> fields,
      Set<String> mayDiffer) {
    Map<String, Object> compared = new HashMap<>(fields);
    compared.keySet().removeAll(mayDiffer);
    compared.put("(key)", new String(record.key(), StandardCharsets.UTF_8));
    if (records.put(id, compared) != null) {
      twice.add(id);
    }
  }

  /** Reports every record that is not there, not once, or says something else than here. */
  void compare(String what, Contents actual, ChaosReport report) {
    actual.twice.forEach(id -> report.differs(what + " " + id + " is there more than once"));
    Set<String> ids = new TreeSet<>(records.keySet());
    ids.addAll(actual.records.keySet());
    for (String id : ids) {
      Map<String, Object> one = records.get(id);
      Map<String, Object> other = actual.records.get(id);
      if (one == null || other == null) {
        report.differs(what + " " + id + (one == null ? " should not exist" : " is not there"));
      } else {
        Set<String> names = new TreeSet<>(one.keySet());
        names.addAll(other.keySet());
        names.stream()
            .filter(name -> !Objects.equals(one.get(name), other.get(name)))
            .forEach(
                name ->
                    report.differs(
                        what
                            + " "
                            + id
                            + ": "
                            + name
                            + " is "
                            + other.get(name)
                            + " and not "
                            + one.get(name)));
      }
    }
  }
}
