// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** {@link CommitScopedStoreTest} shows that the runtime calls the hook of their common part. */
class CommitScopedRecordsTest {

  private final TestStore durable = new TestStore();
  private final CommitScopedRecords<String> records = open();

  private CommitScopedRecords<String> open() {
    return durable.open(
        new KeyCodec<String>() {
          @Override
          public byte[] encodeKey(String key) {
            return bytes(key);
          }

          @Override
          public String decodeKey(byte[] bytes) {
            return text(bytes);
          }
        });
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static Map<String, String> all(CommitScopedRecords<String> from) {
    Map<String, String> all = new TreeMap<>();
    from.forEach((key, value) -> assertThat(all.put(key, text(value))).isNull());
    return all;
  }

  @Test
  void add_isReadBeforeAndAfterTheCommit_andDurableAfterIt() {
    records.add("a", bytes("1"));
    assertThat(records.get("a")).isEqualTo(bytes("1"));
    assertThat(durable.records()).isZero();

    records.flushCache();

    assertThat(records.get("a")).isEqualTo(bytes("1"));
    assertThat(all(open())).isEqualTo(Map.of("a", "1"));
  }

  @Test
  void remove_ofWhatIsDurable_isSeenAtOnce_andDurableAfterTheCommit() {
    records.add("a", bytes("1"));
    records.add("b", bytes("2"));
    records.flushCache();

    records.remove("a");

    assertThat(records.get("a")).isNull();
    assertThat(all(records)).isEqualTo(Map.of("b", "2"));
    assertThat(all(open())).isEqualTo(Map.of("a", "1", "b", "2"));
    records.flushCache();
    assertThat(all(open())).isEqualTo(Map.of("b", "2"));
  }

  @Test
  void remove_ofWhatCameSinceTheCommit_costsNoByte() {
    records.add("a", bytes("1"));
    records.remove("a");
    records.flushCache();

    assertThat(durable.written()).isEmpty();
    assertThat(records.get("a")).isNull();
  }

  @Test
  void put_overWhatIsDurableOrNot_isTheLastOne() {
    records.put("a", bytes("1"));
    records.put("a", bytes("22"));
    assertThat(all(records)).isEqualTo(Map.of("a", "22"));
    records.flushCache();
    records.put("a", bytes("333"));
    records.put("b", bytes("4"));
    records.remove("b");
    assertThat(all(records)).isEqualTo(Map.of("a", "333"));
    records.flushCache();

    assertThat(all(open())).isEqualTo(Map.of("a", "333"));
    assertThat(durable.written()).containsExactly(2, 3, 0);
  }

  @Test
  void waitingBytes_areThoseThatTheNextCommitWrites() {
    records.add("a", bytes("1"));
    records.put("b", bytes("22"));
    records.put("b", bytes("333"));
    records.add("c", bytes("4444"));
    records.remove("c");
    assertThat(records.waitingBytes()).isEqualTo(4);

    records.flushCache();

    assertThat(records.waitingBytes()).isZero();
  }

  /** Where no transaction holds them together, what replaces others must be there before. */
  @Test
  void changes_areWrittenInTheirOrder() {
    records.add("a", bytes("1"));
    records.flushCache();
    records.add("b", bytes("22"));
    records.remove("a");
    records.add("c", bytes("333"));
    records.flushCache();

    assertThat(durable.written()).containsExactly(1, 2, 0, 3);
  }

  @Test
  void writeAhead_writesWhatIsMuch_andOnlyThat() {
    records.add("a", bytes("1"));
    records.writeAhead();
    assertThat(durable.written()).isEmpty();

    records.add("b", new byte[(int) CommitScopedRecords.MANY_BYTES]);
    records.writeAhead();
    records.remove("a");
    records.flushCache();

    assertThat(durable.written()).containsExactly(1, (int) CommitScopedRecords.MANY_BYTES, 0);
  }

  @Test
  void clearCache_whatIsNotDurable_isGone() {
    records.add("a", bytes("1"));
    records.flushCache();
    records.remove("a");
    records.add("b", bytes("2"));

    records.clearCache();

    assertThat(all(records)).isEqualTo(Map.of("a", "1"));
    records.flushCache();
    assertThat(all(open())).isEqualTo(Map.of("a", "1"));
  }

  @Test
  void beforeCommit_runsBeforeAnythingIsWritten() {
    records.beforeCommit(
        () -> {
          assertThat(durable.written()).isEmpty();
          records.add("late", bytes("1"));
        });
    records.add("a", bytes("1"));
    records.flushCache();

    assertThat(all(open())).containsOnlyKeys("a", "late");
  }
}
