// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.deadletters;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.service.cli.shell.TextTable;
import io.tidemark.service.serde.StoredDeadLetter;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * What a list shows of a letter: everything but the bytes, so that many fit into memory.
 *
 * @param position where it stands on the dead-letter topic
 * @param emittedMillis when it was published
 * @param reason why the record could not be used
 * @param topic where the record was read
 * @param partition where the record was read
 * @param offset where the record was read
 * @param key its key, fit to be shown
 * @param size bytes of its value; -1 for none
 * @param retries how often it has been sent once more
 */
record LetterRow(
    LetterPosition position,
    long emittedMillis,
    String reason,
    String topic,
    int partition,
    long offset,
    String key,
    int size,
    int retries) {

  private static final int KEY_WIDTH = 40;

  static LetterRow of(FoundLetter found) {
    StoredDeadLetter letter = found.letter();
    return new LetterRow(
        found.position(),
        letter.emittedMillis(),
        Printable.oneLine(letter.reason(), KEY_WIDTH),
        Printable.oneLine(letter.original().topic(), 249),
        letter.original().partition(),
        letter.original().offset(),
        Printable.oneLine(letter.original().key(), KEY_WIDTH),
        letter.original().serializedValueSize(),
        found.retries());
  }

  static List<String> table(Collection<LetterRow> rows) {
    TextTable table =
        new TextTable(
            "LETTER",
            "PUBLISHED",
            "REASON",
            "TOPIC",
            "PARTITION",
            "OFFSET",
            "KEY",
            "SIZE",
            "RETRIES");
    for (LetterRow row : rows) {
      table.add(
          row.position,
          Instant.ofEpochMilli(row.emittedMillis),
          row.reason,
          row.topic,
          row.partition,
          row.offset,
          row.key,
          row.size < 0 ? "–" : row.size,
          row.retries);
    }
    return table.lines();
  }

  /** The fields that list and show have in common. */
  static ObjectNode json(FoundLetter found) {
    StoredDeadLetter letter = found.letter();
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("letter", found.position().toString())
            .put("emitted_at", Instant.ofEpochMilli(letter.emittedMillis()).toString())
            .put("reason", letter.reason())
            .put("message", letter.message())
            .put("topic", letter.original().topic())
            .put("partition", letter.original().partition())
            .put("offset", letter.original().offset())
            .put("timestamp", letter.original().timestamp());
    byte[] key = letter.original().key();
    json.put("key", key == null ? null : Printable.text(key).orElse(null));
    json.put("key_base64", key);
    json.put("value_size", letter.original().serializedValueSize());
    json.put("retries", found.retries());
    json.put("whole", letter.isWhole());
    return json;
  }
}
