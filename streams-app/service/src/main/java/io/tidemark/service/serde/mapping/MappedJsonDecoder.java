// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.tidemark.core.observation.JoinHalf;
import io.tidemark.service.registry.WireFormat;
import io.tidemark.service.serde.InputDecoder;
import io.tidemark.service.serde.InputRecord;
import io.tidemark.service.serde.LayoutInterner;
import io.tidemark.service.serde.TextCache;
import io.tidemark.service.serde.UndecodableRecordException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Decodes JSON objects by a mapping, token by token, without a tree. A value in the framing of
 * Confluent's JSON serializer is read past its schema's name. {@code NaN} and {@code Infinity},
 * which Python writes, are numbers. Not thread-safe.
 */
final class MappedJsonDecoder implements InputDecoder {

  /** Levels of a record at most. */
  static final int MAX_DEPTH = 100;

  private static final int MAX_PATHS = 50_000;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          // Names come from producers; they must not fill the table of the whole process.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .build();

  private final Selection selection;
  private final Row row;
  private final TextCache texts = new TextCache();
  private final Notices notices;
  private final Deque<JsonPath> parents = new ArrayDeque<>();
  private JsonPath root = new JsonPath();
  private int paths;

  MappedJsonDecoder(InputMapping mapping, LayoutInterner layouts, Notices notices) {
    this.selection = new Selection(mapping);
    this.row = new Row(mapping, layouts);
    this.notices = notices;
  }

  @Override
  public JoinHalf decode(InputRecord record) throws UndecodableRecordException {
    byte[] value = record.value();
    if (value == null) {
      throw new UndecodableRecordException(
          UndecodableRecordException.NULL_VALUE,
          "the value is null; publish a JSON object (deletions have no meaning on this topic)");
    }
    if (paths > MAX_PATHS || row.overgrown()) {
      root = new JsonPath();
      paths = 0;
      row.forget();
    }
    row.start();
    row.features().start();
    row.predictions().start();
    read(value, bodyStart(value));
    return row.finish(record);
  }

  /** JSON cannot begin with the bytes 0 and 1. */
  private static int bodyStart(byte[] value) {
    if (WireFormat.isGuid(value)) {
      return WireFormat.GUID_HEADER_BYTES;
    }
    return value.length > WireFormat.HEADER_BYTES && value[0] == 0 ? WireFormat.HEADER_BYTES : 0;
  }

  private void read(byte[] value, int from) throws UndecodableRecordException {
    try (JsonParser parser = JSON.createParser(value, from, value.length - from)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw notAnObject(parser.currentToken());
      }
      readObject(parser);
      if (parser.nextToken() != null) {
        throw malformed("there is more after the object's end", parser);
      }
    } catch (JsonProcessingException e) {
      throw new UndecodableRecordException(
          UndecodableRecordException.MALFORMED,
          "the JSON cannot be read: "
              + Row.shortened(e.getOriginalMessage())
              + (e.getLocation() == null ? "" : ", at byte " + e.getLocation().getByteOffset())
              + "; send one JSON object in UTF-8");
    } catch (IOException | RuntimeException e) {
      // Jackson meets broken encodings with whatever its own code happens to throw.
      throw new UndecodableRecordException(
          UndecodableRecordException.MALFORMED,
          "the JSON cannot be read: "
              + e.getClass().getSimpleName()
              + "; send one JSON object in UTF-8");
    }
  }

  private void readObject(JsonParser parser) throws IOException, UndecodableRecordException {
    parents.clear();
    JsonPath parent = root;
    while (true) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.END_OBJECT) {
        if (parents.isEmpty()) {
          return;
        }
        parent = parents.pop();
        continue;
      }
      if (token == null) {
        throw malformed("the object does not end", parser);
      }
      JsonPath path = path(parent, parser.currentName());
      token = parser.nextToken();
      if (token == JsonToken.START_OBJECT && path.reachesBelow()) {
        parents.push(parent);
        parent = path;
      } else {
        take(parser, token, path.target());
      }
    }
  }

  private JsonPath path(JsonPath parent, String name) {
    JsonPath path = parent.child(name);
    if (path == null) {
      path = parent.add(name, selection);
      paths++;
    }
    return path;
  }

  private void take(JsonParser parser, JsonToken token, Target target)
      throws IOException, UndecodableRecordException {
    if (token == null) {
      throw malformed("the object does not end", parser);
    }
    for (Role role : target.roles()) {
      fill(role, token, parser);
    }
    if (token.isScalarValue()) {
      if (target.prediction() != null) {
        put(parser, token, row.predictions(), target, target.prediction());
      }
      if (target.feature() != null) {
        put(parser, token, row.features(), target, target.feature());
      }
      return;
    }
    if (token == JsonToken.START_ARRAY && !target.unused()) {
      notices.array(target.path());
    }
    parser.skipChildren();
    if (parser.currentToken() == null) {
      throw malformed("the object does not end", parser);
    }
  }

  private void put(JsonParser parser, JsonToken token, Slots slots, Target target, String name)
      throws IOException, UndecodableRecordException {
    Shape expected = slots.shape().expected();
    int slot =
        expected != null && expected.key() == target
            ? slots.follow(expected)
            : slots.add(target, target, name);
    switch (token) {
      case VALUE_NUMBER_FLOAT, VALUE_NUMBER_INT -> slots.number(slot, parser.getDoubleValue());
      case VALUE_STRING ->
          slots.text(
              slot,
              texts.text(
                  parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength()));
      case VALUE_TRUE -> slots.text(slot, "true");
      case VALUE_FALSE -> slots.text(slot, "false");
      default -> slots.missing(slot);
    }
  }

  private void fill(Role role, JsonToken token, JsonParser parser)
      throws IOException, UndecodableRecordException {
    if (token == JsonToken.VALUE_STRING) {
      row.text(role, parser.getText());
    } else if (token == JsonToken.VALUE_NUMBER_INT && role == Role.TIMESTAMP) {
      row.time(parser.getLongValue(), null);
    } else if (token == JsonToken.VALUE_NUMBER_FLOAT && role == Role.TIMESTAMP) {
      row.time(parser.getDoubleValue());
    } else if (token.isNumeric()) {
      row.text(role, parser.getText());
    } else if (token != JsonToken.VALUE_NULL) {
      throw row.wrong(
          role, kind(token) + " cannot be the " + role.setting(), "send a text or a number");
    }
  }

  private static UndecodableRecordException notAnObject(JsonToken token) {
    return new UndecodableRecordException(
        UndecodableRecordException.NOT_JSON,
        "the value is "
            + (token == null ? "empty" : kind(token))
            + "; send one JSON object in UTF-8");
  }

  private static String kind(JsonToken token) {
    return switch (token) {
      case START_ARRAY -> "an array";
      case START_OBJECT -> "an object";
      case VALUE_STRING -> "a text";
      case VALUE_NUMBER_FLOAT, VALUE_NUMBER_INT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      case VALUE_NULL -> "null";
      default -> "no value";
    };
  }

  private static UndecodableRecordException malformed(String what, JsonParser parser) {
    return new UndecodableRecordException(
        UndecodableRecordException.MALFORMED,
        what
            + " at byte "
            + parser.currentLocation().getByteOffset()
            + "; send one JSON object in UTF-8");
  }
}
