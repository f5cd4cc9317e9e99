// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.topology.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.service.serde.RejectedRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class DeadLetterLogTest {

  private final List<String> lines = new ArrayList<>();
  private final DeadLetterLog log = new DeadLetterLog(lines::add);

  @Test
  void note_flood_isOneLineAMinuteForEachReason() {
    for (int i = 0; i < 100_000; i++) {
      log.note(rejected("not-avro", i), 1_000_000 + i);
    }
    log.note(rejected("malformed", 7), 1_100_000);

    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).contains("A record of ml-features").contains("offset 0: not-avro");
    assertThat(lines.get(1)).startsWith("60000 more records of ml-features");
    assertThat(lines.get(2)).contains("offset 7: malformed");
  }

  @Test
  void note_messageWithLineBreak_staysOneLine() {
    RejectedRecord record =
        new RejectedRecord(
            "t", 0, 0, new Record<>(null, null, 0), "malformed", "odd\n2026 INFO forged\u001b[2J");

    log.note(record, 0);

    assertThat(lines.get(0)).contains("odd 2026 INFO forged [2J").doesNotContain("\n", "\u001b");
  }

  private static RejectedRecord rejected(String reason, long offset) {
    return new RejectedRecord(
        "ml-features", 0, offset, new Record<>(null, null, 0), reason, "starts with 9");
  }
}
