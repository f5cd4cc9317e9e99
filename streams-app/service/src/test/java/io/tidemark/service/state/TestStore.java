// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.internals.InMemoryKeyValueStore;

/**
 * The durable side of a commit-scoped store, without a topology: its log, which outlives the live
 * side and can lose the end of what is written to it. Each live side has a copy of its own, as each
 * instance has.
 */
public final class TestStore {

  private final List<Integer> sizes = new ArrayList<>();
  private final Map<Bytes, byte[]> log = new LinkedHashMap<>();
  private int writesLeft = Integer.MAX_VALUE;

  /** Opens another live side, which has loaded what is durable. */
  public <K, V> CommitScopedStore<K, V> open(StateCodec<K, V> codec) {
    CommitScopedStore<K, V> store = new CommitScopedStore<>(restored(), codec);
    store.load();
    return store;
  }

  /** The same for a store of records. */
  public <K> CommitScopedRecords<K> open(KeyCodec<K> codec) {
    return new CommitScopedRecords<>(restored(), codec);
  }

  private Copy restored() {
    writesLeft = Integer.MAX_VALUE;
    return new Copy();
  }

  /** Loses all but the next few writes, until the store is opened again. */
  public void loseAfter(int writes) {
    writesLeft = writes;
  }

  /** The sizes of the values written so far, 0 for a deletion. */
  public List<Integer> written() {
    return sizes;
  }

  /** How many records are durable. */
  public long records() {
    return log.size();
  }

  private final class Copy extends InMemoryKeyValueStore {
    Copy() {
      super("test");
      init(null, null);
      log.forEach(super::put);
    }

    @Override
    public synchronized void put(Bytes key, byte[] value) {
      super.put(key, value);
      if (writesLeft-- > 0) {
        sizes.add(value == null ? 0 : value.length);
        if (value == null) {
          log.remove(key);
        } else {
          log.put(key, value);
        }
      }
    }

    @Override
    public synchronized byte[] delete(Bytes key) {
      put(key, null);
      return null;
    }
  }
}
