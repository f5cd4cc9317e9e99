// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state.overflow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.BatchingStateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * A store in memory, whose records go to disk where the instance's memory for them is used up. To
 * the runtime it is one in memory: nothing of it outlives the process, a restart reads its log.
 *
 * <p>A record stays where it was put until it is deleted. O(log n) in memory; thread-safe as the
 * runtime's own.
 */
public final class OverflowStore implements KeyValueStore<Bytes, byte[]> {

  /** What a record takes in memory beside its key and value: a node, three headers. */
  static final int RECORD_OVERHEAD_BYTES = 112;

  /** An empty one that has taken so much may still take room on disk. */
  private static final long WORTH_CLOSING_BYTES = 64L * 1024 * 1024;

  private final String name;
  private final Overflow overflow;
  private final NavigableMap<Bytes, byte[]> memory = new TreeMap<>();

  private final Position position = Position.emptyPosition();

  /** Null while nothing is on disk. */
  private DiskRecords disk;

  private volatile boolean open;

  OverflowStore(String name, Overflow overflow) {
    this.name = name;
    this.overflow = overflow;
  }

  /**
   * Supplies stores of a name.
   *
   * @param name the store's
   * @param overflow of the instance
   */
  public static KeyValueBytesStoreSupplier supplier(String name, Overflow overflow) {
    return new KeyValueBytesStoreSupplier() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public KeyValueStore<Bytes, byte[]> get() {
        return new OverflowStore(name, overflow);
      }

      @Override
      public String metricsScope() {
        return "overflow";
      }
    };
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    open = true;
    context.register(root, (BatchingStateRestoreCallback) this::restore);
  }

  private void restore(Collection<KeyValue<byte[], byte[]>> records) {
    for (KeyValue<byte[], byte[]> record : records) {
      put(Bytes.wrap(record.key), record.value);
    }
  }

  @Override
  public synchronized void put(Bytes key, byte[] value) {
    var unused = delete(key);
    if (value == null) {
      return;
    }
    long bytes = heldBytes(key, value);
    if (!overflow.hold(bytes)) {
      openDisk();
      if (disk != null) {
        disk.add(key, value);
        return;
      }
      overflow.holdAnyway(bytes);
    }
    memory.put(key, value);
  }

  private void openDisk() {
    if (disk == null) {
      disk = overflow.open(name);
    }
  }

  private static long heldBytes(Bytes key, byte[] value) {
    return RECORD_OVERHEAD_BYTES + key.get().length + (long) value.length;
  }

  @Override
  public synchronized byte[] delete(Bytes key) {
    byte[] held = memory.remove(key);
    if (held != null) {
      overflow.release(heldBytes(key, held));
      closeDiskWhenEmpty();
      return held;
    }
    byte[] stored = disk == null ? null : disk.get(key);
    if (stored != null) {
      disk.remove(key, stored);
      closeDiskWhenEmpty();
    }
    return stored;
  }

  /** Not at once, or at the bound one would be opened and closed all the time. */
  private void closeDiskWhenEmpty() {
    if (disk != null
        && disk.size() == 0
        && (overflow.isHalfEmpty() || disk.written() >= WORTH_CLOSING_BYTES)) {
      closeDisk();
    }
  }

  private void closeDisk() {
    DiskRecords closing = disk;
    disk = null;
    closing.close();
  }

  @Override
  public synchronized byte[] putIfAbsent(Bytes key, byte[] value) {
    byte[] there = get(key);
    if (there == null) {
      put(key, value);
    }
    return there;
  }

  @Override
  public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
    entries.forEach(entry -> put(entry.key, entry.value));
  }

  @Override
  public synchronized byte[] get(Bytes key) {
    byte[] held = memory.get(key);
    return held != null || disk == null ? held : disk.get(key);
  }

  @Override
  public synchronized KeyValueIterator<Bytes, byte[]> all() {
    return new All(new ArrayList<>(memory.entrySet()).iterator(), disk == null ? null : disk.all());
  }

  /** Not supported; nothing here asks for ranges. */
  @Override
  public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
    throw new UnsupportedOperationException("no ranges in store " + name);
  }

  @Override
  public synchronized long approximateNumEntries() {
    return memory.size() + (disk == null ? 0 : disk.size());
  }

  @Override
  public synchronized void close() {
    open = false;
    memory.forEach((key, value) -> overflow.release(heldBytes(key, value)));
    memory.clear();
    if (disk != null) {
      closeDisk();
    }
  }

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  /** Of no use here: it is for interactive queries. The runtime asks for it at each change. */
  @Override
  public Position getPosition() {
    return position;
  }

  /** What is in memory, then what is on disk. */
  private static final class All implements KeyValueIterator<Bytes, byte[]> {
    private final Iterator<Map.Entry<Bytes, byte[]>> held;
    private final KeyValueIterator<Bytes, byte[]> stored;

    All(Iterator<Map.Entry<Bytes, byte[]>> held, KeyValueIterator<Bytes, byte[]> stored) {
      this.held = held;
      this.stored = stored;
    }

    @Override
    public boolean hasNext() {
      return held.hasNext() || (stored != null && stored.hasNext());
    }

    @Override
    public KeyValue<Bytes, byte[]> next() {
      if (held.hasNext()) {
        Map.Entry<Bytes, byte[]> next = held.next();
        return KeyValue.pair(next.getKey(), next.getValue());
      }
      if (stored == null) {
        throw new NoSuchElementException();
      }
      return stored.next();
    }

    /** Not supported; nothing here looks ahead. */
    @Override
    public Bytes peekNextKey() {
      throw new UnsupportedOperationException("no looking ahead");
    }

    @Override
    public void close() {
      if (stored != null) {
        stored.close();
      }
    }
  }
}
