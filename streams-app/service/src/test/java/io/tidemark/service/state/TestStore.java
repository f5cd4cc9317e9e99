// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.state;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.InMemoryKeyValueStore;

/**
 * The durable side of a {@link CommitScopedStore}, without a topology: it outlives the live side,
 * and can lose the end of what is written to it.
 */
public final class TestStore {

  private final List<Integer> sizes = new ArrayList<>();
  private KeyValueStore<Bytes, byte[]> durable = new Lossy();
  private int writesLeft = Integer.MAX_VALUE;

  /** Ends the live side that was there and opens another, which has loaded what is durable. */
  public <K, V> CommitScopedStore<K, V> open(StateCodec<K, V> codec) {
    writesLeft = Integer.MAX_VALUE;
    CommitScopedStore<K, V> store = new CommitScopedStore<>(durable, codec);
    store.load();
    return store;
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
    return durable.approximateNumEntries();
  }

  private final class Lossy extends InMemoryKeyValueStore {
    Lossy() {
      super("test");
      init(null, null);
    }

    @Override
    public synchronized void put(Bytes key, byte[] value) {
      if (writesLeft-- > 0) {
        sizes.add(value == null ? 0 : value.length);
        super.put(key, value);
      }
    }

    @Override
    public synchronized byte[] delete(Bytes key) {
      put(key, null);
      return null;
    }
  }
}
