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
 * A store of live objects that become durable at each commit, and not before.
 *
 * <p>Reads and writes between two commits touch a hash map and nothing else. Only what changed
 * since the last commit and is still there is encoded and logged; what came and went in between
 * costs no byte.
 *
 * <p>Used by one stream thread only.
 *
 * @param <K> live key; with equals and hashCode
 * @param <V> live value; after changing one in place, call {@link #touch}
 */
public final class CommitScopedStore<K, V> extends CommitScoped<K, V> {

  private static final int MANY = 1024;

  private final StateCodec<K, V> codec;
  private final Map<K, Entry<K, V>> live = new HashMap<>();
  private final List<Entry<K, V>> touched = new ArrayList<>();
  private int dirty;

  CommitScopedStore(KeyValueStore<Bytes, byte[]> inner, StateCodec<K, V> codec) {
    super(inner);
    this.codec = codec;
  }

  /**
   * Decodes everything that was restored. Processors call this once, in {@code init}, when the
   * runtime has finished restoring.
   */
  public void load() {
    clearCache();
    try (KeyValueIterator<Bytes, byte[]> restored = durable().all()) {
      while (restored.hasNext()) {
        KeyValue<Bytes, byte[]> next = restored.next();
        K key = codec.decodeKey(next.key.get());
        live.put(key, new Entry<>(key, codec.decodeValue(key, next.value), true));
      }
    }
  }

  /** The live value, or null. */
  public V get(K key) {
    Entry<K, V> entry = live.get(key);
    return entry == null ? null : entry.value;
  }

  /** Sets a value; it is written at the next commit. */
  public void put(K key, V value) {
    Entry<K, V> entry = live.get(key);
    if (entry == null) {
      entry = new Entry<>(key, value, false);
      live.put(key, entry);
    } else {
      entry.value = value;
    }
    markDirty(entry);
  }

  /** Says that the value was changed in place, so that the next commit writes it. */
  public void touch(K key) {
    markDirty(live.get(key));
  }

  /** Takes a value out; returns it, or null. */
  public V remove(K key) {
    Entry<K, V> entry = live.remove(key);
    if (entry == null) {
      return null;
    }
    V value = entry.value;
    entry.value = null;
    if (entry.durable) {
      markDirty(entry);
    } else if (entry.dirty) {
      entry.dirty = false;
      dirty--;
    }
    return value;
  }

  /**
   * Lets go of a value that a commit has written and that is never read again; what remains
   * possible is to remove it. Does nothing while the value is not yet written.
   *
   * @return whether no value is held any more
   */
  public boolean forget(K key) {
    Entry<K, V> entry = live.get(key);
    if (entry != null && entry.durable && !entry.dirty) {
      entry.value = null;
    }
    return entry == null || entry.value == null;
  }

  /**
   * Calls an action with each live entry, in no particular order, a forgotten value being null; it
   * must not change the store.
   */
  public void forEach(BiConsumer<? super K, ? super V> action) {
    for (Entry<K, V> entry : live.values()) {
      action.accept(entry.key, entry.value);
    }
  }

  /** The number of live entries. */
  public int size() {
    return live.size();
  }

  private void markDirty(Entry<K, V> entry) {
    if (!entry.dirty) {
      entry.dirty = true;
      dirty++;
      if (touched.size() >= MANY && touched.size() > 2 * dirty) {
        forgetSettled();
      }
      touched.add(entry);
    }
  }

  /** Lets go of entries that came and went since the last commit; there may be very many. */
  private void forgetSettled() {
    touched.removeIf(entry -> !entry.dirty);
  }

  @Override
  void writeChanges() {
    for (Entry<K, V> entry : touched) {
      if (entry.dirty) {
        write(entry);
      }
    }
    touched.clear();
    dirty = 0;
  }

  private void write(Entry<K, V> entry) {
    entry.dirty = false;
    Bytes key = Bytes.wrap(codec.encodeKey(entry.key));
    if (entry.value == null) {
      durable().delete(key);
    } else {
      durable().put(key, codec.encodeValue(entry.value));
      entry.durable = true;
    }
  }

  @Override
  public void clearCache() {
    live.clear();
    touched.clear();
    dirty = 0;
  }

  /** One live value and what is known of its durable twin. */
  private static final class Entry<K, V> {
    final K key;
    V value;
    boolean durable;
    boolean dirty;

    Entry(K key, V value, boolean durable) {
      this.key = key;
      this.value = value;
      this.durable = durable;
    }
  }
}
