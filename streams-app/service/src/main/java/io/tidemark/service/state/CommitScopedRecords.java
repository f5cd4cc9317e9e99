// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * A store of bytes that become durable at each commit, and are kept in the store beneath alone from
 * then on: for much that is seldom read.
 *
 * <p>What was added and removed between two commits costs no byte. Used by one stream thread only.
 *
 * @param <K> live key; with equals and hashCode
 */
public final class CommitScopedRecords<K> extends CommitScoped<K, byte[]> {

  static final long MANY_BYTES = 8L * 1024 * 1024;

  private final KeyCodec<K> codec;
  private final Map<K, Change<K>> changes = new HashMap<>();
  private final List<Change<K>> inOrder = new ArrayList<>();
  private long waitingBytes;

  CommitScopedRecords(KeyValueStore<Bytes, byte[]> inner, KeyCodec<K> codec) {
    super(inner);
    this.codec = codec;
  }

  /** Adds a record under a key that has none and had none since the last commit. */
  public void add(K key, byte[] value) {
    change(new Change<>(key, value, true));
    waitingBytes += value.length;
  }

  /** Sets the record under a key, whether there is one or not. */
  public void put(K key, byte[] value) {
    Change<K> change = changes.get(key);
    if (change == null) {
      change(new Change<>(key, value, false));
    } else {
      waitingBytes -= change.value == null ? 0 : change.value.length;
      change.value = value;
    }
    waitingBytes += value.length;
  }

  /** How many bytes wait for the next commit. */
  public long waitingBytes() {
    return waitingBytes;
  }

  /**
   * Writes what has changed so far, if that is much, so that not all that a commit changes waits in
   * memory. To be called at a commit only, when all is done that must come before.
   */
  public void writeAhead() {
    if (waitingBytes >= MANY_BYTES) {
      writeChanges();
    }
  }

  /** The bytes under a key, or null; from the store beneath when they are durable. */
  public byte[] get(K key) {
    Change<K> change = changes.get(key);
    return change == null ? durable().get(bytes(key)) : change.value;
  }

  /** Deletes the record under a key that has one. */
  public void remove(K key) {
    Change<K> change = changes.get(key);
    if (change == null) {
      change(new Change<>(key, null, false));
    } else if (change.value != null) {
      waitingBytes -= change.value.length;
      change.value = null;
    }
  }

  private void change(Change<K> change) {
    changes.put(change.key, change);
    inOrder.add(change);
  }

  private Bytes bytes(K key) {
    return Bytes.wrap(codec.encodeKey(key));
  }

  /** Calls an action with each record, in no particular order; it must not change the store. */
  public void forEach(BiConsumer<? super K, ? super byte[]> action) {
    try (KeyValueIterator<Bytes, byte[]> records = durable().all()) {
      while (records.hasNext()) {
        KeyValue<Bytes, byte[]> next = records.next();
        K key = codec.decodeKey(next.key.get());
        if (!changes.containsKey(key)) {
          action.accept(key, next.value);
        }
      }
    }
    changes.forEach(
        (key, change) -> {
          if (change.value != null) {
            action.accept(key, change.value);
          }
        });
  }

  /** In the order in which they were made. */
  @Override
  void writeChanges() {
    for (Change<K> change : inOrder) {
      if (change.value != null) {
        durable().put(bytes(change.key), change.value);
      } else if (!change.added) {
        durable().delete(bytes(change.key));
      }
    }
    clearCache();
  }

  @Override
  public void clearCache() {
    changes.clear();
    inOrder.clear();
    waitingBytes = 0;
  }

  /** What a commit is to write. */
  private static final class Change<K> {
    final K key;

    /** Null when the record is not there any more. */
    byte[] value;

    final boolean added;

    Change(K key, byte[] value, boolean added) {
      this.key = key;
      this.value = value;
      this.added = added;
    }
  }
}
