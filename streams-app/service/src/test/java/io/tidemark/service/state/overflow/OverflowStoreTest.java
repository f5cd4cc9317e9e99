// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state.overflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverflowStoreTest {

  private static final int RECORD = OverflowStore.RECORD_OVERHEAD_BYTES + 2 + 100;

  @TempDir private Path directory;

  private static Bytes key(int number) {
    return Bytes.wrap("k%d".formatted(number).getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] value(int number, int size) {
    byte[] value = new byte[size];
    new Random(number).nextBytes(value);
    return value;
  }

  private static Map<Bytes, String> all(OverflowStore store) {
    Map<Bytes, String> all = new HashMap<>();
    try (KeyValueIterator<Bytes, byte[]> records = store.all()) {
      while (records.hasNext()) {
        KeyValue<Bytes, byte[]> next = records.next();
        assertThat(all.put(next.key, Arrays.toString(next.value)))
            .as("%s twice", next.key)
            .isNull();
      }
    }
    return all;
  }

  private List<Path> onDisk() throws IOException {
    try (Stream<Path> found = Files.walk(directory)) {
      return found.filter(path -> path.getFileName().toString().startsWith("windows-")).toList();
    }
  }

  /** Against a map, with room for about half of the records. */
  @Property(tries = 30)
  void anyChanges_giveWhatAMapWould(@ForAll @IntRange(max = 30) int roomFor, @ForAll Random random)
      throws IOException {
    Path own = Files.createTempDirectory("overflow-test");
    Overflow overflow = new Overflow((long) roomFor * RECORD, own);
    OverflowStore store = new OverflowStore("windows", overflow);
    Map<Bytes, String> expected = new HashMap<>();
    for (int i = 0; i < 300; i++) {
      Bytes key = key(random.nextInt(40));
      byte[] value = random.nextInt(3) == 0 ? null : value(i, random.nextInt(200));
      String before = expected.get(key);
      switch (random.nextInt(3)) {
        case 0 -> {
          byte[] deleted = store.delete(key);
          assertThat(deleted == null ? null : Arrays.toString(deleted)).isEqualTo(before);
          expected.remove(key);
        }
        case 1 -> {
          store.put(key, value);
          put(expected, key, value);
        }
        default -> {
          var unused = store.putIfAbsent(key, value);
          if (before == null) {
            put(expected, key, value);
          }
        }
      }
      assertThat(store.get(key) == null ? null : Arrays.toString(store.get(key)))
          .isEqualTo(expected.get(key));
      assertThat(overflow.memoryBytes()).isLessThanOrEqualTo((long) roomFor * RECORD);
      assertThat(store.approximateNumEntries()).isEqualTo(expected.size());
    }
    assertThat(all(store)).isEqualTo(expected);

    store.close();

    assertThat(overflow.memoryBytes() + overflow.diskBytes()).isZero();
    ProcessDirectory.removeAbandoned(own);
  }

  private static void put(Map<Bytes, String> expected, Bytes key, byte[] value) {
    if (value == null) {
      expected.remove(key);
    } else {
      expected.put(key, Arrays.toString(value));
    }
  }

  @Test
  void put_whatFitsInMemory_makesNoDirectory() throws IOException {
    OverflowStore store = new OverflowStore("windows", new Overflow(3 * RECORD, directory));
    store.put(key(1), value(1, 100));
    store.put(key(2), value(2, 100));
    store.put(key(2), value(3, 100));
    store.put(key(3), value(3, 100));

    assertThat(directory).isEmptyDirectory();
    store.close();
  }

  @Test
  void put_beyondTheMemory_goesToDiskUntilThereIsRoom() throws IOException {
    Overflow overflow = new Overflow(2 * RECORD, directory);
    OverflowStore store = new OverflowStore("windows", overflow);
    for (int i = 1; i <= 5; i++) {
      store.put(key(i), value(i, 100));
    }
    assertThat(overflow.memoryBytes()).isEqualTo(2 * RECORD);
    assertThat(overflow.diskBytes()).isEqualTo(3 * 102);

    var unused = store.delete(key(1));
    store.put(key(6), value(6, 100));

    assertThat(overflow.memoryBytes()).isEqualTo(2 * RECORD);
    assertThat(overflow.diskBytes()).isEqualTo(3 * 102);
    assertThat(store.get(key(5))).isEqualTo(value(5, 100));
    assertThat(onDisk()).hasSize(1);
    store.close();
    assertThat(onDisk()).isEmpty();
  }

  @Test
  void delete_theLastOnDisk_closesItOnceThereIsRoom() throws IOException {
    Overflow overflow = new Overflow(2 * RECORD, directory);
    OverflowStore store = new OverflowStore("windows", overflow);
    for (int i = 1; i <= 4; i++) {
      store.put(key(i), value(i, 100));
    }
    store.put(key(3), null);
    store.put(key(1), null);
    assertThat(onDisk()).hasSize(1);

    store.put(key(4), null);

    assertThat(onDisk()).isEmpty();
    assertThat(store.get(key(2))).isEqualTo(value(2, 100));
    store.close();
  }

  @Test
  void memory_isThatOfAllStoresTogether() {
    Overflow overflow = new Overflow(2 * RECORD, directory);
    OverflowStore one = new OverflowStore("windows", overflow);
    OverflowStore other = new OverflowStore("samples", overflow);
    one.put(key(1), value(1, 100));
    one.put(key(2), value(2, 100));
    other.put(key(1), value(3, 100));

    assertThat(overflow.diskBytes()).isEqualTo(102);
    assertThat(other.get(key(1))).isEqualTo(value(3, 100));
    one.close();
    assertThat(overflow.memoryBytes()).isZero();
    other.close();
  }

  @Test
  void disk_thatCannotBeWritten_leavesAllInMemory() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    Overflow overflow = new Overflow(RECORD, file);
    OverflowStore store = new OverflowStore("windows", overflow);
    for (int i = 1; i <= 3; i++) {
      store.put(key(i), value(i, 100));
    }

    assertThat(overflow.memoryBytes()).isEqualTo(3 * RECORD);
    assertThat(store.get(key(3))).isEqualTo(value(3, 100));
    store.close();
    assertThat(overflow.memoryBytes()).isZero();
  }
}
