// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.registry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers so many answers, and begins anew when there are more: that many come only where
 * something is wrong, and asking again is then no more than a request each. Safe for use by several
 * threads, which together may exceed the bound by as many as they are.
 */
final class BoundedCache<K, V> {

  private final int most;
  private final Map<K, V> entries = new ConcurrentHashMap<>();

  BoundedCache(int most) {
    this.most = most;
  }

  /** What is remembered, or null. */
  V get(K key) {
    return entries.get(key);
  }

  void put(K key, V value) {
    if (entries.size() >= most) {
      entries.clear();
    }
    entries.put(key, value);
  }

  /** Forgets one entry, unless it is another by now. */
  void remove(K key, V value) {
    entries.remove(key, value);
  }

  int size() {
    return entries.size();
  }
}
