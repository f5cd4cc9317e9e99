// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.deadletters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.service.serde.AvroText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** One letter with everything in it. */
final class LetterText {

  /** How bytes are shown. */
  enum View {
    /** As Avro where the registry knows the schema, else as JSON, as text, as bytes. */
    AUTO,
    /** As bytes. */
    HEX
  }

  private static final JsonMapper JSON = new JsonMapper();
  private static final int LONGEST_LINE = 2_000;

  private final AvroText avro;
  private final View view;
  private final int limit;

  /** Shows at most so many bytes of a value. */
  LetterText(AvroText avro, View view, int limit) {
    this.avro = avro;
    this.view = view;
    this.limit = limit;
  }

  List<String> lines(FoundLetter found, String topic) {
    ConsumerRecord<byte[], byte[]> original = found.letter().original();
    List<String> lines = new ArrayList<>();
    lines.add(
        "Letter     "
            + found.position()
            + " of "
            + topic
            + ", published "
            + Instant.ofEpochMilli(found.letter().emittedMillis()));
    lines.add(
        "Record     "
            + Printable.oneLine(original.topic(), LONGEST_LINE)
            + " partition "
            + original.partition()
            + " offset "
            + original.offset()
            + ", "
            + (original.timestamp() < 0 ? "no time" : Instant.ofEpochMilli(original.timestamp())));
    lines.add("Reason     " + Printable.oneLine(found.letter().reason(), LONGEST_LINE));
    lines.add("Message    " + Printable.oneLine(found.letter().message(), LONGEST_LINE));
    lines.add("Retries    " + found.retries());
    for (Header header : original.headers()) {
      lines.add(
          "Header     "
              + Printable.oneLine(header.key(), LONGEST_LINE)
              + ": "
              + Printable.oneLine(header.value(), LONGEST_LINE));
    }
    if (found.letter().headersLeftOut() > 0) {
      lines.add("           " + found.letter().headersLeftOut() + " more were too large to carry");
    }
    lines.add("Key        " + Printable.oneLine(original.key(), LONGEST_LINE));
    addValue(lines, original);
    return lines;
  }

  private void addValue(List<String> lines, ConsumerRecord<byte[], byte[]> original) {
    byte[] value = original.value();
    if (value == null) {
      lines.add("Value      –");
      return;
    }
    boolean cut = value.length < original.serializedValueSize();
    String size =
        original.serializedValueSize()
            + " bytes"
            + (cut ? ", of which the letter carries the first " + value.length : "");
    Optional<String> asAvro = view == View.HEX || cut ? Optional.empty() : avro.json(value);
    Optional<String> asText = view == View.HEX ? Optional.empty() : Printable.text(value);
    if (asAvro.isPresent()) {
      lines.add("Value      " + size + ", Avro:");
      addText(lines, indented(asAvro.get()).orElse(asAvro.get()));
    } else if (asText.isPresent()) {
      Optional<String> json = indented(asText.get());
      lines.add("Value      " + size + (json.isPresent() ? ", JSON:" : ", text:"));
      addText(lines, json.orElse(asText.get()));
    } else {
      lines.add("Value      " + size + ":");
      lines.addAll(HexDump.lines(value, limit));
      addRest(lines, value.length);
    }
  }

  private void addText(List<String> lines, String text) {
    String shown = text.length() <= limit ? text : text.substring(0, limit);
    shown.lines().map(line -> Printable.oneLine(line, limit)).forEach(lines::add);
    addRest(lines, text.length());
  }

  private void addRest(List<String> lines, int length) {
    if (length > limit) {
      lines.add("… and " + (length - limit) + " more; --bytes " + length + " shows them");
    }
  }

  private static Optional<String> indented(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      return node.isContainerNode() ? Optional.of(node.toPrettyString()) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Everything, for programs. */
  ObjectNode json(FoundLetter found) {
    ConsumerRecord<byte[], byte[]> original = found.letter().original();
    ObjectNode json = LetterRow.json(found);
    ArrayNode headers = json.putArray("headers");
    for (Header header : original.headers()) {
      headers.addObject().put("key", header.key()).put("value_base64", header.value());
    }
    json.put("headers_left_out", found.letter().headersLeftOut());
    json.put("value_base64", original.value());
    if (view == View.AUTO && original.value() != null) {
      avro.json(original.value()).ifPresent(text -> json.put("value_avro", text));
    }
    return json;
  }
}
